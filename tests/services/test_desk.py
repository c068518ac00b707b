"""One unit of work, one effect: requests, roles, the clock, the feed, and a disk that is full."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import PERMISSIONS, Deed, Role
from shopdesk.errors import (
    ClockJumped,
    DiskFull,
    Forbidden,
    InvalidDate,
    InvalidValue,
    RequestConflict,
    ShopDeskError,
)
from shopdesk.services.accounts import account_events
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.changes import Changes
from shopdesk.services.customers import RecordChange, add_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff, approve, choose_first_pin, disable_staff
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage.authorizer import authorize
from tests.conftest import NOON, PASSPHRASE, StandingClock

Post = Callable[[Desk, CustomerId, int, str], object]


def _sell(desk: Desk, customer: CustomerId, amount: int, request: str) -> object:
    return sell(desk, SaleOrder(customer=customer, total=amount, on_account=amount), request)


def _pay(desk: Desk, customer: CustomerId, amount: int, request: str) -> object:
    return take_payment(desk, PaymentOrder(customer, amount, note="thanks"), request)


def _adjust(desk: Desk, customer: CustomerId, amount: int, request: str) -> object:
    return adjust(
        desk, AdjustmentOrder(customer, -amount, AdjustmentKind.GOODWILL_CREDIT, "late delivery"), request
    )


POSTINGS = pytest.mark.parametrize("post", [_sell, _pay, _adjust])


def _room(desk: Desk, pages: int) -> None:
    """Let the file grow by so many pages and no further."""
    pooled = desk.book.database._writer.raw_connection()
    driver = pooled.driver_connection
    assert driver is not None
    driver.set_authorizer(None)
    held = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count={held + pages}")
    driver.set_authorizer(authorize)
    pooled.close()


def _post_until_full(desk: Desk, customer: CustomerId, post: Post) -> int:
    """Post until the disk is full, and return how many were acknowledged."""
    for done in range(500):
        try:
            post(desk, customer, 10, f"request {done}")
        except DiskFull:
            return done
    raise AssertionError("the disk never was full")


@POSTINGS
def test_the_same_request_twice_is_one_posting_with_the_same_result(
    desk: Desk, marai: CustomerId, post: Post
) -> None:
    first = post(desk, marai, 500, "till-1")
    balance = get_customer(desk, marai).debt_balance
    assert post(desk, marai, 500, "till-1") == first
    events = account_events(desk, marai)
    assert len(events.sales) + len(events.payments) + len(events.adjustments) == 1
    assert get_customer(desk, marai).debt_balance == balance


@POSTINGS
def test_the_same_request_with_other_content_is_a_conflict(desk: Desk, marai: CustomerId, post: Post) -> None:
    post(desk, marai, 500, "till-1")
    balance = get_customer(desk, marai).debt_balance
    with pytest.raises(RequestConflict) as refused:
        post(desk, marai, 501, "till-1")
    assert refused.value.parameters == {"request_id": "till-1"}
    assert get_customer(desk, marai).debt_balance == balance


def test_another_deed_may_not_take_the_same_request(desk: Desk, marai: CustomerId) -> None:
    _sell(desk, marai, 500, "till-1")
    with pytest.raises(RequestConflict):
        _pay(desk, marai, 500, "till-1")


@POSTINGS
def test_a_refusal_stores_nothing_so_that_the_request_can_be_made_good(
    desk: Desk, marai: CustomerId, post: Post
) -> None:
    with pytest.raises(ShopDeskError):
        post(desk, marai, 0, "till-1")
    post(desk, marai, 500, "till-1")


@pytest.mark.parametrize(("request_id", "reason"), [("", "empty"), ("x" * 201, "too_long")])
def test_a_request_needs_an_id_of_some_length(
    desk: Desk, marai: CustomerId, request_id: str, reason: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        _pay(desk, marai, 500, request_id)
    assert refused.value.parameters == {"field": "request_id", "reason": reason}


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", Role)
def test_a_unit_of_work_opens_only_for_who_may_do_its_deed(
    desk: Desk, cashier: Desk, role: Role, deed: Deed
) -> None:
    acting = desk if role is Role.OWNER else cashier
    if deed in PERMISSIONS[role]:
        with acting.work(deed):
            return
    with pytest.raises(Forbidden) as refused, acting.work(deed):
        raise AssertionError("a forbidden deed was begun")
    assert refused.value.parameters == {"deed": deed.value}


def test_only_the_owner_enters_something_late_and_nobody_in_the_future(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    yesterday, tomorrow = NOON - timedelta(days=1), NOON + timedelta(days=1)
    with pytest.raises(Forbidden):
        take_payment(cashier, PaymentOrder(marai, 500, at=yesterday), "a")
    with pytest.raises(InvalidDate) as refused:
        take_payment(desk, PaymentOrder(marai, 500, at=tomorrow), "b")
    assert refused.value.parameters == {"field": "at", "reason": "in_future"}
    take_payment(desk, PaymentOrder(marai, 500, at=yesterday), "c")
    (payment,) = account_events(desk, marai).payments
    assert (payment.at, payment.entered_at) == (yesterday, NOON)


def test_a_clock_set_back_by_more_than_a_day_asks_before_the_next_posting(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    _sell(desk, marai, 500, "a")
    clock.forward(days=-2)
    with pytest.raises(ClockJumped):
        _pay(desk, marai, 500, "b")
    desk.confirm_clock()
    _pay(desk, marai, 500, "b")
    (payment,) = account_events(desk, marai).payments
    assert (payment.at, payment.entered_at) == (clock.now(), NOON), "entered_at never runs backwards"


@pytest.mark.parametrize(
    ("days", "is_odd"), [(-2, True), (-0.5, False), (0.9, False), (1.1, True), (8, True)]
)
def test_a_clock_that_was_set_is_confirmed_before_the_next_posting(
    desk: Desk, marai: CustomerId, clock: StandingClock, days: float, is_odd: bool
) -> None:
    clock.put(days=days)
    assert desk.doubt_clock() == (NOON if is_odd else None)
    if is_odd:
        with pytest.raises(ClockJumped):
            _sell(desk, marai, 500, "a")
        desk.confirm_clock()
    _sell(desk, marai, 500, "a")
    assert desk.doubt_clock() is None


def test_a_clock_that_was_set_right_again_is_no_longer_asked_about(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    clock.put(days=3)
    assert desk.doubt_clock() == NOON
    clock.put(days=-3)
    assert desk.doubt_clock() is None
    _sell(desk, marai, 500, "a")


def test_a_till_that_stays_open_for_days_is_not_asked(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    clock.forward(days=30)
    assert desk.doubt_clock() is None
    _sell(desk, marai, 500, "a")


@pytest.mark.parametrize(
    ("shut", "now", "is_odd"),
    [(0, 0.9, False), (0, 1.6, True), (1.6, 1.9, False), (4, 5, True), (9, 9, True)],
)
def test_a_shop_is_asked_at_the_opening_when_it_would_have_been_shut_for_longer_than_it_ever_is(
    shop_folder: Path, clock: StandingClock, shut: float, now: float, is_odd: bool
) -> None:
    for days in (shut, 0.6, 0.6):
        clock.forward(days=days)
        _leave_a_trace(shop_folder, clock)
    clock.forward(days=now)
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        assert (shop.desk.doubt_clock() is not None) == is_odd


def test_what_is_entered_after_the_opening_does_not_make_its_pause_a_usual_one(
    shop_folder: Path, clock: StandingClock
) -> None:
    clock.forward(days=5)
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        add_customer(shop.desk, RecordChange({"first_name": "Ann"}))
        assert shop.desk.doubt_clock() == NOON


def _leave_a_trace(folder: Path, clock: StandingClock) -> None:
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        shop.desk.confirm_clock()
        add_customer(shop.desk, RecordChange({"first_name": "Ann"}))


def test_a_clock_set_back_by_less_than_a_day_is_nobodys_business(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    clock.forward(hours=-20)
    _pay(desk, marai, 500, "a")
    assert verify(desk).ok


@POSTINGS
def test_a_full_disk_refuses_the_posting_whole_and_room_makes_it_work_again(
    desk: Desk, marai: CustomerId, post: Post
) -> None:
    _room(desk, 0)
    done = _post_until_full(desk, marai, post)
    events = account_events(desk, marai)
    assert len(events.sales) + len(events.payments) + len(events.adjustments) == done
    assert abs(get_customer(desk, marai).debt_balance) == 10 * done
    assert verify(desk).ok
    _room(desk, 10_000)
    post(desk, marai, 10, f"request {done}")
    assert abs(get_customer(desk, marai).debt_balance) == 10 * (done + 1)


def test_the_feed_tells_what_was_touched_after_the_commit_and_nothing_of_a_refusal(
    desk: Desk, marai: CustomerId
) -> None:
    told: list[tuple[Changes, int]] = []
    stop = desk.feed.subscribe(lambda changes: told.append((changes, get_customer(desk, marai).debt_balance)))
    _sell(desk, marai, 500, "a")
    with pytest.raises(ShopDeskError):
        _sell(desk, marai, -500, "b")
    stop()
    _sell(desk, marai, 500, "c")
    assert told == [(Changes(frozenset({marai})), 500)]


def test_what_another_window_wrote_is_noticed_once(desk: Desk, marai: CustomerId, shop_folder: Path) -> None:
    told: list[Changes] = []
    desk.feed.subscribe(told.append)
    assert desk.notice_others() is False
    with open_shop(shop_folder, PASSPHRASE, clock=StandingClock()) as other:
        _sell(other.desk, marai, 500, "other")
    assert desk.notice_others() is True
    assert desk.notice_others() is False
    assert told == [Changes(everything=True)]


def test_a_write_of_ones_own_does_not_hide_what_another_window_wrote(
    desk: Desk, marai: CustomerId, shop_folder: Path
) -> None:
    told: list[Changes] = []
    desk.feed.subscribe(told.append)
    with open_shop(shop_folder, PASSPHRASE, clock=StandingClock()) as other:
        add_customer(other.desk, RecordChange({"first_name": "Tomas"}))
    _sell(desk, marai, 500, "own")
    assert told == [Changes(frozenset({marai}), everything=True)]


def test_the_programs_own_writes_are_not_taken_for_anothers(desk: Desk, marai: CustomerId) -> None:
    _sell(desk, marai, 500, "own")
    assert desk.notice_others() is False


def test_what_was_written_is_carried_into_the_file_at_rest(desk: Desk, shop_folder: Path) -> None:
    log = shop_folder / "shop.db-wal"
    add_customer(desk, RecordChange({"first_name": "Marai"}))
    assert log.stat().st_size > 0
    assert desk.settle()
    assert log.stat().st_size == 0


def test_nothing_is_carried_while_somebody_reads(desk: Desk) -> None:
    add_customer(desk, RecordChange({"first_name": "Marai"}))
    with desk.read() as session:
        assert session.exec_driver_sql("SELECT count(*) FROM customer").scalar_one() == 1
        assert not desk.settle()
    assert desk.settle()


def test_whoever_is_disabled_in_another_window_does_nothing_more(
    desk: Desk, marai: CustomerId, shop_folder: Path
) -> None:
    mina = add_staff(desk, "Mina", Role.CASHIER)
    till = desk.as_staff(mina)
    _sell(till, marai, 500, "before")
    with open_shop(shop_folder, PASSPHRASE, clock=StandingClock()) as other:
        disable_staff(other.desk, mina.id)
    assert till.is_over()
    for _ in range(2):
        with pytest.raises(Forbidden):
            _sell(till, marai, 500, "after")
    assert not desk.is_over()
    _sell(desk, marai, 500, "owner")


def test_an_owner_who_is_disabled_meanwhile_approves_nothing_more(desk: Desk, marai: CustomerId) -> None:
    rita = choose_first_pin(desk, add_staff(desk, "Rita", Role.OWNER).id, "4321")
    till = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    approved = approve(till, rita.staff.id, "4321")
    disable_staff(desk, rita.staff.id)
    assert (approved.is_over(), till.is_over()) == (True, False)
    with pytest.raises(Forbidden):
        _sell(approved, marai, 500, "after")
