"""The receivables page says what the book is owed."""

from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.documents.page import RenderedPaper
from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.changes import Changes
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.receivables import DebtorOrder, ReceivablesPicture, ReceivablesViewModel
from tests.conftest import StandingClock
from tests.documents.reading import page_texts
from tests.ports import InlineRunner, ScriptedPrompter


@pytest.fixture
def owing(desk: Desk, marai: CustomerId, clock: StandingClock) -> CustomerId:
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    clock.forward(days=40)
    return marai


def looked(desk: Desk, *answers: str | None) -> ReceivablesViewModel:
    model = ReceivablesViewModel(desk, InlineRunner(), ScriptedPrompter(*answers))
    model.watch(watched=True)
    return model


def picture(model: ReceivablesViewModel) -> ReceivablesPicture:
    assert model.picture.value is not None
    return model.picture.value


def test_what_is_owed_is_said_with_its_age_and_that_it_ties(desk: Desk, owing: CustomerId) -> None:
    shown = picture(looked(desk))
    assert (shown.owed, shown.count) == ("$44.00", "1 customer")
    assert [bucket.amount for bucket in shown.buckets] == ["$0.00", "$44.00", "$0.00", "$0.00", "$0.00"]
    assert shown.note == "1 customer · days sales outstanding 90 · ties to every balance ✓"
    assert shown.months[-1][1:] == (4_400, "Dec 2026: $44.00")


def test_debtors_are_ordered_by_any_column_and_by_how_badly_they_pay(
    desk: Desk, clock: StandingClock
) -> None:
    def owe(name: str, amount: int) -> None:
        customer = add_customer(desk, RecordChange({"first_name": name})).id
        sell(desk, SaleOrder(customer, total=amount, on_account=amount), name)

    owe("Old", 1_000)
    clock.forward(days=60)
    owe("Middle", 9_000)
    clock.forward(days=70)
    owe("Änne", 5_000)
    model = looked(desk)

    def names() -> list[str]:
        return [debtor.full_name for debtor in picture(model).debtors]

    assert names() == ["Middle", "Änne", "Old"]
    orders = {DebtorOrder.OWES: ["Old", "Änne", "Middle"], DebtorOrder.NAME: ["Änne", "Middle", "Old"]}
    orders |= {
        DebtorOrder.WORST: ["Old", "Middle", "Änne"],
        DebtorOrder.DAYS_31_60: ["Middle", "Old", "Änne"],
    }
    for order, expected in orders.items():
        model.order_by(order)
        assert names() == expected
    model.order_by(DebtorOrder.DAYS_31_60)
    assert names()[-1] == "Middle"
    model.load()
    assert names()[-1] == "Middle", "the order stays when the book is read again"


def test_another_day_is_taken_as_it_is_typed_here(desk: Desk, owing: CustomerId) -> None:
    model = looked(desk)
    model.choose_day("1/12/2026")
    assert (picture(model).buckets[0].minor, model.day_text.value) == (4_400, "1 Dec 2026")
    model.choose_day("")
    assert picture(model).as_of == desk.today()


@pytest.mark.parametrize("typed", ["soon", "31/2/2026", "1/1/2030"])
def test_a_day_that_cannot_be_is_said_and_changes_nothing(desk: Desk, owing: CustomerId, typed: str) -> None:
    model = looked(desk)
    before = picture(model)
    model.choose_day(typed)
    assert model.error.value
    assert picture(model) is before


def test_the_page_follows_the_book_while_somebody_looks(desk: Desk, owing: CustomerId) -> None:
    model = looked(desk)
    take_payment(desk, PaymentOrder(owing, 400), "payment")
    model.on_changes(Changes(everything=True))
    assert picture(model).owed == "$40.00"
    model.watch(watched=False)
    take_payment(desk, PaymentOrder(owing, 1_000), "more")
    model.on_changes(Changes(everything=True))
    assert picture(model).owed == "$40.00"
    model.watch(watched=True)
    assert picture(model).owed == "$30.00"


def test_a_promise_is_said_until_it_is_kept_or_broken(
    desk: Desk, owing: CustomerId, clock: StandingClock
) -> None:
    def said() -> tuple[str, str]:
        shown = picture(looked(desk))
        return shown.promise(shown.debtors[0]), shown.promised(shown.debtors[0])

    assert said() == ("—", "")
    add_promise(desk, owing, desk.today() + timedelta(days=2), 1_000, "one")
    assert said() == ("promised 2 Jan 2027", "$10.00")
    clock.forward(days=3)
    assert said() == ("broken 2 Jan", "$10.00")
    add_promise(desk, owing, desk.today(), 1_000, "two")
    take_payment(desk, PaymentOrder(owing, 1_000), "payment")
    assert said() == ("kept 1 of 2", "")
    clock.forward(hours=1)
    add_promise(desk, owing, desk.today(), 500, "three")
    clock.forward(days=1)
    assert said() == ("broken 3 Jan", "$5.00")
    edit_customer(desk, owing, RecordChange(on_hold=True))
    assert said() == ("on hold", "")


def test_the_ageing_is_saved_as_a_list(desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    model = looked(desk, str(tmp_path / "r.csv"))
    model.save_csv()
    head, row = (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("Number,Name,Not yet due,1–30 days")
    assert row == "C-000001,Marai Haddad,0.00,44.00,0.00,0.00,0.00,0.00,0.00,44.00"
    assert model.notice.value is not None


def test_the_debtors_sheet_names_everybody_who_owes(desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    model = looked(desk, str(tmp_path / "d.pdf"))
    model.save_sheet()
    (page,) = page_texts(RenderedPaper((tmp_path / "d.pdf").read_bytes(), 1))
    assert "Marai Haddad C-000001" in page
    assert "$44.00" in page
    assert "1 by name, $44.00" in page


def test_a_cashier_is_told_why_there_is_nothing_to_see(desk: Desk, owing: CustomerId) -> None:
    model = looked(desk.as_staff(add_staff(desk, "Kim", Role.CASHIER)))
    assert model.why_not
    assert model.picture.value is None
