"""What a payment costs, beside the same rows, syncs and checkpoint issued bare."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from tests.benchmarks.aims import PAYMENT, PAYMENT_LONG
from tests.benchmarks.bare import BarePayments, connection
from tests.benchmarks.bulk import opened
from tests.benchmarks.stopwatch import in_turn, report

pytestmark = pytest.mark.benchmark
RUNS = 200


@pytest.mark.parametrize(("customer", "figure"), [(2, PAYMENT), (1, PAYMENT_LONG)])
def test_a_payment_beside_the_same_rows_written_bare(
    folder: Path, customers: int, tmp_path: Path, customer: int, figure: str
) -> None:
    who, number = CustomerId(customer), count()
    theirs = Path(shutil.copytree(folder, tmp_path / "theirs"))
    with (
        opened(Path(shutil.copytree(folder, tmp_path / "ours"))) as shop,
        connection(theirs) as bare_file,
    ):
        desk = shop.desk
        sell(desk, SaleOrder(who, 10_000_000, on_account=10_000_000), "something to pay off")
        bare = BarePayments(bare_file, customer, tmp_path / "witness")
        ours, peer = in_turn(
            lambda: take_payment(desk, PaymentOrder(who, 100), f"payment {next(number)}"), bare.pay, RUNS
        )
        bare.close()
    report(figure, ours, ("bare", peer), customers=customers)
    shutil.rmtree(tmp_path / "ours")
    shutil.rmtree(theirs)
