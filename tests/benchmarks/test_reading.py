"""What looking costs at any size: pages of the list, the cards, names, a long timeline; and what encryption adds."""

from functools import partial
from itertools import cycle
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, Segment, Sort
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.kpis import compute_kpis
from shopdesk.viewmodels.customer_list import CustomerListViewModel
from shopdesk.viewmodels.timeline import load_timeline
from tests.benchmarks.aims import CARDS, DEEP_PAGE, FIRST_PAGE, SECRET_LIST, SECRET_SEARCH
from tests.benchmarks.bare import connection
from tests.benchmarks.bulk import opened
from tests.benchmarks.plain import read_plainly
from tests.benchmarks.stopwatch import Figure, figure_of, in_turn, once, report, timed
from tests.ports import InlineRunner

pytestmark = pytest.mark.benchmark
RUNS = 30
_DEEP = 15
"""So many pages down, or as far as there are."""
_ROWS = "SELECT * FROM customer WHERE archived_at IS NULL ORDER BY debt_balance DESC, id LIMIT 200"
_EVENTS = ("sale", "debt_payment", "account_adjustment")
_KNOWN, _WRONG = "haddad", "hadad nuor"


def deep_down(desk: Desk, sort: Sort) -> str | None:
    """Return the cursor of a page far down the list that has one behind it."""
    after = None
    for _ in range(_DEEP):
        page = list_customers(desk, CustomerQuery(sort, after=after))
        if page.next is None:
            break
        after, last = page.next, after
    return after if page.next is not None else last


@pytest.mark.parametrize("deep", [False, True])
def test_a_page_by_any_sort(book: Desk, customers: int, deep: bool) -> None:
    slowest: tuple[Figure, Sort] | None = None
    for sort in Sort:
        query = CustomerQuery(sort, after=deep_down(book, sort) if deep else None)
        found = timed(partial(list_customers, book, query), RUNS)
        if slowest is None or found.median > slowest[0].median:
            slowest = found, sort
    assert slowest is not None
    report(DEEP_PAGE if deep else FIRST_PAGE, slowest[0], customers=customers, remark=slowest[1].value)


def test_a_page_beside_its_bare_rows(book: Desk, folder: Path, customers: int) -> None:
    with connection(folder) as bare:
        pair = in_turn(
            lambda: list_customers(book, CustomerQuery()), lambda: bare.execute(_ROWS).fetchall(), RUNS
        )
    report("first page of the list by debt", pair[0], ("200 bare rows", pair[1]), customers=customers)


@pytest.mark.parametrize("segment", Segment)
def test_the_first_page_of_a_segment(book: Desk, customers: int, segment: Segment) -> None:
    ours = timed(lambda: list_customers(book, CustomerQuery(segment=segment)), RUNS)
    report(f"first page of {segment.value}", ours, customers=customers)


def test_the_cards(book: Desk, customers: int) -> None:
    assert compute_kpis(book).customers == customers
    report(CARDS, timed(lambda: compute_kpis(book), RUNS), customers=customers)


@pytest.mark.parametrize("typed", [_KNOWN, _WRONG])
def test_a_name_in_the_whole_book(book: Desk, customers: int, typed: str) -> None:
    ours = timed(lambda: list_customers(book, CustomerQuery(search=typed)), RUNS)
    report(f"“{typed}” in the whole book", ours, customers=customers)


def test_what_encryption_costs(book: Desk, folder: Path, customers: int) -> None:
    with read_plainly(folder, book) as plain:
        for what, query in (
            (SECRET_LIST, CustomerQuery()),
            (SECRET_SEARCH, CustomerQuery(search=_WRONG)),
        ):
            assert list_customers(plain, query) == list_customers(book, query)
            ours, theirs = in_turn(
                partial(list_customers, book, query),
                partial(list_customers, plain, query),
                RUNS,
            )
            report(what, ours, ("plain", theirs), customers=customers)


def test_a_key_press_among_all_that_is_loaded(book: Desk, customers: int) -> None:
    model = CustomerListViewModel(book, InlineRunner())
    model.start()
    for _ in range(9):
        model.load_older()
    assert model.listing.value.loaded == min(customers, 2_000)
    typed = cycle(
        ("m", "ma", "mar", "mari", "marin", "0", "04", "0412", "c-0001", "@example", "nobody at all")
    )
    ours = timed(lambda: model.set_search(next(typed)), RUNS)
    report("a key press in the search, up to 2,000 lines loaded", ours, customers=customers)


def test_from_the_keys_to_the_first_page(folder: Path, customers: int) -> None:
    def start() -> None:
        with opened(folder) as shop:
            list_customers(shop.desk, CustomerQuery())
            compute_kpis(shop.desk)

    report(
        "opening the file, first page and cards (cheap keys)",
        figure_of(*(once(start) for _ in range(10))),
        customers=customers,
    )


def test_the_timeline_of_10_000_events(book: Desk, folder: Path, customers: int) -> None:
    assert len(load_timeline(book, CustomerId(1)).entries) == 10_000
    with connection(folder) as bare:
        ours, peer = in_turn(
            lambda: load_timeline(book, CustomerId(1)),
            lambda: [
                bare.execute(f"SELECT * FROM {table} WHERE customer_id = 1").fetchall() for table in _EVENTS
            ],
            RUNS,
        )
    report(
        "a timeline of 10,000 events, read and merged", ours, ("their bare rows", peer), customers=customers
    )
