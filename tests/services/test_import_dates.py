"""Days of a list are read as its columns write them."""

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.import_dates import days_first, in_iso
from shopdesk.services.import_parsing import ParsedRow
from shopdesk.services.import_plan import Verdict
from shopdesk.services.import_verdicts import JudgedRow
from shopdesk.services.importing import plan_import


def told(*cells: str, otherwise: bool = True) -> bool:
    rows = [ParsedRow(number, ("Ann", cell)) for number, cell in enumerate(cells)]
    return days_first(rows, ("first_name", "birthday"), otherwise)["birthday"]


def test_a_number_above_twelve_tells_the_order_wherever_it_stands() -> None:
    assert told("03/04/1979", "", "17/05/1979", otherwise=False)
    assert not told("03/04/1979", "05/17/1979", otherwise=True)


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
        ("17/05/79", "17/05/79"),
        ("May", "May"),
        ("", ""),
    ],
)
def test_a_day_is_written_as_the_book_keeps_it(text: str, iso: str) -> None:
    assert in_iso(text, "birthday", day_first=True) == iso


def test_only_days_that_come_back_may_lack_their_year() -> None:
    assert in_iso("17/05", "opening_balance_on", day_first=True) == "17/05"


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
