"""The shop's hand: figures as its country writes them, days in the words of whoever reads them."""

from collections.abc import Iterator
from datetime import date

import pytest

from shopdesk.services.desk import Desk
from shopdesk.viewmodels.calendar_month import CalendarMonth
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import ENGLISH, speak, wording, writing_in
from tests.conftest import NOON

DAY = date(2026, 11, 3)


@pytest.fixture
def french_screen() -> Iterator[None]:
    speak(wording("fr"), "en_AU")
    yield
    speak(ENGLISH)


@pytest.mark.usefixtures("french_screen")
def test_an_australian_shop_that_speaks_french_reads_its_days_in_french(desk: Desk) -> None:
    text = shop_text(desk)
    assert (text.near_day(DAY), text.weekday(DAY), text.month(DAY)) == ("3 nov.", "mar. 3 nov.", "nov. 2026")
    assert text.money(128_400) == "$1,284.00"
    month = CalendarMonth(DAY, DAY, "en_AU")
    assert (month.title, month.weekdays[0]) == ("nov. 2026", "lun.")
    assert Computer("en_AU", "Australia/Melbourne").moment(NOON).startswith("21 nov. 2026, ")


@pytest.mark.usefixtures("french_screen")
def test_its_papers_stay_in_the_language_of_its_customers(desk: Desk) -> None:
    text = shop_text(desk)
    with writing_in("en_AU"):
        assert text.day(DAY) == "3 Nov 2026"


@pytest.mark.usefixtures("french_screen")
@pytest.mark.parametrize("day", [date(2026, month, 28) for month in range(1, 13)])
def test_what_the_calendar_writes_into_a_field_is_read_again(day: date) -> None:
    month = CalendarMonth(day, DAY, "en_AU")
    assert typed_date(month.written(), "en_AU", "day", DAY) == day.isoformat()
