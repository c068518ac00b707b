"""Laws of segments: what is remembered of spending is what the entries say, and SQL finds whom Python finds."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Kpis, Segment
from shopdesk.domain.days import local_day, start_of_day
from shopdesk.domain.segment import (
    DAYS,
    IN_MONTHS,
    TAGS,
    VISITS,
    YEARLY,
    Ask,
    Meets,
    OwnSegment,
    Rule,
    Rules,
    SegmentId,
)
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.correcting import load_sale
from shopdesk.services.customers import RecordChange, edit_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.segments import count_by_rules, count_customers_in, customers_in, yardstick
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage.figures import read_kpis
from shopdesk.storage.segments import among, read_ids
from shopdesk.storage.session import Session
from tests.conftest import PASSPHRASE, StandingClock
from tests.laws.effort import law
from tests.laws.test_putting_right_laws import HISTORIES, LAW, History, Step, enter, go_on

_UNPAID = ("write_off", "goodwill_credit")
_BIRTHDAYS = ("", "--11-21", "1980-12-01", "--02-29", "1999-11-20")
_TAGS = ("VIP", "Bridal")


class Bought(NamedTuple):
    """A sale as its entries tell it: on which day, what of it counts as spent, and on which day it was paid."""

    on: date
    spent: int
    paid_on: date | None


class Known(NamedTuple):
    """All that a rule may ask of a customer."""

    bought: tuple[Bought, ...]
    balance: int
    tags: frozenset[str]
    since: date
    birthday: str
    anniversary: str


@pytest.fixture(scope="module")
def desk(shop_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open one shop for all examples; verify it at the end."""
    folder = tmp_path_factory.mktemp("segments") / "shop"
    shutil.copytree(shop_template, folder)
    with open_shop(folder, PASSPHRASE, clock=StandingClock()) as shop:
        yield shop.desk
        assert [check for check in verify(shop.desk).checks if not check.ok] == []


def known(desk: Desk, history: History, customer: CustomerId) -> Known:
    """Gather what a rule may ask, from the entries alone."""
    zone = desk.settings.time_zone
    state, events = account_state(desk, customer), account_events(desk, customer)
    let_go = {entry.event for entry in events.adjustments if entry.kind.value in _UNPAID}
    let_go_of = {link.charge for link in state.links if link.credit in let_go}
    bought = []
    with desk.read() as session:
        for sale in (load_sale(session, ref) for ref in history.sales):
            if customer not in (sale.customer, sale.debtor):
                continue
            covered = sale.outstanding == 0 and not {charge.event for charge in sale.charges} & let_go_of
            paid = [charge.settled_at for charge in sale.charges if charge.settled_at is not None]
            if sale.on_account == 0 and (sale.corrected_to is None or sale.corrected_to.value != "debt"):
                paid.append(sale.at)
            bought.append(
                Bought(
                    local_day(sale.at, zone),
                    sale.total - sale.refunded if covered else 0,
                    local_day(max(paid), zone) if paid else None,
                )
            )
    record = get_customer(desk, customer).record
    since = record.customer_since_on
    assert since is not None
    return Known(
        tuple(bought),
        state.balance,
        frozenset(record.tags),
        since,
        str(record.birthday or ""),
        str(record.anniversary or ""),
    )


def holds(rule: Rule, who: Known, today: date) -> bool:
    """Judge one rule in Python."""
    since = _months_before(today, rule.months) if rule.months else date.min
    bought = [sale for sale in who.bought if sale.on >= since]
    spent, visits = sum(sale.spent for sale in bought), len(bought)
    paid = [sale.paid_on for sale in who.bought if sale.paid_on is not None]
    last = max(paid) if paid else max((sale.on for sale in who.bought), default=None)
    ago = 0 if last is None else (today - last).days
    been = (today - who.since).days
    return {
        Ask.SPENT_MORE: spent > rule.number,
        Ask.SPENT_LESS: spent < rule.number,
        Ask.VISITED_MORE: visits > rule.number,
        Ask.VISITED_LESS: visits < rule.number,
        Ask.SEEN_WITHIN: last is not None and ago <= rule.number,
        Ask.NOT_SEEN_FOR: last is not None and ago > rule.number,
        Ask.NEVER_SEEN: not who.bought,
        Ask.TAGGED: rule.tag in who.tags,
        Ask.NOT_TAGGED: rule.tag not in who.tags,
        Ask.OWES_MORE: who.balance > rule.number,
        Ask.OWES_LESS: 0 < who.balance < rule.number,
        Ask.IN_CREDIT: -who.balance > rule.number,
        Ask.CUSTOMER_FOR_LESS: been < rule.number,
        Ask.CUSTOMER_FOR_MORE: been > rule.number,
        Ask.BIRTHDAY_WITHIN: _comes_within(who.birthday, today, min(rule.number, 366)),
        Ask.ANNIVERSARY_WITHIN: _comes_within(who.anniversary, today, min(rule.number, 366)),
    }[rule.asks]


def _months_before(day: date, months: int) -> date:
    year, month = day.year, day.month - months
    while month < 1:
        year, month = year - 1, month + 12
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(year, month, number)
            except ValueError:
                continue
    raise AssertionError


def _comes_within(text: str, today: date, days: int) -> bool:
    if not text:
        return False
    month, number = int(text[-5:-3]), int(text[-2:])
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            day = date(year, 2, 28)
        if today <= day <= today + timedelta(days=days):
            return True
    return False


