"""Laws of the account, on generated histories that go through the real services.

One shop for the whole module; every example gets a new customer, and its events are entered in one unit of
work at instants of the past, in any order.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount
from shopdesk.services.accounts import account_state
from shopdesk.services.adjusting import AdjustmentOrder, post_adjustment
from shopdesk.services.customers import RecordChange, insert_customer
from shopdesk.services.desk import Desk, Work
from shopdesk.services.merging import MergeOrder, post_merge, post_unmerge
from shopdesk.services.payments import post_payment
from shopdesk.services.reversing import post_reversal
from shopdesk.services.selling import post_sale
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage import account_history
from shopdesk.viewmodels.balance_proof import prove_balance
from shopdesk.viewmodels.timeline import load_timeline
from tests.conftest import NOON, PASSPHRASE, StandingClock
from tests.laws.effort import law

TODAY = date(2026, 11, 21)
SPAN = 120
"""Events lie within so many days before today."""

LAW = law(40)


@dataclass(frozen=True)
class Move:
    """One event: ``kind``, signed ``amount`` (+ raises the debt), when, and the terms of a sale."""

    kind: str
    amount: int
    days_ago: int
    hour: int
    terms: int = 30


_AMOUNTS = st.integers(1, 40).map(lambda tens: tens * 50)
_WHEN = {"days_ago": st.integers(0, SPAN), "hour": st.integers(0, 23)}
MOVES = st.one_of(
    st.builds(Move, st.just("sale"), _AMOUNTS, terms=st.sampled_from([0, 7, 30, 60]), **_WHEN),
    st.builds(Move, st.just("payment"), _AMOUNTS.map(lambda amount: -amount), **_WHEN),
    st.builds(
        Move,
        st.sampled_from(["correction", "opening_balance"]),
        st.one_of(_AMOUNTS, _AMOUNTS.map(lambda amount: -amount)),
        **_WHEN,
    ),
    st.builds(
        Move,
        st.sampled_from(["goodwill_credit", "write_off", "voucher_reversal"]),
        _AMOUNTS.map(lambda amount: -amount),
        **_WHEN,
    ),
    st.builds(Move, st.just("credit_paid_out"), _AMOUNTS, **_WHEN),
)
HISTORIES = st.lists(MOVES, min_size=1, max_size=12)


@pytest.fixture(scope="module")
def desk(shop_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open one shop for all examples of the module, and verify it when they are done."""
    folder = tmp_path_factory.mktemp("laws") / "shop"
    shutil.copytree(shop_template, folder)
    with open_shop(folder, PASSPHRASE, clock=StandingClock()) as shop:
        yield shop.desk
        report = verify(shop.desk)
        assert [check for check in report.checks if not check.ok] == [], "verify is clean after all examples"


def post(work: Work, customer: CustomerId, move: Move) -> bool:
    """Enter one event; return whether it was taken, for paying out what is no credit is refused."""
    at = NOON - timedelta(days=move.days_ago, hours=move.hour)
    day = local_day(at, work.settings.time_zone)
    if move.kind == "sale":
        due = day + timedelta(days=move.terms)
        post_sale(work, SaleOrder(customer, move.amount, on_account=move.amount, at=at, due_on=due))
    elif move.kind == "payment":
        post_payment(work, PaymentOrder(customer, -move.amount, at=at))
    else:
        kind = AdjustmentKind(move.kind)
        method = Method.CASH if kind is AdjustmentKind.CREDIT_PAID_OUT else None
        order = AdjustmentOrder(customer, move.amount, kind, "law", method=method, at=at)
        try:
            post_adjustment(work, order)
        except InvalidAmount:
            assert kind is AdjustmentKind.CREDIT_PAID_OUT
            return False
    return True


def reverse_one(work: Work, customer: CustomerId, place: int) -> None:
    """Reverse one of the customer's payments and adjustments that can be reversed, if there is any."""
    rows = work.session.exec_driver_sql(
        "SELECT 'P-' || number FROM debt_payment WHERE customer_id = ? AND id NOT IN "
        "(SELECT reverses FROM account_adjustment WHERE reverses IS NOT NULL) "
        "UNION ALL SELECT 'A-' || number FROM account_adjustment WHERE customer_id = ? AND kind <> 'reversal' "
        "AND id NOT IN (SELECT reverses FROM account_adjustment WHERE reverses IS NOT NULL) ORDER BY 1",
        (customer, customer),
    ).fetchall()
    if rows:
        post_reversal(work, rows[place % len(rows)][0], "law")


def enter(desk: Desk, history: list[Move]) -> tuple[CustomerId, list[Move]]:
    """Enter a history for a new customer; return the customer and the moves that were taken."""
    with desk.work(Deed.IMPORT, posting=True) as work:
        customer = insert_customer(work, RecordChange({"first_name": "Law"}))
        return customer, [move for move in history if post(work, customer, move)]


