"""Putting something right: the form, what it would do, and what is said when it is done."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.staff import Deed, Role
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff, approve
from shopdesk.viewmodels.account_righting import AdjustAccount, TransferDebt
from shopdesk.viewmodels.putting_right import PuttingRightViewModel, Righting
from shopdesk.viewmodels.row_deeds import RowDeed, deeds_of, righting_of
from shopdesk.viewmodels.sale_righting import CorrectSale, DisputeSale, RefundSale, SettleDispute, UndoSale
from shopdesk.viewmodels.timeline import load_timeline
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner

LINES = (SaleLine("Ring", 3000), SaleLine("Clasp", 2000))


@pytest.fixture
def owed(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai owes 40 dollars of a sale of 50, S-00001; S-00002 was paid by nobody known."""
    order = SaleOrder(marai, lines=LINES, tenders={Method.CASH: 1000}, on_account=4000)
    sell(desk, order, "sale")
    sell(desk, SaleOrder(total=900, tenders={Method.CASH: 900}), "anonymous")
    add_customer(desk, RecordChange({"first_name": "Tomas", "last_name": "Berg"}))
    return marai


def opened(desk: Desk, deed: Righting, **values: str) -> PuttingRightViewModel:
    model = PuttingRightViewModel(desk, InlineRunner(), deed)
    model.load()
    for name, value in values.items():
        model.set_value(name, value)
    return model


def seen(model: PuttingRightViewModel) -> tuple[tuple[tuple[str, str], ...], str, str] | None:
    found = model.preview.value
    return None if found is None else (found.lines, found.label, found.figure)


@pytest.mark.parametrize(
    ("deed", "values", "lines", "after"),
    [
        (
            CorrectSale("S-00001"),
            {},
            (("Closed on the account", "$40.00"), ("Cash expected in the drawer today", "+$40.00")),
            ("Will owe", "$0.00"),
        ),
        (
            CorrectSale("S-00002"),
            {"customer": "1"},
            (("Goes on the account", "$9.00"), ("Cash expected in the drawer today", "−$9.00")),
            ("Will owe", "$49.00"),
        ),
        (
            RefundSale("S-00001"),
            {},
            (("Taken off the account", "$40.00"), ("Pay out · Cash", "$10.00")),
            ("Will owe", "$0.00"),
        ),
        (
            RefundSale("S-00001"),
            {"lines": "2", "to": "account"},
            (("Taken off the account", "$20.00"),),
            ("Will owe", "$20.00"),
        ),
        (RefundSale("S-00002"), {"amount": "4"}, (("Pay out · Cash", "$4.00"),), ("Refunded", "$4.00")),
        (
            UndoSale("S-00001"),
            {},
            (("Taken off the account", "$40.00"), ("Pay out · As it was paid", "$10.00")),
            ("Will owe", "$0.00"),
        ),
        (DisputeSale("S-00001"), {}, (("Disputed", "$40.00"),), ("Will owe", "$40.00")),
        (
            AdjustAccount(CustomerId(1)),
            {"amount": "50"},
            (("Less is owed", "$50.00"),),
            ("Store credit afterwards", "$10.00"),
        ),
        (
            TransferDebt(CustomerId(1)),
            {"to": "C-000002", "amount": "15"},
            (("Tomas Berg afterwards", "Owes $15.00"),),
            ("Will owe", "$25.00"),
        ),
    ],
)
def test_what_will_happen_is_shown_before_it_does(
    desk: Desk,
    owed: CustomerId,
    deed: Righting,
    values: dict[str, str],
    lines: tuple[tuple[str, str], ...],
    after: tuple[str, str],
) -> None:
    model = opened(desk, deed, **values)
    assert seen(model) == (lines, *after)
    assert account_state(desk, owed).balance == 4000
    model.set_value("reason", "because")
    model.save()
    assert model.done.value is not None
    assert not model.is_dirty()