def _rule(asks: Ask, number: int, months: int, tag: str) -> Rule:
    if asks in TAGS:
        return Rule(asks, tag=tag)
    if asks is Ask.NEVER_SEEN:
        return Rule(asks)
    most = 366 if asks in YEARLY else 400 if asks in DAYS else 1_000_000 if asks in VISITS else 10**13
    return Rule(asks, min(number, most), months if asks in IN_MONTHS else 0)


RULES = st.builds(
    _rule,
    st.sampled_from(sorted(Ask)),
    st.one_of(st.integers(0, 40), st.integers(0, 3_000), st.integers(0, 10**13)),
    st.sampled_from([0, 1, 2, 12]),
    st.sampled_from(_TAGS),
)
SETS = st.builds(Rules, st.sampled_from(sorted(Meets)), st.lists(RULES, min_size=1, max_size=3).map(tuple))


@LAW
@given(HISTORIES, SETS, st.sampled_from(_BIRTHDAYS), st.sampled_from(_TAGS), st.integers(0, 60))
def test_sql_finds_whom_python_finds(
    desk: Desk, steps: list[Step], rules: Rules, day: str, tag: str, days: int
) -> None:
    history = enter(desk, steps)
    one, other = history.customers
    since = str(desk.today() - timedelta(days=days))
    texts = {"birthday": day, "anniversary": _BIRTHDAYS[len(steps) % 5], "customer_since_on": since}
    edit_customer(desk, one, RecordChange(texts, tags=(tag,)))
    found = set(customers_in(desk, OwnSegment(SegmentId(1), "Law", rules)))
    judge = all if rules.meets is Meets.ALL else any
    for customer in (one, other):
        who = known(desk, history, customer)
        assert judge(holds(rule, who, desk.today()) for rule in rules.rules) is (customer in found), who
    assert count_by_rules(desk, rules) == len(found)


_ASKED = (
    Rule(Ask.SPENT_MORE, 900),
    Rule(Ask.SPENT_LESS, 2_000, 1),
    Rule(Ask.VISITED_MORE, 1),
    Rule(Ask.SEEN_WITHIN, 3),
    Rule(Ask.NOT_TAGGED, tag="VIP"),
    Rule(Ask.OWES_MORE, 400),
    Rule(Ask.BIRTHDAY_WITHIN, 20),
    Rule(Ask.CUSTOMER_FOR_LESS, 9),
)


def members(session: Session, desk: Desk, rule: Rule) -> set[CustomerId]:
    belongs = among(session, Rules(Meets.ALL, (rule,)), yardstick(desk))
    return set(read_ids(session, [("archived_at IS NULL", ()), belongs]))


def figures(session: Session, desk: Desk) -> Kpis:
    month = start_of_day(desk.today().replace(day=1), desk.settings.time_zone)
    return read_kpis(session, desk.today(), month, month)


@law(8)
@given(HISTORIES, HISTORIES, st.integers(0, 4), st.sampled_from([0, 1_000]))
def test_what_is_kept_of_segments_and_cards_is_what_is_reckoned_anew(
    desk: Desk, steps: list[Step], others: list[Step], place: int, few: int
) -> None:
    def look(database: AbstractContextManager[Session]) -> list[object]:
        with database as session:
            return [*(members(session, desk, rule) for rule in _ASKED), figures(session, desk)]

    history = enter(desk, steps)
    one, other = history.customers
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shopdesk.storage.members.FEW_MEMBERS", few)
        look(desk.read())
        go_on(history, [replace(step, hours=0) for step in others])
        edit_customer(desk, one, RecordChange({"birthday": _BIRTHDAYS[place]}, tags=_TAGS[: place % 3]))
        if place == 1:
            merge(desk, MergeOrder(one, (other,)), f"merge {one} again")
        kept = look(desk.read())
    assert kept == look(desk.book.database.read())


@LAW
@given(HISTORIES)
def test_lifetime_spend_and_last_visit_are_what_the_entries_say(desk: Desk, steps: list[Step]) -> None:
    history = enter(desk, steps)
    for customer in history.customers:
        state, bought = account_state(desk, customer), known(desk, history, customer).bought
        paid = [sale.paid_on for sale in bought if sale.paid_on is not None]
        last = max(paid) if paid else max((sale.on for sale in bought), default=None)
        assert state.lifetime_spend == sum(sale.spent for sale in bought)
        assert (state.last_visit_at and local_day(state.last_visit_at, desk.settings.time_zone)) == last


@LAW
@given(HISTORIES)
def test_whoever_was_merged_counts_with_the_one_that_stays(desk: Desk, steps: list[Step]) -> None:
    history = enter(desk, steps)
    one, other = history.customers
    before = [account_state(desk, customer).lifetime_spend for customer in (one, other)]
    merge(desk, MergeOrder(one, (other,)), f"merge {one}")
    bought = OwnSegment(SegmentId(1), "Law", Rules(Meets.ALL, (Rule(Ask.VISITED_MORE),)))
    assert account_state(desk, one).lifetime_spend >= sum(
        before
    )  # what waited may settle a sale of the other
    assert other not in customers_in(desk, bought)
    assert count_customers_in(desk, Segment.NEW) == len(customers_in(desk, Segment.NEW))
