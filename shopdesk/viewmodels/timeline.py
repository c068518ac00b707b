"""The timeline: sales, payments and adjustments merged in time order, with the balance after each one."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.domain.account import Charge, CustomerId, EventId, EventKind, reference
from shopdesk.domain.adjustment import Adjustment, AdjustmentKind
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Method, Payment
from shopdesk.domain.sale import Sale
from shopdesk.domain.settings import Settings
from shopdesk.formatting import format_count, format_money, format_short_date
from shopdesk.services.account_glance import AccountPart, OlderEvents, glance_at_account
from shopdesk.services.accounts import AccountEvents, AccountFigures, Workings
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.sale_state import MARK_WORDS
from shopdesk.wording import Worded, in_a_row, language_of_days, tr, tr_count

METHOD_WORDS = Worded(
    {
        Method.CASH: "cash",
        Method.CARD: "card",
        Method.TRANSFER: "transfer",
        Method.OTHER: "other",
    }
)
_ADJUSTMENT_WORDS = Worded(
    {
        AdjustmentKind.OPENING_BALANCE: "Opening balance",
        AdjustmentKind.GOODWILL_CREDIT: "Store credit: goodwill",
        AdjustmentKind.REFUND_AS_CREDIT: "Refund to the account",
        AdjustmentKind.VOUCHER_REVERSAL: "Voucher reversed",
        AdjustmentKind.WRITE_OFF: "Written off",
        AdjustmentKind.CREDIT_PAID_OUT: "Store credit paid out",
        AdjustmentKind.CORRECTION: "Correction",
        AdjustmentKind.TRANSFER_IN: "Moved here from another account",
        AdjustmentKind.TRANSFER_OUT: "Moved to another account",
        AdjustmentKind.REVERSAL: "Reversal",
    }
)

_NOT_TOLD = Workings((), (), {}, frozenset())
_Move = tuple[datetime, EventId, str, int, Sale | Payment | Adjustment]


class Wording:
    """Says what an event was, in the shop's locale; details are worked out when they are looked at."""

    def __init__(
        self, settings: Settings, today: date, workings: Workings, reversed_by: Mapping[str, str]
    ) -> None:
        self._settings = settings
        self._today = today
        self._reversed_by = reversed_by
        self.learn(workings)

    def of_older(self, workings: Workings, reversed_by: Mapping[str, str]) -> "Wording":
        """Return what says older events, which newer ones may have taken back."""
        return Wording(self._settings, self._today, workings, {**self._reversed_by, **reversed_by})

    @property
    def knows_all(self) -> bool:
        """Tell whether no event is left whose workings are still to be learned."""
        return self._known is None

    def learn(self, workings: Workings) -> None:
        """Know what is still to pay on a charge and what a payment settled."""
        self._known = workings.known
        self._charges = {charge.event: charge for charge in workings.charges}
        self._put_right = workings.put_right
        self._settled_by: dict[EventId, list[EventId]] = {}
        for link in workings.links:
            self._settled_by.setdefault(link.credit, []).append(link.charge)

    def charge(self, event: EventId) -> Charge | None:
        """Return what an event raised, None for what is no charge or not learned yet."""
        return self._charges.get(event)

    def is_reversed(self, ref: str) -> bool:
        """Tell whether an entry was taken back."""
        return ref in self._reversed_by

    def money(self, minor: int) -> str:
        """Write an amount."""
        return format_money(minor, self._settings.money, self._settings.locale)

    def count(self, number: int) -> str:
        """Write how many there are."""
        return format_count(number, self._settings.locale)

    def text(self, event: Sale | Payment | Adjustment) -> str:
        """Say in one line what happened; a sale that was partly paid names its total and what was tendered."""
        if isinstance(event, Sale):
            parts = [f"{self.money(amount)} {METHOD_WORDS[how]}" for how, amount in event.tenders]
            if event.redeemed:
                parts.append(tr("{redeemed} with points", redeemed=self.money(event.redeemed)))
            if not parts:
                return tr("Sale on account {sale}", sale=reference(EventKind.SALE, event.number))
            return tr(
                "Sale {sale}: {total}, {tendered} paid",
                sale=reference(EventKind.SALE, event.number),
                total=self.money(event.total),
                tendered=in_a_row(parts),
            )
        if isinstance(event, Payment):
            return tr("Payment · {method}", method=METHOD_WORDS[event.method])
        words = _ADJUSTMENT_WORDS[event.kind]
        return tr("{words} of {reverses}", words=words, reverses=event.reverses) if event.reverses else words

    def detail(self, event: Sale | Payment | Adjustment) -> str:
        """Say in a second line what is worth knowing: what is still to pay, what it settled, why."""
        if isinstance(event, Payment):
            parts = [
                tr("Receipt {payment}", payment=reference(EventKind.PAYMENT, event.number)),
                *self._goes_to(event),
            ]
            parts += [event.note] if event.note else []
            return " · ".join(parts)
        if isinstance(event, Sale):
            items = (
                [tr_count("{count} item", "{count} items", event.items, count=event.items)]
                if event.items
                else []
            )
            return " · ".join((*items, *self._state(event.event), *([event.note] if event.note else [])))
        refs = [tr("ref {reference}", reference=event.reference)] if event.reference else []
        reversal = self._reversed_by.get(reference(EventKind.ADJUSTMENT, event.number))
        state = (
            self._state(event.event) if reversal is None else [tr("undone by {reversal}", reversal=reversal)]
        )
        return " · ".join((event.reason, *refs, *state))

    def marks(self, event: Sale | Payment | Adjustment) -> tuple[str, ...]:
        """Say what became of a sale: that it was corrected, refunded or disputed; nothing for most."""
        found = self._put_right.get(event.event)
        if found is None:
            return ()
        said = (
            []
            if found.corrected_to is None
            else [tr("Corrected to {corrected_to}", corrected_to=MARK_WORDS[found.corrected_to])]
        )
        if found.refunded:
            whole = isinstance(event, Sale) and found.refunded >= event.total
            said.append(
                tr("Refunded") if whole else tr("Refunded {refunded}", refunded=self.money(found.refunded))
            )
        if found.disputed is not None:
            said.append(tr("Disputed") if found.disputed else tr("Dispute closed"))
        return tuple(said)

    def _state(self, event: EventId) -> list[str]:
        charge = self._charges.get(event)
        if charge is None:
            return []
        if charge.outstanding == 0:
            return (
                [tr("settled {settled_at}", settled_at=self._day(charge.settled_at))]
                if charge.settled_at
                else []
            )
        late = (self._today - charge.due_on).days
        words = tr("{outstanding} still to pay", outstanding=self.money(charge.outstanding))
        if late > 0:
            words += tr_count(", {late} day late", ", {late} days late", late, late=late)
        if charge.disputed:
            return [words]
        due = self._short(charge.due_on)
        return [tr("due {due}", due=due), words]

    def _goes_to(self, event: Payment) -> list[str]:
        reversal = self._reversed_by.get(reference(EventKind.PAYMENT, event.number))
        if reversal is not None:
            return [tr("undone by {reversal}", reversal=reversal)]
        if self._known is not None and event.event not in self._known:
            return []
        charges = [self._charges[event] for event in self._settled_by.get(event.event, ())]
        if not charges:
            return [tr("waits as store credit")]
        shown = ", ".join(charge.reference for charge in charges[:3])
        more = len(charges) - 3
        return [tr("goes to {shown}", shown=shown) + (tr(" and {more} more", more=more) if more > 0 else "")]

    def _day(self, instant: datetime) -> str:
        return self._short(local_day(instant, self._settings.time_zone))

    def _short(self, day: date) -> str:
        return format_short_date(day, self._settings.locale, self._today, language_of_days())