def days(desk: Desk, moves: list[Move]) -> list[date]:
    """Return the days on which something changes, the day before each, and today."""
    zone = desk.settings.time_zone
    own = {local_day(NOON - timedelta(days=move.days_ago, hours=move.hour), zone) for move in moves}
    return sorted(own | {day - timedelta(days=1) for day in own} | {TODAY})


def balance_on(desk: Desk, moves: list[Move], day: date) -> int:
    """Add up by hand what happened by the end of a day."""
    zone = desk.settings.time_zone
    return sum(
        move.amount
        for move in moves
        if local_day(NOON - timedelta(days=move.days_ago, hours=move.hour), zone) <= day
    )


@LAW
@given(HISTORIES)
def test_the_balance_is_the_sum_of_the_events_and_the_timeline_ends_there(
    desk: Desk, history: list[Move]
) -> None:
    customer, moves = enter(desk, history)
    timeline = load_timeline(desk, customer)
    amounts = [(entry.charge or 0) - (entry.payment or 0) for entry in timeline.entries]
    assert sorted(amounts) == sorted(move.amount for move in moves)
    assert [entry.balance for entry in timeline.entries] == list(accumulate(amounts))
    assert timeline.balance == sum(amounts) == account_state(desk, customer).balance
    assert timeline.proven
    order = [(entry.at, entry.event) for entry in timeline.entries]
    assert order == sorted(order)


@LAW
@given(HISTORIES)
def test_allocations_never_exceed_either_side(desk: Desk, history: list[Move]) -> None:
    customer, _ = enter(desk, history)
    state = account_state(desk, customer)
    with desk.read() as session:
        credits_ = dict(
            tuple(row)
            for row in session.exec_driver_sql(
                "SELECT event_id, amount FROM credit WHERE customer_id = ?", (customer,)
            )
        )
    for charge in state.charges:
        covered = sum(link.amount for link in state.links if link.charge == charge.event)
        assert 0 <= covered <= charge.amount
        assert charge.outstanding == charge.amount - covered
        assert (charge.settled_at is not None) == (charge.outstanding == 0)
    for credit, amount in credits_.items():
        assert 0 <= sum(link.amount for link in state.links if link.credit == credit) <= amount


@LAW
@given(HISTORIES)
def test_the_ageing_adds_up_to_the_balance_on_every_day(desk: Desk, history: list[Move]) -> None:
    customer, moves = enter(desk, history)
    for day in days(desk, moves):
        ageing = account_state(desk, customer, day).ageing
        assert min(ageing.as_tuple()) >= 0
        assert ageing.balance == balance_on(desk, moves, day)


@LAW
@given(HISTORIES)
def test_an_allocation_counts_from_the_day_on_which_both_its_ends_happened(
    desk: Desk, history: list[Move]
) -> None:
    customer, moves = enter(desk, history)
    zone = desk.settings.time_zone
    links = account_state(desk, customer).links
    day_of = {entry.event: local_day(entry.at, zone) for entry in load_timeline(desk, customer).entries}
    for day in days(desk, moves):
        state = account_state(desk, customer, day)
        assert {charge.event for charge in state.charges} <= {
            event for event, on in day_of.items() if on <= day
        }
        for charge in state.charges:
            settled = (link for link in links if link.charge == charge.event and day_of[link.credit] <= day)
            assert charge.outstanding == charge.amount - sum(link.amount for link in settled)


@LAW
@given(HISTORIES)
def test_no_credit_waits_while_a_charge_is_open(desk: Desk, history: list[Move]) -> None:
    customer, _ = enter(desk, history)
    state = account_state(desk, customer)
    assert not (state.waiting and any(charge.outstanding for charge in state.charges))


@LAW
@given(HISTORIES, st.lists(st.tuples(st.integers(0, 30), MOVES), min_size=1, max_size=5))
def test_reversals_break_none_of_these_laws_on_any_day(
    desk: Desk, history: list[Move], later: list[tuple[int, Move]]
) -> None:
    with desk.work(Deed.IMPORT, posting=True) as work:
        customer = insert_customer(work, RecordChange({"first_name": "Law"}))
        moves = [move for move in history if post(work, customer, move)]
        for place, move in later:
            reverse_one(work, customer, place)
            moves += [move] if post(work, customer, move) else []
    entries = load_timeline(desk, customer).entries
    for day in days(desk, moves):
        state = account_state(desk, customer, day)
        on_day = (entry for entry in entries if local_day(entry.at, desk.settings.time_zone) <= day)
        assert min(state.ageing.as_tuple()) >= 0
        assert state.ageing.balance == sum((entry.charge or 0) - (entry.payment or 0) for entry in on_day)
        assert all(0 <= charge.outstanding <= charge.amount for charge in state.charges)
        for credit in {link.credit for link in state.links}:
            used = sum(link.amount for link in state.links if link.credit == credit)
            assert used <= abs(next((e.payment or 0) for e in entries if e.event == credit))
    now = account_state(desk, customer)
    assert not (now.waiting and any(charge.outstanding for charge in now.charges))


