"""The list's view-model: pages, filters, the search in memory and in the whole book."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.segment import Ask, Meets, Rule, Rules
from shopdesk.domain.staff import Role, StaffMember
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    list_customers,
)
from shopdesk.services.desk import Desk
from shopdesk.services.locations import add_location
from shopdesk.services.segments import remove_segment, save_segment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels import customer_list
from shopdesk.viewmodels.customer_list import CustomerListViewModel, Listing, State
from shopdesk.viewmodels.ports import Lane
from tests.conftest import StandingClock
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner

NAMES = ("Marai Haddad", "Julia Maraidis", "Maria Santos", "Mariam Lal", "王 伟")


@pytest.fixture
def book(desk: Desk, clock: StandingClock) -> tuple[CustomerId, ...]:
    """Add five customers, each a minute after the other."""
    made = []
    for name in NAMES:
        first, last = name.split()
        made.append(add_customer(desk, RecordChange({"first_name": first, "last_name": last})).id)
        clock.forward(minutes=1)
    return tuple(made)


@pytest.fixture
def model(desk: Desk) -> CustomerListViewModel:
    """Return the list over the shop."""
    return CustomerListViewModel(desk, InlineRunner())


def state(model: CustomerListViewModel) -> State:
    """Return why the list looks as it does."""
    return model.listing.value.state


def names(listing: Listing) -> list[str]:
    """Return the names of what is shown near."""
    return [line.name for line in listing.near]


def test_an_empty_book_says_so(model: CustomerListViewModel) -> None:
    assert state(model) is State.LOADING
    model.start()
    assert state(model) is State.NO_CUSTOMERS


def test_the_first_page_is_shown_with_how_many_there_are(
    model: CustomerListViewModel, book: tuple[CustomerId, ...]
) -> None:
    model.start()
    shown = model.listing.value
    assert (shown.state, shown.loaded, shown.total, shown.has_older) == (
        State.ROWS,
        len(book),
        len(book),
        False,
    )


def test_older_pages_are_added_below(desk: Desk, book: tuple[CustomerId, ...]) -> None:
    model = CustomerListViewModel(desk, InlineRunner(), page=2)
    model.sort_by(Sort.OLDEST)
    assert names(model.listing.value) == list(NAMES[:2])
    model.load_older()
    model.load_older()
    assert names(model.listing.value) == list(NAMES)
    assert not model.listing.value.has_older
    model.load_older()
    assert model.listing.value.loaded == len(NAMES)


def test_a_search_finds_among_the_newest_what_no_page_has_loaded(
    desk: Desk, book: tuple[CustomerId, ...]
) -> None:
    model = CustomerListViewModel(desk, InlineRunner(), page=2)
    model.sort_by(Sort.OLDEST)
    model.set_search("mariam")
    assert names(model.listing.value) == ["Mariam Lal"]


def test_at_the_start_the_newest_are_read_once_the_first_page_is_painted(
    desk: Desk, book: tuple[CustomerId, ...]
) -> None:
    runner = InlineRunner()
    model = CustomerListViewModel(desk, runner, page=2)
    model.set_search("mariam")
    model.start()
    assert names(model.listing.value) == ["Mariam Lal"]
    assert runner.lanes.count(Lane.LATER) == 1
    model.refresh()
    assert runner.lanes.count(Lane.LATER) == 1


def test_at_the_start_a_screenful_is_shown_before_the_rest_of_the_page(
    desk: Desk, book: tuple[CustomerId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_list, "_SCREENFUL", 2)
    runner = InlineRunner()
    model = CustomerListViewModel(desk, runner, page=4)
    loaded: list[int] = []
    model.listing.listen(lambda shown: loaded.append(shown.loaded))
    model.start()
    assert loaded == [2, 4]
    assert runner.lanes.count(Lane.LATER) == 2, "who came last is read when the page is there"
    in_order = list_customers(desk, model.filters.value.query(limit=4)).rows
    assert [line.id for line in model.listing.value.near] == [row.id for row in in_order]
    assert model.listing.value.has_older
    assert not model.loading_older.value


@pytest.mark.parametrize(("search", "found"), [("marai", 2), ("MARIA", 2), ("王", 1), ("haddad marai", 1)])
def test_typing_filters_what_is_loaded_at_once(
    model: CustomerListViewModel, book: tuple[CustomerId, ...], search: str, found: int
) -> None:
    model.start()
    model.set_search(search)
    assert len(model.listing.value.near) == found


def test_the_whole_book_adds_what_is_not_shown_already(
    model: CustomerListViewModel, book: tuple[CustomerId, ...]
) -> None:
    model.start()
    model.set_search("Marai")
    assert model.listing.value.far == ()
    model.ask_whole_book()
    shown = model.listing.value
    assert {line.name for line in shown.near} == {"Marai Haddad", "Julia Maraidis"}
    assert "Maria Santos" in {line.name for line in shown.far}
    assert not {line.id for line in shown.near} & {line.id for line in shown.far}


def test_a_late_answer_to_an_old_question_is_dropped(desk: Desk, book: tuple[CustomerId, ...]) -> None:
    runner = WaitingRunner()
    model = CustomerListViewModel(desk, runner)
    model.start()
    runner.go()
    model.set_search("Marai")
    model.ask_whole_book()
    model.set_search("Julia")
    runner.go()
    assert model.listing.value.far == ()
    assert names(model.listing.value) == ["Julia Maraidis"]


def test_without_a_match_it_looks_further_and_then_says_so(
    model: CustomerListViewModel, book: tuple[CustomerId, ...]
) -> None:
    model.start()
    model.set_search("zzqx")
    assert state(model) is State.LOOKING_FURTHER
    model.ask_whole_book()
    assert state(model) is State.NO_MATCHES


@pytest.mark.parametrize(("role", "told"), [(Role.OWNER, 1), (Role.CASHIER, 0)])
def test_only_the_owner_is_told_of_archived_matches(
    desk: Desk, book: tuple[CustomerId, ...], role: Role, told: int
) -> None:
    archive_customer(desk, book[1])
    acting = desk.as_staff(StaffMember(desk.staff.id, "Rosa", role, has_pin=True))
    model = CustomerListViewModel(acting, InlineRunner())
    model.start()
    model.set_search("Julia")
    model.ask_whole_book()
    assert (model.listing.value.state, model.listing.value.archived_matches) == (State.NO_MATCHES, told)


def test_a_filter_that_fits_nobody_says_so_and_clearing_shows_everybody(
    model: CustomerListViewModel, book: tuple[CustomerId, ...]
) -> None:
    model.start()
    model.show_segment(Segment.VIP)
    assert state(model) is State.NONE_IN_FILTER
    model.clear_filters()
    assert model.listing.value.loaded == len(book)


def test_the_list_is_narrowed_to_a_location_and_a_tag_at_once(
    model: CustomerListViewModel, desk: Desk, book: tuple[CustomerId, ...]
) -> None:
    for customer, tags in ((book[0], ("Bridal",)), (book[1], ())):
        edit_customer(desk, customer, RecordChange({"location": "Carlton"}, tags))
    model.start()
    (carlton,) = model.locations.value
    model.show_location(carlton)
    assert names(model.listing.value) == ["Marai Haddad", "Julia Maraidis"]
    model.show_tag("Bridal")
    assert names(model.listing.value) == ["Marai Haddad"]
    assert model.filters.value.narrow
    model.show_tag(None)
    model.show_location(None)
    assert len(names(model.listing.value)) == len(book)


def test_whoever_sees_one_location_chooses_among_none(desk: Desk, book: tuple[CustomerId, ...]) -> None:
    del book
    add_location(desk, "Carlton")
    tied = CustomerListViewModel(
        desk.as_staff(add_staff(desk, "Carla", Role.CASHIER, "Carlton")), InlineRunner()
    )
    tied.start()
    assert tied.locations.value == ()


def test_archived_customers_have_a_list_of_their_own(
    model: CustomerListViewModel, desk: Desk, book: tuple[CustomerId, ...]
) -> None:
    archive_customer(desk, book[0])
    model.show_archived()
    assert names(model.listing.value) == ["Marai Haddad"]
    assert model.listing.value.near[0].archived


def test_debtors_are_listed_by_what_they_owe(
    model: CustomerListViewModel, desk: Desk, book: tuple[CustomerId, ...], clock: StandingClock
) -> None:
    for number, (customer, amount) in enumerate(((book[0], 500), (book[2], 9_900))):
        sell(desk, SaleOrder(customer, total=amount, on_account=amount), f"sale {number}")
    clock.forward(days=3)
    model.sort_by(Sort.NAME)
    model.show_segment(Segment.DEBTORS)
    assert names(model.listing.value) == ["Maria Santos", "Marai Haddad"]
    assert [line.days_owed for line in model.listing.value.near] == [3, 3]


def test_a_change_is_shown_without_being_asked_for(
    model: CustomerListViewModel, desk: Desk, book: tuple[CustomerId, ...]
) -> None:
    model.start()
    desk.feed.subscribe(model.on_changes)
    add_customer(desk, RecordChange({"first_name": "Zoë"}, tags=("Bridal",)))
    assert "Zoë" in names(model.listing.value)
    assert "Bridal" in model.tags.value


def test_a_segment_of_ones_own_narrows_the_list_and_follows_its_rules(
    desk: Desk, model: CustomerListViewModel, book: tuple[CustomerId, ...]
) -> None:
    kept = save_segment(desk, "Quiet", Rules(Meets.ALL, (Rule(Ask.NEVER_SEEN),)))
    model.refresh()
    model.show_segment(model.segments.value[0])
    assert model.listing.value.total == len(NAMES)
    changed = save_segment(desk, "Busy", Rules(Meets.ALL, (Rule(Ask.VISITED_MORE, 3),)), kept.id)
    model.refresh()
    assert (model.filters.value.segment, model.listing.value.state) == (changed, State.NONE_IN_FILTER)
    remove_segment(desk, kept.id)
    model.refresh()
    assert (model.filters.value.segment, model.listing.value.total) == (None, len(NAMES))
