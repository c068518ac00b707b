"""Closing the day as its dialog does: the count is compared as it is typed, and the slip is printed or saved."""

from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.day_close import CloseOrder
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden
from shopdesk.services.changes import Changes
from shopdesk.services.day_close import close_day, closed_days, look_at_day
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.close_day import CloseDayViewModel, DayPicture
from tests.conftest import StandingClock
from tests.ports import InlineRunner, ScriptedPrompter
from tests.viewmodels.waiting_runner import WaitingRunner

LINES = {"Float": 0, "Cash sales": 1, "Debts collected in cash": 2, "Expected in the drawer": -1}


@pytest.fixture(autouse=True)
def traded(desk: Desk, marai: CustomerId) -> CustomerId:
    """Take $50.00 for a sale in cash, put $30.00 on account and collect $10.00 of it in cash."""
    sell(desk, SaleOrder(total=5_000, tenders={Method.CASH: 5_000}), "cash sale")
    sell(desk, SaleOrder(marai, total=3_000, on_account=3_000), "on account")
    take_payment(desk, PaymentOrder(marai, 1_000), "payment")
    return marai


def opened(desk: Desk, *answers: str | None) -> CloseDayViewModel:
    model = CloseDayViewModel(desk, InlineRunner(), ScriptedPrompter(*answers))
    model.load()
    return model


def shown(model: CloseDayViewModel) -> DayPicture:
    assert model.picture.value is not None
    return model.picture.value


def closed(desk: Desk, *answers: str | None) -> CloseDayViewModel:
    model = opened(desk, *answers)
    model.type("counted", "60")
    model.save()
    return model


def test_before_the_count_the_sums_stand_there_and_nothing_is_judged(desk: Desk) -> None:
    picture = shown(opened(desk))
    drawer, _others, owed = picture.blocks
    assert {name: drawer.lines[place] for name, place in LINES.items()} == {
        "Float": ("Float", "$0.00"),
        "Cash sales": ("Cash sales", "+$50.00"),
        "Debts collected in cash": ("Debts collected in cash", "+$10.00"),
        "Expected in the drawer": ("Expected in the drawer", "$60.00"),
    }
    assert owed.lines[-1] == ("Owed now", "$20.00")
    assert (picture.verdict, picture.stands, picture.is_closed) == ("", "", False)
    assert picture.proof == "This is the sum of all balances."


@pytest.mark.parametrize(
    ("cash_float", "counted", "verdict", "stands"),
    [
        ("", "60", "The drawer is right", "right"),
        ("", "61.50", "$1.50 over", "over"),
        ("100", "159", "$1.00 short", "short"),
        ("", "sixty", "", ""),
        ("", "", "", ""),
    ],
)
def test_the_count_is_compared_as_it_is_typed(
    desk: Desk, cash_float: str, counted: str, verdict: str, stands: str
) -> None:
    model = opened(desk)
    model.type("float", cash_float)
    model.type("counted", counted)
    assert (shown(model).verdict, shown(model).stands) == (verdict, stands)
    assert model.is_dirty() is bool(counted)
    assert look_at_day(desk).number is None


def test_what_cannot_be_read_is_said_at_its_field_and_closes_nothing(desk: Desk) -> None:
    model = opened(desk)
    model.type("float", "ten")
    model.type("counted", "sixty")
    model.leave()
    assert set(model.errors.value) == {"float", "counted"}
    model.type("float", "")
    model.type("counted", "")
    assert model.errors.value == {}
    model.save()
    assert "enter an amount" in model.errors.value["counted"]
    assert look_at_day(desk).number is None


def test_closed_it_says_so_and_asks_for_nothing_more(desk: Desk) -> None:
    model = closed(desk)
    picture = shown(model)
    assert (picture.is_closed, picture.title) == (True, "21 Nov 2026 · closed by Rosa Rossi")
    assert model.notice.value is not None
    assert model.notice.value.text == "21 Nov 2026 is closed: the drawer is right."
    assert not model.is_dirty()
    model.save()
    assert look_at_day(desk).number == 1


def test_two_presses_close_once(desk: Desk) -> None:
    runner = WaitingRunner()
    model = CloseDayViewModel(desk, runner, ScriptedPrompter())
    model.load()
    runner.go()
    model.type("counted", "60")
    model.save()
    model.save()
    assert len(runner.jobs) == 1
    runner.go()
    assert look_at_day(desk).number == 1