class TimelineEntry(NamedTuple):
    """One line: what moved the balance and the balance after it; money in minor units.

    ``charge`` or ``payment`` is None on the side that does not move; ``kind`` is sale, payment,
    adjustment or reversal.
    """

    at: datetime
    event: EventId
    kind: str
    charge: int | None
    payment: int | None
    balance: int
    source: Sale | Payment | Adjustment
    words: Wording

    @property
    def entered_at(self) -> datetime:
        """When it was written down."""
        return self.source.entered_at

    @property
    def ref(self) -> str:
        """The event's number: ``S-01402``."""
        return _reference(self.source)

    @property
    def staff(self) -> str:
        """Who entered it."""
        return self.source.staff

    @property
    def reverses(self) -> str | None:
        """The reference of the event that this one reverses."""
        return self.source.reverses if isinstance(self.source, Adjustment) else None

    @property
    def text(self) -> str:
        """What happened, in one line."""
        return self.words.text(self.source)

    @property
    def detail(self) -> str:
        """What is worth knowing about it, in a second line."""
        return self.words.detail(self.source)

    @property
    def remark(self) -> str:
        """What became of it (corrected, refunded, disputed), and what is worth knowing about it."""
        return " · ".join(filter(None, (*self.words.marks(self.source), self.detail)))


