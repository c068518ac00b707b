"""What a search finds in a line: names, emails, numbers, and phones however they are typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerRow
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.customer_line import CustomerLine, LineBook, found_in, lines_of
from shopdesk.viewmodels.shop_text import shop_text
from tests.conftest import NOON


def row(
    balance: int = 0,
    mobile: str = "+61412345004",
    oldest_open_at: datetime | None = None,
    updated_at: datetime = NOON,
) -> CustomerRow:
    """Return a row of the list as the services give it."""
    return CustomerRow(
        id=CustomerId(412),
        full_name="Ana María Ruiz",
        mobile=mobile,
        landline=None,
        email="ana@example.es",
        tags=(),
        is_vip=False,
        debt_balance=balance,
        oldest_open_at=oldest_open_at,
        created_at=NOON,
        updated_at=updated_at,
        archived_at=None,
        location=None,
    )


def line(desk: Desk, given: CustomerRow) -> CustomerLine:
    """Write one row out."""
    return lines_of([given], shop_text(desk))[0]


@pytest.mark.parametrize(
    "search",
    [
        "maria",
        "MARÍA",
        "ruiz ana",
        "ana@ex",
        "c-000412",
        "0412 345",
        "0412345004",
        "+61 412 345 004",
        "345-004",
    ],
)
def test_a_line_is_found_by(desk: Desk, search: str) -> None:
    assert found_in([line(desk, row())], search)


def test_an_arabic_line_is_found_whichever_way_its_end_is_written(desk: Desk) -> None:
    kept = line(desk, row()._replace(full_name="فاطمة المصري"))
    assert [found_in([kept], search) for search in ("فاطمه", "المصرى", "فاطمي")] == [(kept,), (kept,), ()]


@pytest.mark.parametrize("search", ["marie", "ana ruis", "0413", "+34 612"])
def test_a_line_is_not_found_by(desk: Desk, search: str) -> None:
    assert not found_in([line(desk, row())], search)


def test_a_foreign_phone_is_found_as_it_is_dialled_from_here(desk: Desk) -> None:
    abroad = line(desk, row(mobile="+34612345678"))
    assert abroad.phone == "+34 612 34 56 78"
    assert found_in([abroad], "0034 612")


def test_a_debt_is_counted_in_days_from_its_oldest_charge(desk: Desk) -> None:
    owing = line(desk, row(balance=128_400, oldest_open_at=NOON - timedelta(days=42)))
    assert (owing.balance_text, owing.days_owed) == ("$1,284.00", 42)
    assert line(desk, row(balance=-6_000)).days_owed is None


def test_the_day_of_the_last_save_is_left_out_when_it_is_today(desk: Desk) -> None:
    assert line(desk, row()).updated == ""
    assert line(desk, row(updated_at=datetime(2026, 11, 3, tzinfo=UTC))).updated == "3 Nov"


def test_lines_stay_in_their_order_whether_a_word_or_a_number_is_found(desk: Desk) -> None:
    given = (
        row(mobile="+61412345004"),
        row(mobile="+61499111222")._replace(email="ana0412@example.com"),
        row(mobile="+61412000111"),
        row(mobile="+61499333444"),
    )
    lines = [line(desk, each._replace(id=CustomerId(number))) for number, each in enumerate(given, start=1)]
    assert found_in(lines, "0412") == tuple(lines[:3])


def test_only_the_line_of_a_row_that_changed_is_written_anew(desk: Desk) -> None:
    book, text = LineBook(), shop_text(desk)
    paid, owing = row(), row(1_000, mobile="+61412345005")
    ((kept, before),) = book.write(text, [paid, owing])
    ((same, after),) = book.write(text, [paid, owing._replace(debt_balance=500)])
    assert same is kept
    assert (before.balance, after.balance) == (1_000, 500)


def test_on_another_day_every_line_is_written_anew(desk: Desk) -> None:
    book, text = LineBook(), shop_text(desk)
    owing = row(1_000, oldest_open_at=NOON - timedelta(days=3))
    book.write(text, [owing])
    (tomorrows,) = book.write(replace(text, today=text.today + timedelta(days=1)), [owing])
    assert tomorrows == lines_of([owing], replace(text, today=text.today + timedelta(days=1)))
