"""A paper's code is judged in words, with what the paper must say."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.viewmodels.paper_check import PaperCheckViewModel, PaperVerdict
from shopdesk.viewmodels.statement import build_statement
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner


def checked(desk: Desk, code: str) -> PaperVerdict | None:
    model = PaperCheckViewModel(desk, InlineRunner())
    model.check(code)
    return model.verdict.value


def test_a_receipt_says_what_must_stand_on_it(desk: Desk, marai: CustomerId) -> None:
    code = take_payment(desk, PaymentOrder(marai, 20_000), "payment").code
    assert checked(desk, code) == PaperVerdict(
        True,
        "Genuine, if the paper says the same: the receipt of payment P-00001, $200.00, 21 Nov 2026 12:00, "
        "customer C-000001. Nothing about it has changed since.",
    )


def test_what_was_entered_since_is_named(desk: Desk, marai: CustomerId) -> None:
    code = take_payment(desk, PaymentOrder(marai, 20_000), "payment").code
    reverse(desk, "P-00001", "typed twice", "undo")
    verdict = checked(desk, code)
    assert verdict is not None
    assert verdict.text.endswith("Entered about it since: A-00001.")


def test_sales_and_statements_are_judged_too(desk: Desk, marai: CustomerId) -> None:
    sale = sell(desk, SaleOrder(total=500, tenders={Method.CASH: 500}), "sale").code
    statement = issue(desk, build_statement(desk, marai)).statement.code
    texts = [verdict.text for verdict in (checked(desk, sale), checked(desk, statement)) if verdict]
    assert "the receipt of sale S-00001, $5.00, 21 Nov 2026 12:00, no customer" in texts[0]
    assert "statement ST-00001, $0.00, 21 Nov 2026 12:00, customer C-000001" in texts[1]


def test_an_unknown_code_is_altered(desk: Desk) -> None:
    assert checked(desk, "7-AAAAAAAA") == PaperVerdict(False, "Altered: no paper of this shop has this code.")


def test_an_empty_field_asks_nothing(desk: Desk) -> None:
    assert checked(desk, "  ") is None


def test_a_late_answer_is_dropped(desk: Desk, marai: CustomerId) -> None:
    runner = WaitingRunner()
    model = PaperCheckViewModel(desk, runner)
    model.check(take_payment(desk, PaymentOrder(marai, 100), "payment").code)
    model.check("")
    runner.go()
    assert model.verdict.value is None