@dataclass(frozen=True, slots=True)
class Timeline:
    """The merged events, oldest first, and whether they prove the remembered balance (minor units).

    While ``older`` events of a long account are still to be read, ``entries`` are the newest alone, after the
    ``opening`` balance, and prove nothing. ``aged`` is what the ageing of the account adds up to.
    """

    entries: tuple[TimelineEntry, ...]
    opening: int
    balance: int
    aged: int
    words: Wording
    older: OlderEvents | None = None

    @property
    def proven(self) -> bool:
        """Tell whether the entries are all there are, and add up to what is remembered and to what is open."""
        whole = self.opening == 0 and self.older is None
        return whole and self._sum == self.balance == self.aged

    @property
    def proof(self) -> str:
        """What the entries add up to, and what is remembered where that is something else."""
        count = tr_count(
            "{count} entry adds up to {balance}",
            "{count} entries add up to {balance}",
            len(self.entries),
            count=self.words.count(len(self.entries)),
            balance=self.words.money(self._sum),
        )
        if self._sum == self.balance:
            return count
        return tr("{count}, but {balance} is remembered", count=count, balance=self.words.money(self.balance))

    @property
    def _sum(self) -> int:
        return (self.entries[-1].balance if self.entries else self.opening) - self.opening


def load_timeline(desk: Desk, customer: CustomerId) -> Timeline:
    """Fetch the three kinds of event and merge them; raises NotFound.

    The wording of a long account has still to learn the workings of its older events (`Wording.learn`).
    """
    glance = glance_at_account(desk, customer)
    return merge(glance.events, glance.figures, desk.settings, desk.today(), glance.workings)


def merge(
    events: AccountEvents,
    state: AccountFigures,
    settings: Settings,
    today: date,
    workings: Workings = _NOT_TOLD,
    older: OlderEvents | None = None,
) -> Timeline:
    """Merge the events in the order of ``at``, then sequence, with the balance after each one.

    Without ``workings`` the entries' details do not tell what settled what.
    """
    words = _wording(events, settings, today, workings)
    return Timeline(
        _entries(events, words), events.opening, state.balance, state.ageing.balance, words, older
    )


def lengthen(timeline: Timeline, part: AccountPart) -> Timeline:
    """Put older events before those that a timeline tells of."""
    words = timeline.words.of_older(part.workings, _reversals(part.events))
    entries = (*_entries(part.events, words), *timeline.entries)
    return replace(timeline, entries=entries, opening=part.events.opening, words=words, older=part.older)


def continued(newest: Timeline, known: Timeline) -> Timeline:
    """Put what was known of an account before its newest events, if these follow on it; else return them alone.

    Events never change, so what proved them proves them still.
    """
    if newest.older is None or known.older is not None:
        return newest
    place = _place(newest.entries[0])
    kept = known.entries[: bisect_left(known.entries, place, key=_place)]
    if not kept or kept[-1].balance != newest.opening:
        return newest
    return replace(newest, entries=(*kept, *newest.entries), opening=known.opening, older=None)


def merge_events(events: AccountEvents, settings: Settings, today: date) -> tuple[TimelineEntry, ...]:
    """Merge the events as `merge` does, without proving anything."""
    return _entries(events, _wording(events, settings, today, _NOT_TOLD))


def _wording(events: AccountEvents, settings: Settings, today: date, workings: Workings) -> Wording:
    return Wording(settings, today, workings, _reversals(events))


def _reversals(events: AccountEvents) -> dict[str, str]:
    return {found.reverses: _reference(found) for found in events.adjustments if found.reverses}


def _entries(events: AccountEvents, words: Wording) -> tuple[TimelineEntry, ...]:
    entries: list[TimelineEntry] = []
    balance = events.opening
    write, entry = entries.append, TimelineEntry
    for at, event, kind, amount, source in _moves(events):
        balance += amount
        if amount > 0:
            write(entry(at, event, kind, amount, None, balance, source, words))
        else:
            write(entry(at, event, kind, None, -amount, balance, source, words))
    return tuple(entries)


def _moves(events: AccountEvents) -> list[_Move]:
    """Return what moved the balance in the order of ``at``, then sequence (no two events share one)."""
    moves: list[_Move] = [(sale.at, sale.event, "sale", sale.on_account, sale) for sale in events.sales]
    moves += [(paid.at, paid.event, "payment", -paid.amount, paid) for paid in events.payments]
    reversal = AdjustmentKind.REVERSAL
    moves += [
        (made.at, made.event, "reversal" if made.kind is reversal else "adjustment", made.amount, made)
        for made in events.adjustments
    ]
    moves.sort()
    return moves


def _place(entry: TimelineEntry) -> tuple[datetime, EventId]:
    return entry.at, entry.event


def _reference(event: Sale | Payment | Adjustment) -> str:
    if isinstance(event, Sale):
        return reference(EventKind.SALE, event.number)
    kind = EventKind.PAYMENT if isinstance(event, Payment) else EventKind.ADJUSTMENT
    return reference(kind, event.number)
