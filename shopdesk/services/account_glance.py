"""Looking at an account for the window: its newest events at once, the older ones a stretch at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, EventId
from shopdesk.domain.sales_list import PutRight
from shopdesk.services.accounts import (
    AccountEvents,
    AccountFigures,
    Workings,
    account_and_events,
    read_events,
    read_figures,
)
from shopdesk.services.desk import Desk
from shopdesk.storage import account_history, merges
from shopdesk.storage.account_history import Place, Stretch
from shopdesk.storage.earlier_events import place_of_newest
from shopdesk.storage.sale_standing import read_put_right
from shopdesk.storage.session import Session

_AT_ONCE = 100
"""So many of the newest events of each kind are explained with the first look at all of them."""


class OlderEvents(NamedTuple):
    """What stands before the events that were read: up to where, and with what balance (minor units).

    ``put_right`` tells of the whole account.
    """

    before: Place
    balance: int
    put_right: Mapping[EventId, PutRight]


class AccountPart(NamedTuple):
    """A stretch of an account with the workings of its events, and what is older; None where nothing is."""

    events: AccountEvents
    workings: Workings
    older: OlderEvents | None


class AccountGlance(NamedTuple):
    """What a window needs at once: the figures, the events or the newest of them, and their workings."""

    figures: AccountFigures
    events: AccountEvents
    workings: Workings
    older: OlderEvents | None = None


def glance_at_account(desk: Desk, customer: CustomerId) -> AccountGlance:
    """Return an account from one snapshot, with the workings of its newest events only; raises NotFound.

    The workings of a long account cost more than all the rest of it and are looked at last.
    """
    with desk.read() as session:
        figures = read_figures(desk, session, customer)
        events = read_events(desk, session, customer)
        told = [event.event for kind in events.kinds for event in kind[-_AT_ONCE:]]
        known = None if len(told) == sum(map(len, events.kinds)) else frozenset(told)
        put_right = read_put_right(session, merges.holder_of(session, customer))
        return AccountGlance(figures, events, _workings(session, told, put_right, known))


def newest_of_account(desk: Desk, customer: CustomerId, count: int) -> AccountGlance:
    """Return an account from one snapshot with its newest so many events alone; raises NotFound.

    The balance before the first of them follows from the one that is remembered; reading all of them proves it.
    """
    with desk.read() as session:
        figures = read_figures(desk, session, customer)
        put_right = read_put_right(session, merges.holder_of(session, customer))
        part = _part(desk, session, customer, count, None, figures.balance, put_right)
        return AccountGlance(figures, *part)


def older_of_account(desk: Desk, customer: CustomerId, older: OlderEvents, count: int) -> AccountPart:
    """Return the next so many older events of an account; raises NotFound."""
    with desk.read() as session:
        return _part(desk, session, customer, count, older.before, older.balance, older.put_right)


def account_at_length(desk: Desk, customer: CustomerId) -> AccountGlance:
    """Return an account from one snapshot with the workings of all its events; raises NotFound."""
    state, events = account_and_events(desk, customer)
    return AccountGlance(state, events, state.workings)


def _part(
    desk: Desk,
    session: Session,
    customer: CustomerId,
    count: int,
    before: Place | None,
    balance: int,
    put_right: Mapping[EventId, PutRight],
) -> AccountPart:
    since = place_of_newest(session, customer, count, before)
    events = read_events(desk, session, customer, Stretch(since, before))
    opening = balance - events.moved
    told = [event.event for kind in events.kinds for event in kind]
    return AccountPart(
        replace(events, opening=opening),
        _workings(session, told, put_right, None),
        None if since is None else OlderEvents(since, opening, put_right),
    )


def _workings(
    session: Session,
    told: Sequence[EventId],
    put_right: Mapping[EventId, PutRight],
    known: frozenset[EventId] | None,
) -> Workings:
    charges, links = account_history.read_workings(session, told)
    return Workings(charges, links, put_right, known)
