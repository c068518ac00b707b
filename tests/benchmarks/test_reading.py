"""What looking costs: opening, the first page, the cards, a long timeline."""

from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, Segment, Sort
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.kpis import compute_kpis
from shopdesk.viewmodels.timeline import load_timeline
from tests.benchmarks.bare import connection
from tests.benchmarks.bulk import opened
from tests.benchmarks.stopwatch import Figure, once, report, timed

pytestmark = pytest.mark.benchmark
RUNS = 50
_ROWS = "SELECT * FROM customer WHERE archived_at IS NULL ORDER BY debt_balance DESC, id LIMIT 200"
_EVENTS = ("sale", "debt_payment", "account_adjustment")


@pytest.mark.parametrize("sort", Sort)
def test_the_first_page_at_100_000_customers(big: Desk, big_folder: Path, sort: Sort) -> None:
    page = list_customers(big, CustomerQuery(sort))
    assert (page.total, len(page.rows)) == (100_000, 200)
    ours = timed(lambda: list_customers(big, CustomerQuery(sort)), RUNS)
    with connection(big_folder) as bare:
        peer = timed(lambda: bare.execute(_ROWS).fetchall(), RUNS)
    report(f"first page at 100,000 customers by {sort.value}", ours, ("200 bare rows", peer))


@pytest.mark.parametrize("segment", Segment)
def test_the_first_page_of_a_segment_at_100_000_customers(big: Desk, segment: Segment) -> None:
    ours = timed(lambda: list_customers(big, CustomerQuery(segment=segment)), RUNS)
    report(f"first page of {segment.value} at 100,000 customers", ours)


def test_the_cards_at_100_000_customers(big: Desk) -> None:
    assert compute_kpis(big).customers == 100_000
    report("the cards at 100,000 customers", timed(lambda: compute_kpis(big), RUNS))


def test_a_name_in_the_whole_book_of_100_000(big: Desk) -> None:
    ours = timed(lambda: list_customers(big, CustomerQuery(search="haddad")), RUNS)
    report("a name in the whole book of 100,000", ours)
    ours = timed(lambda: list_customers(big, CustomerQuery(search="hadad nuor")), RUNS)
    report("a misspelt name in the whole book of 100,000", ours)


def test_from_the_keys_to_the_first_page_at_100_000_customers(big_folder: Path) -> None:
    def start() -> None:
        with opened(big_folder) as shop:
            list_customers(shop.desk, CustomerQuery())
            compute_kpis(shop.desk)

    report(
        "open, first page and cards at 100,000 (fast test keys)",
        Figure(tuple(sorted(once(start) for _ in range(10)))),
    )


def test_the_timeline_of_10_000_events(small: Desk, small_folder: Path) -> None:
    assert len(load_timeline(small, CustomerId(1)).entries) == 10_000
    ours = timed(lambda: load_timeline(small, CustomerId(1)), RUNS)
    with connection(small_folder) as bare:
        peer = timed(
            lambda: [
                bare.execute(f"SELECT * FROM {table} WHERE customer_id = 1").fetchall() for table in _EVENTS
            ],
            RUNS,
        )
    report("timeline of 10,000 events", ours, ("their bare rows", peer))
