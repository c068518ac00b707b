"""The list: every order, page by page, by segment and tag, and phones in any format."""

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, CustomerRow, Segment, Sort
from shopdesk.domain.folding import fold
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import InvalidValue
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    list_customers,
)
from shopdesk.services.desk import Desk
from shopdesk.services.locations import list_locations
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff, list_staff
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock

CONTACTS: list[dict[str, str]] = [
    {},
    {"mobile": "0412 345 004"},
    {"phone": "03 9347 0000"},
    {"mobile": "0491 570 156", "phone": "03 9347 0001"},
]
NAMES = ["Zoë", "zoe", "Ann", "Émile", "Bo", "Bo", "王伟", "Ng", "Ann", "Carl", "Dora"]
PLACES = ["Åby", "", "Zetland", "", "Zetland"]
BALANCES = [500, 0, -300, 500, 0, 0, -300, 900, 20, 0, 0]


def _reversed(text: str | None) -> tuple[int, ...]:
    """Return a key under which texts go backwards."""
    return (*(-ord(mark) for mark in fold(text or "")), 1)


def _last(has: object, number: int) -> int:
    return -number if has else number


KEYS: dict[Sort, Callable[[CustomerRow], tuple[Any, ...]]] = {
    Sort.DEBT: lambda row: (-row.debt_balance, row.id),
    Sort.LEAST_DEBT: lambda row: (row.debt_balance, -row.id),
    Sort.PHONE: lambda row: (row.phone is None, row.phone or "", row.id),
    Sort.PHONE_DESC: lambda row: (row.phone is None, _reversed(row.phone), _last(row.phone, row.id)),
    Sort.EMAIL: lambda row: (row.email is None, row.email or "", row.id),
    Sort.EMAIL_DESC: lambda row: (row.email is None, _reversed(row.email), _last(row.email, row.id)),
    Sort.TAG: lambda row: (not row.tags, fold("".join(row.tags[:1])), row.id),
    Sort.TAG_DESC: lambda row: (not row.tags, _reversed("".join(row.tags[:1])), _last(row.tags, row.id)),
    Sort.LOCATION: lambda row: (row.location is None, fold(row.location or ""), row.id),
    Sort.LOCATION_DESC: lambda row: (
        row.location is None,
        _reversed(row.location),
        _last(row.location, row.id),
    ),
    Sort.NEWEST: lambda row: (-row.created_at.timestamp(), -row.id),
    Sort.OLDEST: lambda row: (row.created_at, row.id),
    Sort.NAME: lambda row: (fold(row.full_name), row.id),
    Sort.NAME_DESC: lambda row: (fold(row.full_name), row.id),
    Sort.UPDATED: lambda row: (-row.updated_at.timestamp(), -row.id),
    Sort.LEAST_UPDATED: lambda row: (row.updated_at, row.id),
}


def _write_book(desk: Desk, clock: StandingClock) -> None:
    """Write eleven customers with namesakes, equal balances, and equal instants in pairs; it is 20 January then."""
    for number, (name, balance) in enumerate(zip(NAMES, BALANCES, strict=True)):
        clock.forward(hours=number % 2)
        place = PLACES[number % len(PLACES)]
        tags = ("VIP", "Bridal") if number % 3 == 0 else ("Bridal",) if number % 3 == 1 else ()
        customer = add_customer(
            desk,
            RecordChange(
                {
                    "first_name": name,
                    "birthday": f"--0{1 + number % 3}-05",
                    "location": place,
                    **CONTACTS[number % 4],
                },
                tags,
            ),
            allow_shared_phone=True,
        ).id
        if number % 4 == 1:
            edit_customer(desk, customer, RecordChange({"email": f"{name[:1].lower()}{number}@example.com"}))
        if balance > 0:
            sell(desk, SaleOrder(customer, balance, on_account=balance), f"{number}")
        if balance < 0:
            take_payment(desk, PaymentOrder(customer, -balance), f"{number}")
    add_staff(desk, "Carla", Role.CASHIER, "zetland")
    clock.forward(days=59)
    edit_customer(desk, customer, RecordChange({"suburb": "Carlton"}))
    clock.forward(days=1)


@pytest.fixture(scope="module")
def written(shop_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StandingClock]:
    """Write the book once, for all tests to copy, and tell when that was done."""
    folder, clock = tmp_path_factory.mktemp("book") / "shop", StandingClock()
    with open_shop(Path(shutil.copytree(shop_template, folder)), PASSPHRASE, clock=clock) as shop:
        _write_book(shop.desk, clock)
    return folder, clock


@pytest.fixture(scope="module")
def book(written: tuple[Path, StandingClock]) -> Iterator[Desk]:
    """Open the book for those who only read it."""
    folder, clock = written
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        yield shop.desk