def test_the_owner_looks_at_closed_days_and_closes_the_next(
    desk: Desk, clock: StandingClock, traded: CustomerId
) -> None:
    model = closed(desk)
    clock.forward(days=1)
    take_payment(desk, PaymentOrder(traded, 500), "next day")
    model = opened(desk)
    model.choose_day("21/11/2026")
    assert shown(model).day.number == 1
    model.choose_day("")
    model.type("counted", "5")
    model.save()
    assert shown(model).day.number == 2
    model.choose_day("20 Nov")
    assert "was not closed" in model.errors.value["on"]


def test_a_cashier_closes_today_and_chooses_no_day(desk: Desk, clock: StandingClock) -> None:
    mina = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    assert opened(desk).why_not_choose == ""
    assert opened(mina).why_not_choose
    assert shown(closed(mina)).title == "21 Nov 2026 · closed by Mina"


def test_a_day_that_does_not_tie_is_flagged_in_words(desk: Desk) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = debt_balance + 1")
        connection.commit()
    model = closed(desk)
    assert shown(model).proof.startswith("The balances add up to $20.01 instead")
    assert model.notice.value is not None
    assert (model.notice.value.role, "$20.01 instead" in model.notice.value.text) == ("warn", True)


def test_the_slip_is_saved_where_it_was_asked_or_printed(desk: Desk, tmp_path: Path) -> None:
    model = closed(desk, str(tmp_path / "slip.pdf"), None)
    model.save_slip()
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    model.save_slip()
    sent: list[tuple[bytes, str]] = []
    model.print_with(lambda pdf, title: sent.append((pdf, title)))
    assert sent == [((tmp_path / "slip.pdf").read_bytes(), "Close of 2026-11-21")]


def test_an_open_day_has_no_slip(desk: Desk) -> None:
    model = opened(desk)
    model.save_slip()
    model.print_with(lambda _pdf, _title: pytest.fail("there is nothing to print"))


def test_what_another_till_enters_before_the_close_is_taken(desk: Desk, traded: CustomerId) -> None:
    model = opened(desk)
    take_payment(desk, PaymentOrder(traded, 500), "meanwhile")
    model.on_changes(Changes())
    model.type("counted", "65")
    assert shown(model).verdict == "The drawer is right"


def test_a_close_that_somebody_else_made_is_shown(desk: Desk) -> None:
    model = opened(desk)
    model.type("counted", "60")
    close_day(desk, CloseOrder(6_000), "elsewhere")
    model.save()
    assert "closed already" in model.errors.value["on"]


def test_closed_days_are_listed_with_how_they_came_out_and_shown_one_by_one(
    desk: Desk, clock: StandingClock, traded: CustomerId
) -> None:
    closed(desk)
    take_payment(desk, PaymentOrder(traded, 500), "late")
    clock.forward(hours=2)
    close_day(desk, CloseOrder(400), "second")
    model = opened(desk)
    words = [each.words for each in model.closed.value]
    assert words == ["Sat 21 Nov, closed 14:00 · $1.00 short", "Sat 21 Nov, closed 12:00 · right"]
    model.show_closed(model.closed.value[1])
    assert (shown(model).day.number, shown(model).is_closed) == (1, True)
    take_payment(desk, PaymentOrder(traded, 100), "later")
    model.on_changes(Changes())
    assert shown(model).day.number == 1
    model.show_today()
    assert (shown(model).is_closed, shown(model).day.flows.collections) == (False, 100)


def test_a_closed_day_that_does_not_tie_says_so_in_the_list(desk: Desk) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = debt_balance + 1")
        connection.commit()
    assert closed(desk).closed.value[0].words.endswith("right · does not add up")


def test_a_cashier_sees_no_list_of_closed_days(desk: Desk) -> None:
    mina = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    assert opened(mina).notice.value is None
    assert closed(mina).closed.value == ()
    with pytest.raises(Forbidden):
        closed_days(mina, 1)


@pytest.mark.parametrize("first", ["", "20 Nov"], ids=["answer", "refusal"])
def test_what_comes_late_of_another_day_is_dropped(desk: Desk, clock: StandingClock, first: str) -> None:
    closed(desk)
    clock.forward(days=1)
    runner = WaitingRunner()
    model = CloseDayViewModel(desk, runner, ScriptedPrompter())
    model.load()
    model.choose_day(first)
    late, runner.jobs = runner.jobs, []
    model.choose_day("21 Nov")
    runner.go()
    for job in late:
        job()
    assert (shown(model).day.number, model.errors.value) == (1, {})


def test_what_comes_in_after_the_close_is_closed_from_the_same_dialog(desk: Desk, traded: CustomerId) -> None:
    model = closed(desk)
    take_payment(desk, PaymentOrder(traded, 500), "after the close")
    model.show_today()
    model.type("counted", "5")
    model.save()
    assert (shown(model).day.number, shown(model).stands) == (2, "right")
