"""What a payment costs, beside the same rows written bare."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify
from tests.benchmarks.bare import BarePayments, connection
from tests.benchmarks.stopwatch import in_turn, report

pytestmark = pytest.mark.benchmark
RUNS = 200


@pytest.mark.parametrize(("customer", "events"), [(2, 10), (1, 10_000)])
def test_a_payment_beside_the_same_rows_written_bare(
    small: Desk, small_folder: Path, tmp_path: Path, customer: int, events: int
) -> None:
    who, number = CustomerId(customer), count()
    sell(small, SaleOrder(who, 10_000_000, on_account=10_000_000), "something to pay off")
    theirs = Path(shutil.copytree(small_folder, tmp_path / "theirs"))
    with connection(theirs) as opened:
        bare = BarePayments(opened, customer, tmp_path / "witness")
        ours, peer = in_turn(
            lambda: take_payment(small, PaymentOrder(who, 100), f"payment {next(number)}"), bare.pay, RUNS
        )
        bare.close()
    report(f"take_payment, an account with {events:,} events", ours, ("the same rows, bare", peer))
    assert verify(small).ok