@LAW
@given(HISTORIES, HISTORIES, HISTORIES)
def test_merged_accounts_keep_these_laws_on_any_day_whatever_is_posted_to_either_number(
    desk: Desk, mine: list[Move], theirs: list[Move], later: list[Move]
) -> None:
    (keep, moves), (other, others) = enter(desk, mine), enter(desk, theirs)
    with desk.work(Deed.IMPORT, posting=True) as work:
        post_merge(work, MergeOrder(keep, (other,)))
        posted = [move for place, move in enumerate(later) if post(work, (keep, other)[place % 2], move)]
        reverse_one(work, other, len(later))
    now = account_state(desk, keep)
    timeline = load_timeline(desk, other)
    assert timeline.proven
    assert prove_balance(desk, keep).ties
    assert len(timeline.entries) - len(moves + others + posted) in {0, 1}
    assert not (now.waiting and any(charge.outstanding for charge in now.charges))
    for day in days(desk, moves + others + posted):
        state = account_state(desk, keep, day)
        on_day = (e for e in timeline.entries if local_day(e.at, desk.settings.time_zone) <= day)
        assert state.ageing.balance == sum((entry.charge or 0) - (entry.payment or 0) for entry in on_day)
        assert all(0 <= charge.outstanding <= charge.amount for charge in state.charges)


@LAW
@given(st.lists(HISTORIES, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_parting_all_that_were_merged_restores_every_account_on_every_day(
    desk: Desk, histories: list[list[Move]], chance: Random
) -> None:
    entered = [enter(desk, history) for history in histories]
    looked_at = days(desk, [move for _, moves in entered for move in moves])
    people = [customer for customer, _ in entered]
    before = [account_state(desk, who, day) for who in people for day in looked_at]
    chance.shuffle(people)
    keep, *others = people
    with desk.work(Deed.MERGE, posting=True) as work:
        for other in others:
            post_merge(work, MergeOrder(keep, (other,)))
    chance.shuffle(others)
    for other in others:
        with desk.work(Deed.UNMERGE, posting=True) as work:
            post_unmerge(work, keep, other)
    after = [account_state(desk, who, day) for who, _ in entered for day in looked_at]
    assert after == before


@LAW
@given(HISTORIES, st.randoms(use_true_random=False))
def test_another_order_of_entering_changes_no_balance_of_any_day(
    desk: Desk, history: list[Move], chance: Random
) -> None:
    free = [move for move in history if move.kind != "credit_paid_out"]
    shuffled = list(free)
    chance.shuffle(shuffled)
    (one, _), (other, _) = enter(desk, free), enter(desk, shuffled)
    for day in days(desk, free):
        first, second = (account_state(desk, who, day) for who in (one, other))
        assert first.balance == second.balance == balance_on(desk, free, day)
        assert first.ageing.balance == second.ageing.balance
    assert account_state(desk, one).ageing.unallocated == account_state(desk, other).ageing.unallocated


@LAW
@given(
    st.lists(
        st.builds(Move, st.just("sale"), _AMOUNTS, terms=st.integers(0, 60), **_WHEN), min_size=1, max_size=6
    ),
    st.lists(_AMOUNTS, min_size=1, max_size=4),
)
def test_payments_settle_the_oldest_due_first(desk: Desk, sales: list[Move], payments: list[int]) -> None:
    customer, _ = enter(desk, sales)
    expected = {
        charge.event: charge.amount
        for charge in sorted(
            account_state(desk, customer).charges, key=lambda charge: (charge.due_on, charge.at, charge.event)
        )
    }
    for amount in payments:
        with desk.work(Deed.IMPORT, posting=True) as work:
            taken = post_payment(work, PaymentOrder(customer, amount))
        left = amount
        for event, outstanding in expected.items():
            share = min(left, outstanding)
            expected[event], left = outstanding - share, left - share
        assert taken.unallocated == left
        found = {charge.event: charge.outstanding for charge in account_state(desk, customer).charges}
        assert found == expected


@LAW
@given(HISTORIES)
def test_entering_something_late_never_splits_anew_what_was_split_before(
    desk: Desk, history: list[Move]
) -> None:
    with desk.work(Deed.IMPORT, posting=True) as work:
        customer = insert_customer(work, RecordChange({"first_name": "Law"}))
        before: tuple[account_history.Link, ...] = ()
        for move in history:
            post(work, customer, move)
            links = account_history.read_links(work.session, customer)
            assert links[: len(before)] == before
            before = links
