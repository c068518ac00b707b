import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.papers import PaperChecked, check_paper
from shopdesk.services.payments import plan_payment, take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import NOON, StandingClock
from tests.tampering import tamper


def receipt(desk: Desk, marai: CustomerId, request: str = "one") -> str:
    return take_payment(desk, PaymentOrder(marai, 100), request).code


def test_a_receipt_is_genuine_however_it_is_typed(desk: Desk, marai: CustomerId) -> None:
    code = receipt(desk, marai)
    expected = PaperChecked(True, (), "take_payment", "C-000001", "P-00001", 100, NOON)
    assert check_paper(desk, code) == expected
    assert check_paper(desk, f" {code.lower().replace('-', ' - ')} ") == expected


@pytest.mark.parametrize(
    "typed", ["", "no code", "999999-AAAAAAAA", "1-AAAAAAAA", "1", "-AAAAAAAA", "１-AAAAAAAA"]
)
def test_what_no_paper_of_this_shop_says_is_altered(desk: Desk, typed: str) -> None:
    assert check_paper(desk, typed) == PaperChecked(False)


def test_one_wrong_character_is_altered(desk: Desk, marai: CustomerId) -> None:
    code = receipt(desk, marai)
    assert not check_paper(desk, code[:-1] + ("A" if code[-1] != "A" else "B")).genuine


def test_a_sale_without_a_customer_is_genuine_too(desk: Desk) -> None:
    made = sell(desk, SaleOrder(total=500, tenders={Method.CASH: 500}), "sale")
    expected = PaperChecked(True, (), "sell", "", "S-00001", 500, NOON)
    assert check_paper(desk, made.code) == expected


def test_posting_the_same_again_gives_the_same_receipt(desk: Desk, marai: CustomerId) -> None:
    assert receipt(desk, marai) == receipt(desk, marai)


def test_a_plan_has_no_code(desk: Desk, marai: CustomerId) -> None:
    assert plan_payment(desk, PaymentOrder(marai, 100)).code == ""


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE debt_payment SET amount = 101",
        "UPDATE debt_payment SET method = 'card'",
        "DELETE FROM debt_payment",
    ],
)
def test_a_receipt_whose_payment_was_touched_is_altered(desk: Desk, marai: CustomerId, harm: str) -> None:
    code = receipt(desk, marai)
    tamper(desk, harm)
    assert not check_paper(desk, code).genuine


def test_a_reversal_is_named(desk: Desk, marai: CustomerId) -> None:
    code = receipt(desk, marai)
    receipt(desk, marai, "another one")
    made = reverse(desk, "P-00001", "typed twice", "undo")
    assert check_paper(desk, code).changed_since == (made.reference,)


def test_a_statement_names_what_was_entered_late(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    code = issue(desk, build_statement(desk, marai)).statement.code
    at = clock.now()
    clock.forward(days=3)
    take_payment(desk, PaymentOrder(marai, 5), "of the day")
    assert check_paper(desk, code).changed_since == ()
    late = take_payment(desk, PaymentOrder(marai, 7, at=at), "late")
    assert check_paper(desk, code).changed_since == (late.reference,)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE statement SET closing = closing - 1, payments = payments + 1",
        """UPDATE journal SET content = replace(content, '"closing":-100', '"closing":-101')""",
        "UPDATE journal SET staff_id = NULL WHERE sequence > 5",
    ],
)
def test_a_statement_whose_figures_were_touched_is_altered(desk: Desk, marai: CustomerId, harm: str) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    code = issue(desk, build_statement(desk, marai)).statement.code
    assert check_paper(desk, code).genuine
    tamper(desk, harm)
    assert not check_paper(desk, code).genuine
