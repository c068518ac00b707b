"""Work that must not grow with the book: counted in the steps of SQLite's machine, so that no clock decides.

A shop with a thousand times the customers is asked the same as a small one.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.customer_list import CustomerQuery, Sort
from shopdesk.domain.location import Location, LocationId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.segment import Ask, Meets, OwnSegment, Rule, Rules, SegmentId
from shopdesk.domain.staff import Role, StaffMember
from shopdesk.services.customers import list_customers, list_tags
from shopdesk.services.desk import Desk
from shopdesk.services.payments import plan_payment
from shopdesk.shop import create_shop
from shopdesk.storage import journal
from shopdesk.storage.finding import Proof
from shopdesk.storage.recent import check_recent
from tests.benchmarks.bulk import fill
from tests.benchmarks.plans import Plan
from tests.benchmarks.typos import misspelt
from tests.conftest import NEW_SHOP, StandingClock
from tests.fast_kdf import FAST

SMALL, MIDDLE, LARGE = 20, 1_000, 20_000
FEW_EVENTS, MANY_EVENTS = 10, 2_000
PAGE = 5
ASKED = 20
MOST = 2
MOST_SEARCHED = 4
"""More words begin alike in a larger book; to look through customers for a name would cost 20 times as much."""
_GRAIN = 5


def shop_of(folder: Path, plan: Plan) -> Iterator[Desk]:
    """Make a shop in bulk and leave it open."""
    shop, _ = create_shop(folder, NEW_SHOP, profile=FAST, clock=StandingClock())
    with shop:
        fill(shop, plan)
        _give_locations(shop.desk)
        yield shop.desk


def _give_locations(desk: Desk) -> None:
    """Put two of three customers at one of two locations."""
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("INSERT INTO location VALUES (1, 'Carlton', 'carlton'), (2, 'Åby', 'aby')")
        connection.exec_driver_sql("UPDATE customer SET location_id = 1 + id % 2 WHERE id % 3")
        connection.commit()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from shop_of(tmp_path_factory.mktemp("small") / "shop", Plan("small", SMALL, each=1))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    plan = Plan("large", LARGE, each=0, long=tuple((number, 1) for number in range(1, SMALL)), distinct=True)
    yield from shop_of(tmp_path_factory.mktemp("large") / "shop", plan)


@pytest.fixture(scope="module")
def middle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Hold the first of the large shop's customers: one plan's name, one story."""
    yield from shop_of(
        tmp_path_factory.mktemp("middle") / "shop", Plan("large", MIDDLE, each=1, distinct=True)
    )


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    plan = Plan("accounts", 2, long=((1, FEW_EVENTS), (2, MANY_EVENTS)))
    yield from shop_of(tmp_path_factory.mktemp("accounts") / "shop", plan)


def steps_of(desk: Desk, act: Callable[[], object]) -> int:
    """Return about how many steps the machine takes for what is read, of statements that it knows already."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += _GRAIN
        return 0

    act()
    with desk.read() as session:  # the pool hands out again what came back last
        driver = session.connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(count, _GRAIN)
    try:
        act()
    finally:
        driver.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("deep", [False, True])
def test_a_page_of_the_list_costs_the_same_with_a_thousand_times_the_customers(
    small: Desk, large: Desk, sort: Sort, deep: bool
) -> None:
    def page(desk: Desk) -> int:
        after = list_customers(desk, CustomerQuery(sort, limit=SMALL // 2)).next if deep else None
        return steps_of(desk, lambda: list_customers(desk, CustomerQuery(sort, limit=PAGE, after=after)))

    assert 0 < page(large) <= MOST * page(small)


@pytest.mark.parametrize("sort", [Sort.DEBT, Sort.LOCATION, Sort.LOCATION_DESC, Sort.TAG])
def test_a_page_in_the_midst_of_equals_costs_no_more_than_the_first(large: Desk, sort: Sort) -> None:
    half_way = list_customers(large, CustomerQuery(sort, limit=LARGE // 4)).next
    first, amidst = (
        steps_of(large, partial(list_customers, large, CustomerQuery(sort, limit=PAGE, after=after)))
        for after in (None, half_way)
    )
    assert 0 < amidst <= MOST * first


@pytest.mark.parametrize("sort", [Sort.LOCATION, Sort.LOCATION_DESC])
def test_a_cashier_reads_past_no_other_location(large: Desk, sort: Sort) -> None:
    carla = large.as_staff(
        StaffMember(
            StaffId(99), "Carla", Role.CASHIER, has_pin=True, location=Location(LocationId(1), "Carlton")
        )
    )
    whole, own = (
        steps_of(desk, partial(list_customers, desk, CustomerQuery(sort, limit=PAGE)))
        for desk in (large, carla)
    )
    assert 0 < own <= MOST * whole


@pytest.mark.parametrize("sort", Sort)
def test_a_page_of_a_segment_costs_no_more_than_one_of_the_whole_book(large: Desk, sort: Sort) -> None:
    never = OwnSegment(SegmentId(1), "Never", Rules(Meets.ALL, (Rule(Ask.NEVER_SEEN),)))
    whole, among_them = (
        steps_of(large, partial(list_customers, large, CustomerQuery(sort, segment=segment, limit=PAGE)))
        for segment in (None, never)
    )
    assert 0 < among_them <= MOST * whole


@pytest.mark.parametrize("mistakes", [1, 2])
def test_a_misspelt_name_among_twenty_times_the_customers_costs_four_times_the_steps_at_most(
    middle: Desk, large: Desk, mistakes: int
) -> None:
    chance = Random(mistakes)  # noqa: S311  misspelling is no secret
    people = chance.sample(list_customers(middle, CustomerQuery(Sort.NAME, limit=MIDDLE)).rows, ASKED)
    typed = [misspelt(person.full_name, mistakes, chance) for person in people]

    def steps(desk: Desk) -> int:
        return sum(
            steps_of(desk, partial(list_customers, desk, CustomerQuery(search=name, limit=PAGE)))
            for name in typed
        )

    assert 0 < steps(large) <= MOST_SEARCHED * steps(middle)


def test_a_payment_is_planned_as_fast_on_an_account_of_two_hundred_times_the_events(accounts: Desk) -> None:
    few, many = (
        steps_of(accounts, partial(plan_payment, accounts, PaymentOrder(CustomerId(customer), 1)))
        for customer in (1, 2)
    )
    assert 0 < many <= MOST * few


def test_what_was_entered_last_is_checked_as_fast_where_fifty_times_as_much_was_before(
    small: Desk, middle: Desk
) -> None:
    def check(desk: Desk) -> None:
        book = desk.book
        with desk.read() as session:
            proof = Proof(book.database, session, book.vault, book.keys.chain_keys, Counter())
            check_recent(proof, journal.read_head(session).sequence - PAGE)

    few, many = (steps_of(desk, partial(check, desk)) for desk in (small, middle))
    assert 0 < many <= MOST * few


def test_the_tags_are_listed_as_fast_where_a_thousand_have_one(small: Desk, large: Desk) -> None:
    few, many = (steps_of(desk, partial(list_tags, desk)) for desk in (small, large))
    assert 0 < many <= MOST * few
