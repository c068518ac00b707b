"""What Ctrl+Z takes back, one after the other."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.errors import BalanceNotZero
from shopdesk.services.customers import RecordChange, add_customer, get_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.merging import merged_into
from shopdesk.viewmodels.account import AccountViewModel
from shopdesk.viewmodels.merge import MergeViewModel
from shopdesk.viewmodels.selection import SelectionViewModel
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from tests.ports import InlineRunner


def test_the_last_deed_is_taken_back_first(desk: Desk, marai: CustomerId) -> None:
    deeds = UndoList(desk, InlineRunner())
    selection = SelectionViewModel(desk, InlineRunner(), deeds)
    selection.retag((marai,), (), ("Pearls",))
    AccountViewModel(desk, InlineRunner(), marai, deeds).archive()
    assert list_customers(desk, CustomerQuery()).total == 0
    deeds.undo()
    assert deeds.notice.value is not None
    assert deeds.notice.value.text == "Marai Haddad is back in the list."
    assert get_customer(desk, marai).record.tags == ("Pearls",)
    deeds.undo()
    assert get_customer(desk, marai).record.tags == ()


def test_a_merge_is_parted_again(desk: Desk, marai: CustomerId) -> None:
    twin = add_customer(desk, RecordChange({"first_name": "Marei"})).id
    deeds = UndoList(desk, InlineRunner())
    model = MergeViewModel(desk, InlineRunner(), marai, twin, deeds)
    model.load()
    model.save()
    assert merged_into(desk, marai) == (twin,)
    deeds.undo()
    assert merged_into(desk, marai) == ()
    assert deeds.notice.value is not None
    assert deeds.notice.value.text == "C-000002 is a customer of their own again."


def test_with_nothing_left_it_says_so(desk: Desk) -> None:
    deeds = UndoList(desk, InlineRunner())
    deeds.undo()
    assert deeds.notice.value is not None
    assert deeds.notice.value.text.startswith("There is nothing to undo here")


def test_what_cannot_be_taken_back_is_said_and_not_tried_again(desk: Desk) -> None:
    def refuse() -> None:
        raise BalanceNotZero(number="C-000001", balance=100)

    deeds = UndoList(desk, InlineRunner())
    deeds.push(Undoable(refuse, "never"))
    deeds.undo()
    assert deeds.notice.value is not None
    assert deeds.notice.value.role == "danger"
    deeds.undo()
    assert deeds.notice.value.text.startswith("There is nothing to undo here")


def test_what_was_taken_back_another_way_is_forgotten(desk: Desk) -> None:
    deeds = UndoList(desk, InlineRunner())
    deed = Undoable(lambda: None, "undone")
    deeds.push(deed)
    deeds.forget(deed)
    deeds.undo()
    assert deeds.notice.value is not None
    assert deeds.notice.value.text != "undone"
