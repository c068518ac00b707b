"""A balance is proven by its entries, its allocations and the age of its debt, or what disagrees is named."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.viewmodels.balance_proof import prove_balance, ties_of, verdict
from shopdesk.viewmodels.shop_text import shop_text


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    """Charge $100, take $30 and $5, and take the $5 back."""
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    take_payment(desk, PaymentOrder(marai, 3_000), "thirty")
    take_payment(desk, PaymentOrder(marai, 500), "five")
    reverse(desk, "P-00002", "typed twice", "undo")
    return marai


def harm(desk: Desk, statement: str) -> None:
    """Change the file behind the program's back."""
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


def test_what_was_taken_back_is_no_credit(desk: Desk, owing: CustomerId) -> None:
    proof = prove_balance(desk, owing)
    assert proof.ties
    assert (proof.entries, proof.sum) == (4, 7_000)
    assert (proof.charged, proof.credited, proof.allocated) == (10_000, 3_000, 3_000)


def test_every_tie_says_its_figures(desk: Desk, owing: CustomerId) -> None:
    ties = ties_of(prove_balance(desk, owing), shop_text(desk))
    assert all(tie.holds for tie in ties)
    assert [dict(tie.figures) for tie in ties] == [
        {"Sum of all entries": 7_000, "Remembered balance": 7_000},
        {
            "Charged": 10_000,
            "Paid and credited": 3_000,
            "Settled with each other": 3_000,
            "Charges still open": 7_000,
            "Credit that waits": 0,
        },
        {"Not yet due": 7_000, "Comes to": 7_000},
    ]


@pytest.mark.parametrize(
    ("statement", "broken", "told"),
    [
        ("UPDATE customer SET debt_balance = 7001", (0, 2), "The sum is not the balance."),
        ("UPDATE charge SET outstanding = 6999", (1, 2), "The allocations do not explain S-00001."),
        ("UPDATE credit SET unallocated = 1", (1, 2), "The allocations do not explain P-00001."),
        ("UPDATE charge SET amount = 2000, outstanding = 0", (1, 2), "S-00001"),
    ],
)
def test_what_disagrees_is_said(
    desk: Desk, owing: CustomerId, statement: str, broken: tuple[int, ...], told: str
) -> None:
    harm(desk, statement)
    proof, text = prove_balance(desk, owing), shop_text(desk)
    ties = ties_of(proof, text)
    assert not proof.ties
    assert tuple(place for place, tie in enumerate(ties) if not tie.holds) == broken
    assert told in ties[broken[0]].told
    assert verdict(proof, text).startswith("Not proven: 4 entries come to $70.00")


def test_store_credit_is_proven_too(desk: Desk, owing: CustomerId) -> None:
    take_payment(desk, PaymentOrder(owing, 9_000), "more than is owed")
    ties = ties_of(prove_balance(desk, owing), shop_text(desk))
    assert all(tie.holds for tie in ties)
    assert ties[2].figures == (("Less credit not yet used", -2_000), ("Comes to", -2_000))