def test_settling_asks_for_an_amount_only_to_lower_it(desk: Desk, owed: CustomerId) -> None:
    open_dispute(desk, "S-00001", "too dear", "dispute")
    model = opened(desk, SettleDispute("S-00001"))
    assert model.form.value is not None
    assert model.form.value.explanation == "$40.00 of it is disputed: “too dear”"
    amount = model.form.value.fields[1]
    assert not amount.is_asked(model.values.value)
    model.set_value("outcome", "lower")
    assert (amount.is_asked(model.values.value), model.preview.value) == (True, None)
    model.set_value("amount", "15")
    assert seen(model) == ((("Still to pay on S-00001", "$25.00"),), "Will owe", "$25.00")


def test_without_a_reason_nothing_is_posted(desk: Desk, owed: CustomerId) -> None:
    model = opened(desk, UndoSale("S-00001"))
    model.save()
    assert model.error.value == ("reason", "This needs a reason: write a few words on why it is done.")
    assert account_state(desk, owed).balance == 4000


@pytest.mark.parametrize(
    ("deed", "values", "field"),
    [
        (AdjustAccount(CustomerId(1)), {"amount": "abc"}, "amount"),
        (AdjustAccount(CustomerId(1)), {"kind": "+credit_paid_out", "amount": "5"}, "amount"),
        (RefundSale("S-00001"), {"amount": "51"}, "amount"),
        (TransferDebt(CustomerId(1)), {"to": "77", "amount": "5"}, "to"),
        (TransferDebt(CustomerId(1)), {"to": "1", "amount": "5"}, "to"),
        (CorrectSale("S-00002"), {"customer": "77"}, "customer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    desk: Desk, owed: CustomerId, deed: Righting, values: dict[str, str], field: str
) -> None:
    model = opened(desk, deed, **values)
    assert model.error.value[0] == field
    assert model.preview.value is None


def test_a_double_press_posts_once(desk: Desk, owed: CustomerId) -> None:
    runner = WaitingRunner()
    model = PuttingRightViewModel(desk, runner, AdjustAccount(owed))
    model.load()
    runner.go()
    model.set_value("amount", "5")
    model.set_value("reason", "late")
    runner.go()
    model.save()
    model.save()
    runner.go()
    assert account_state(desk, owed).balance == 3500


def test_a_cashier_goes_on_with_an_owners_pin(desk: Desk, owed: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = PuttingRightViewModel(cashier, InlineRunner(), AdjustAccount(owed))
    model.load()
    assert (model.owner.needed.value, model.form.value) == (Deed.ADJUST, None)
    model.take_approval(approve(cashier, desk.staff.id, "1234"))
    assert model.owner.needed.value is None
    for name, value in (("amount", "5"), ("reason", "kind")):
        model.set_value(name, value)
    model.save()
    assert account_state(desk, owed).balance == 3_500


def test_what_only_turns_out_to_need_an_owner_can_be_asked_for_then(desk: Desk, owed: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = opened(cashier, RefundSale("S-00001"), reason="broken", amount="5")
    assert "owner" in model.error.value[1]
    assert model.owner.needed.value is Deed.REFUND_ANY
    model.take_approval(approve(cashier, desk.staff.id, "1234"))
    model.save()
    assert model.done.value is not None


def test_an_entry_offers_what_can_be_done_about_it(desk: Desk, owed: CustomerId) -> None:
    def offered() -> list[tuple[RowDeed, ...]]:
        return [deeds_of(entry) for entry in load_timeline(desk, owed).entries]

    sale = (RowDeed.CORRECT, RowDeed.REFUND, RowDeed.DISPUTE, RowDeed.UNDO_SALE)
    assert offered() == [sale]
    open_dispute(desk, "S-00001", "too dear", "dispute")
    assert offered()[0][2] is RowDeed.SETTLE
    entry = load_timeline(desk, owed).entries[0]
    assert entry.remark == "Disputed · 2 items · $40.00 still to pay"
    model = opened(desk, righting_of(RowDeed.UNDO_SALE, "S-00001"), reason="mistake")
    model.save()
    assert offered()[1] == (RowDeed.UNDO,)