@pytest.fixture
def own_book(written: tuple[Path, StandingClock], book: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Open a copy of the book, to write in."""
    folder, clock = written
    book.book.database.checkpoint("TRUNCATE")
    ours = Path(shutil.copytree(folder, tmp_path / "book"))
    with open_shop(ours, PASSPHRASE, clock=replace(clock)) as shop:
        yield shop.desk


def pages(desk: Desk, query: CustomerQuery) -> list[CustomerRow]:
    rows: list[CustomerRow] = []
    after: str | None = None
    while True:
        page = list_customers(
            desk,
            replace(query, after=after),
        )
        rows.extend(page.rows)
        after = page.next
        if after is None:
            return rows


@pytest.mark.parametrize("limit", [1, 3, 11, 200])
@pytest.mark.parametrize("sort", Sort)
def test_paging_gives_every_customer_once_and_in_order(book: Desk, sort: Sort, limit: int) -> None:
    rows = pages(book, CustomerQuery(sort, limit=limit))
    assert sorted(row.id for row in rows) == list(range(1, len(NAMES) + 1))
    assert rows == sorted(rows, key=KEYS[sort], reverse=sort is Sort.NAME_DESC)


@pytest.mark.parametrize(
    ("segment", "wanted"),
    [
        (Segment.VIP, lambda number: number % 3 == 0),
        (Segment.DEBTORS, lambda number: BALANCES[number] > 0),
        (Segment.OVERDUE, lambda number: BALANCES[number] > 0),
        (Segment.IN_CREDIT, lambda number: BALANCES[number] < 0),
        (Segment.BIRTHDAYS, lambda number: number % 3 == 0),
    ],
)
def test_a_segment_is_counted_and_paged_alike(
    book: Desk, segment: Segment, wanted: Callable[[int], bool]
) -> None:
    expected = {number + 1 for number in range(len(NAMES)) if wanted(number)}
    assert {row.id for row in pages(book, CustomerQuery(segment=segment, limit=2))} == expected
    assert list_customers(book, CustomerQuery(segment=segment, limit=1)).total == len(expected)


@pytest.mark.parametrize(("tag", "count"), [("bridal", 8), ("VIP", 4), ("vip", 4), ("Brid", 0)])
def test_a_tag_is_found_in_any_case(book: Desk, tag: str, count: int) -> None:
    page = list_customers(book, CustomerQuery(tag=tag))
    assert len(page.rows) == page.total == count


@pytest.mark.parametrize("few", [0, 2_000])
@pytest.mark.parametrize("segment", [None, *Segment])
@pytest.mark.parametrize("tag", [None, "vip", "bridal"])
def test_a_list_has_as_many_rows_as_it_says_however_it_is_narrowed(
    own_book: Desk, monkeypatch: pytest.MonkeyPatch, segment: Segment | None, tag: str | None, few: int
) -> None:
    monkeypatch.setattr("shopdesk.storage.customer_list._FEW", few)
    archive_customer(own_book, list_customers(own_book, CustomerQuery(search="Carl")).rows[0].id)
    for archived in (False, True):
        page = list_customers(own_book, CustomerQuery(segment=segment, tag=tag, archived=archived))
        assert len(page.rows) == page.total
    assert page.total == (segment in {None, Segment.VIP, Segment.BIRTHDAYS}), "Carl is a VIP, born in January"


@pytest.mark.parametrize("handful", [0, 1_000])
@pytest.mark.parametrize("segment", [None, *Segment])
@pytest.mark.parametrize("tag", [None, "vip", "bridal"])
def test_a_part_of_the_book_is_in_the_order_of_the_whole(
    book: Desk, monkeypatch: pytest.MonkeyPatch, segment: Segment | None, tag: str | None, handful: int
) -> None:
    for place in ("customer_list", "members"):
        monkeypatch.setattr(f"shopdesk.storage.{place}.FEW_MEMBERS", handful)
    for sort in Sort:
        rows = pages(book, CustomerQuery(sort, tag, segment, limit=3))
        part = {row.id for row in rows}
        assert rows == [row for row in pages(book, CustomerQuery(sort)) if row.id in part]
        assert len(rows) == len(part) == list_customers(book, CustomerQuery(sort, tag, segment)).total


@pytest.mark.parametrize("handful", [0, 1_000])
@pytest.mark.parametrize("segment", [None, *Segment])
@pytest.mark.parametrize("tag", [None, "vip", "bridal"])
def test_a_location_narrows_every_list_as_it_is(
    book: Desk, monkeypatch: pytest.MonkeyPatch, segment: Segment | None, tag: str | None, handful: int
) -> None:
    for place in ("customer_list", "members"):
        monkeypatch.setattr(f"shopdesk.storage.{place}.FEW_MEMBERS", handful)
    (zetland,) = (each.id for each in list_locations(book) if each.name == "Zetland")
    for sort in Sort:
        page = list_customers(book, CustomerQuery(sort, tag, segment, location=zetland))
        rows = pages(book, CustomerQuery(sort, tag, segment, limit=2, location=zetland))
        whole = [row for row in pages(book, CustomerQuery(sort, tag, segment)) if row.location == "Zetland"]
        assert (list(page.rows), rows, page.total) == (whole, whole, len(whole))


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("segment", [None, Segment.VIP, Segment.DEBTORS, Segment.BIRTHDAYS])
def test_a_cashier_of_a_location_reads_the_list_without_the_others(
    book: Desk, sort: Sort, segment: Segment | None
) -> None:
    (carla,) = (each for each in list_staff(book) if each.role is Role.CASHIER)
    desk = book.as_staff(carla)
    rows = pages(desk, CustomerQuery(sort, segment=segment, limit=2))
    whole = pages(book, CustomerQuery(sort, segment=segment))
    assert rows == [row for row in whole if row.location in {None, "Zetland"}]
    assert list_customers(desk, CustomerQuery(sort, segment=segment)).total == len(rows)


def test_a_search_stays_within_a_location(own_book: Desk) -> None:
    edit_customer(own_book, CustomerId(3), RecordChange({"location": "Carlton"}))
    (carlton,) = (each for each in list_locations(own_book) if each.name == "Carlton")
    found = list_customers(own_book, CustomerQuery(search="ann", location=carlton.id))
    assert [row.id for row in found.rows] == [3]


@pytest.mark.parametrize("sort", Sort)
def test_everybody_with_a_tag_is_listed_in_every_order(book: Desk, sort: Sort) -> None:
    rows = pages(book, CustomerQuery(sort, tag="bridal", limit=3))
    assert len({row.id for row in rows}) == len(rows) == 8


def test_tags_come_in_the_order_they_were_given(book: Desk) -> None:
    assert list_customers(book, CustomerQuery(Sort.OLDEST)).rows[0].tags == ("VIP", "Bridal")


def test_archived_customers_stand_in_a_list_of_their_own(own_book: Desk) -> None:
    archive_customer(own_book, list_customers(own_book, CustomerQuery(search="Dora")).rows[0].id)
    shown = list_customers(own_book, CustomerQuery())
    hidden = list_customers(own_book, CustomerQuery(archived=True))
    assert (shown.total, len(shown.rows)) == (10, 10)
    assert [row.full_name for row in hidden.rows] == ["Dora"]


def test_archived_customers_have_birthdays_too(own_book: Desk) -> None:
    customer = add_customer(own_book, RecordChange({"first_name": "Eve", "birthday": "--01-31"})).id
    archive_customer(own_book, customer)
    hidden = list_customers(own_book, CustomerQuery(segment=Segment.BIRTHDAYS, archived=True))
    assert [row.id for row in hidden.rows] == [customer]


def test_the_oldest_open_charge_tells_since_when_somebody_owes(book: Desk) -> None:
    rows = {row.id: row for row in list_customers(book, CustomerQuery()).rows}
    assert all((row.oldest_open_at is not None) == (row.debt_balance > 0) for row in rows.values())


@pytest.mark.parametrize(
    "typed", ["0412 345 678", "+61412345678", "0412345678", "(0412) 345-678", "61 412 345 678", "345678"]
)
def test_a_phone_is_found_in_any_format(own_book: Desk, typed: str) -> None:
    customer = add_customer(own_book, RecordChange({"first_name": "Marai", "mobile": "0412 345 678"})).id
    assert [row.id for row in list_customers(own_book, CustomerQuery(search=typed)).rows] == [customer]


def cursor(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "after",
    [
        "",
        "nonsense",
        "é",
        base64.urlsafe_b64encode(b"5").decode(),
        base64.urlsafe_b64encode(b"[" * 5_000).decode(),
        cursor("debt", 5),
        cursor("name", "Ann", 5),
        cursor("debt", "5", 5),
        cursor("debt", 5, True),
        cursor("debt", 5.5, 5),
        cursor("debt", 10**30, 5),
        cursor("debt", 5, 10**30),
        cursor(["debt"], 5, 5),
    ],
)
def test_a_cursor_of_nobodys_making_is_refused(desk: Desk, after: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        list_customers(desk, CustomerQuery(after=after))
    assert refused.value.parameters == {"field": "after", "reason": "not_a_cursor"}


@pytest.mark.parametrize(("limit", "shown"), [(0, 1), (-5, 1), (10**9, 11)])
def test_a_page_is_never_empty_nor_endless(book: Desk, limit: int, shown: int) -> None:
    assert len(list_customers(book, CustomerQuery(limit=limit)).rows) == shown
