"""Days of a list are read as its columns write them."""

from datetime import date

import pytest

from shopdesk.errors import InvalidDate
from shopdesk.services.desk import Desk
from shopdesk.services.import_dates import DAYS, DayReader, days_first
from shopdesk.services.import_parsing import ParsedRow
from shopdesk.services.import_plan import Verdict
from shopdesk.services.import_verdicts import JudgedRow
from shopdesk.services.importing import plan_import

TODAY = date(2026, 11, 21)


def reader(*, day_first: bool = True, locale: str = "en_AU") -> DayReader:
    return DayReader(dict.fromkeys(DAYS, day_first), locale, TODAY)


def told(*cells: str, otherwise: bool = True) -> bool:
    rows = [ParsedRow(number, ("Ann", cell)) for number, cell in enumerate(cells)]
    return days_first(rows, ("first_name", "birthday"), otherwise)["birthday"]


def test_a_number_above_twelve_tells_the_order_wherever_it_stands() -> None:
    assert told("03/04/1979", "", "17/05/1979", otherwise=False)
    assert not told("03/04/1979", "05/17/1979", otherwise=True)


def test_one_day_that_is_written_the_other_way_does_not_turn_its_column() -> None:
    assert told("12/25/1990", "17/05/1979", "18/06/1980", otherwise=False)
    assert not told("12/25/1990", "17/05/1979", otherwise=False)


@pytest.mark.parametrize("otherwise", [True, False])
def test_where_nothing_tells_it_is_the_shops_own_order(otherwise: bool) -> None:
    assert told("03/04/1979", "1979-05-17", "nonsense", otherwise=otherwise) is otherwise


def test_another_column_speaks_for_one_that_tells_nothing() -> None:
    rows = [ParsedRow(2, ("03/04/1979", "05/17/2020"))]
    assert days_first(rows, ("birthday", "customer_since_on"), otherwise=True) == {
        "birthday": False,
        "customer_since_on": False,
    }


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17/05/1979", "1979-05-17"),
        ("7.5.1979", "1979-05-07"),
        ("17-05-1979", "1979-05-17"),
        ("17. 5. 1979", "1979-05-17"),
        ("1979/5/7", "1979-05-07"),
        ("1979-05-17", "1979-05-17"),
        ("2020-04-03 10:11:12 +1000", "2020-04-03"),
        ("17/05/1979 00:00", "1979-05-17"),
        ("17/05", "--05-17"),
        ("--05-17", "--05-17"),
        ("17/05/79", "1979-05-17"),
        ("79-05-17", "1979-05-17"),
        ("17/05/05", "2005-05-17"),
        ("12 Mar 1985", "1985-03-12"),
        ("12. M\u00e4rz 1985", "1985-03-12"),
        ("3-Jan-84", "1984-01-03"),
        ("84-Jan-03", "1984-01-03"),
        ("Sept 3rd, 1984", "1984-09-03"),
        ("March 12, 1985", "1985-03-12"),
        ("1985 ao\u00fbt 12", "1985-08-12"),
        ("12 de mayo de 1985", "1985-05-12"),
        ("12 Mar 1985 10:30", "1985-03-12"),
        ("12 Mar", "--03-12"),
        ("Mar 1985", "Mar 1985"),
        ("12 Mar Apr 1985", "12 Mar Apr 1985"),
        ("12 Nix 1985", "12 Nix 1985"),
        ("May", "May"),
        ("", ""),
    ],
)
def test_a_day_is_written_as_the_book_keeps_it(text: str, iso: str) -> None:
    assert reader().in_iso(text, "birthday") == iso


def test_the_months_of_the_shops_own_language_are_known() -> None:
    assert reader(locale="tr_TR").in_iso("12 Mart 1985", "birthday") == "1985-03-12"


@pytest.mark.parametrize("text", ["17/05", "12 Mar"])
def test_only_days_that_come_back_may_lack_their_year(text: str) -> None:
    assert reader().in_iso(text, "opening_balance_on") == text


@pytest.mark.parametrize("text", ["17/05/24", "3-Jan-22"])
def test_a_birthday_that_may_be_of_either_century_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        reader().in_iso(text, "birthday")
    assert refused.value.parameters["reason"] == "which_century"
    assert reader().in_iso(text, "customer_since_on").startswith("202")


def test_the_first_day_in_doubt_is_told_with_both_readings() -> None:
    rows = [ParsedRow(at, ("Ann", cell)) for at, cell in enumerate(("", "4/4/1980", "13/4/1980", "3/4/85"))]
    (doubt,) = reader().in_doubt(rows, ("first_name", "birthday"))
    assert (doubt.text, doubt.day, doubt.other, doubt.day_first) == (
        "3/4/85",
        "1985-04-03",
        "1985-03-04",
        True,
    )


def test_what_the_person_chose_goes_before_what_the_file_tells(desk: Desk) -> None:
    row = plan_import(desk, b"Name,Birthday\nAnn,03/04/1985\n", None, {"birthday": False}).rows[0]
    assert row.record is not None
    assert row.record.birthday == "1985-03-04"


LIST = "Name,Birthday,Balance,Balance date\nAnn Lee,03/04/1979,5,{0}\nBo Li,04/{1}/1980,,\n"


@pytest.mark.parametrize(
    ("day", "other", "birthday"), [("13/02/2026", "05", "04-03"), ("02/13/2026", "05", "03-04")]
)
def test_a_list_is_taken_over_in_the_order_it_was_written_in(
    desk: Desk, day: str, other: str, birthday: str
) -> None:
    row: JudgedRow = plan_import(desk, LIST.format(day, other).encode()).rows[0]
    assert row.verdict is Verdict.NEW
    assert row.record is not None
    assert (row.record.birthday, str(row.opening_on)) == (f"1979-{birthday}", "2026-02-13")


def test_a_row_that_contradicts_its_column_is_rejected(desk: Desk) -> None:
    plan = plan_import(desk, b"Name,Birthday\nAnn Lee,17/04/1979\nBo Li,04/17/1980\n")
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.REJECTED]
