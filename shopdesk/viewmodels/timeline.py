"""The timeline: sales, payments and adjustments merged in time order, with the balance after each one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from shopdesk.domain.account import Charge, CustomerId, EventId, EventKind, reference
from shopdesk.domain.adjustment import Adjustment, AdjustmentKind
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Method, Payment
from shopdesk.domain.sale import Sale
from shopdesk.domain.settings import Settings
from shopdesk.formatting import format_money, format_short_date
from shopdesk.services.accounts import AccountEvents, AccountState, account_and_events
from shopdesk.services.desk import Desk

METHOD_WORDS = {
    Method.CASH: "cash",
    Method.CARD: "card",
    Method.TRANSFER: "transfer",
    Method.OTHER: "other",
}
_ADJUSTMENT_WORDS = {
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

_Move = tuple[datetime, EventId, str, int, Sale | Payment | Adjustment]


class Wording:
    """Says what an event was, in the shop's locale; details are worked out when they are looked at."""

    def __init__(
        self,
        settings: Settings,
        today: date,
        charges: Mapping[EventId, Charge],
        settled_by: Mapping[EventId, Sequence[EventId]],
        reversed_by: Mapping[str, str],
    ) -> None:
        self._settings = settings
        self._today = today
        self._charges = charges
        self._settled_by = settled_by
        self._reversed_by = reversed_by

    def money(self, minor: int) -> str:
        """Write an amount."""
        return format_money(minor, self._settings.money, self._settings.locale)

    def text(self, event: Sale | Payment | Adjustment) -> str:
        """Say in one line what happened; a sale that was partly paid names its total and what was tendered."""
        if isinstance(event, Sale):
            if not event.tenders:
                return f"Sale on account {reference(EventKind.SALE, event.number)}"
            tendered = ", ".join(f"{self.money(amount)} {METHOD_WORDS[how]}" for how, amount in event.tenders)
            return (
                f"Sale {reference(EventKind.SALE, event.number)}: {self.money(event.total)}, {tendered} paid"
            )
        if isinstance(event, Payment):
            return f"Payment · {METHOD_WORDS[event.method]}"
        words = _ADJUSTMENT_WORDS[event.kind]
        return f"{words} of {event.reverses}" if event.reverses else words

    def detail(self, event: Sale | Payment | Adjustment) -> str:
        """Say in a second line what is worth knowing: what is still to pay, what it settled, why."""
        if isinstance(event, Payment):
            parts = [f"Receipt {reference(EventKind.PAYMENT, event.number)}", *self._goes_to(event)]
            parts += [event.note] if event.note else []
            return " · ".join(parts)
        if isinstance(event, Sale):
            items = [f"{event.items} item{'' if event.items == 1 else 's'}"] if event.items else []
            return " · ".join((*items, *self._state(event.event), *([event.note] if event.note else [])))
        refs = [f"ref {event.reference}"] if event.reference else []
        reversal = self._reversed_by.get(reference(EventKind.ADJUSTMENT, event.number))
        state = self._state(event.event) if reversal is None else [f"undone by {reversal}"]
        return " · ".join((event.reason, *refs, *state))

    def _state(self, event: EventId) -> list[str]:
        charge = self._charges.get(event)
        if charge is None:
            return []
        if charge.outstanding == 0:
            return [f"settled {self._day(charge.settled_at)}"] if charge.settled_at else []
        late = (self._today - charge.due_on).days
        words = f"{self.money(charge.outstanding)} still to pay"
        if late > 0:
            words += f", {late} day{'' if late == 1 else 's'} late"
        due = format_short_date(charge.due_on, self._settings.locale, self._today)
        return [f"due {due}", words]

    def _goes_to(self, event: Payment) -> list[str]:
        reversal = self._reversed_by.get(reference(EventKind.PAYMENT, event.number))
        if reversal is not None:
            return [f"undone by {reversal}"]
        charges = [self._charges[event] for event in self._settled_by.get(event.event, ())]
        if not charges:
            return ["waits as store credit"]
        shown = ", ".join(charge.reference for charge in charges[:3])
        more = len(charges) - 3
        return [f"goes to {shown}" + (f" and {more} more" if more > 0 else "")]

    def _day(self, instant: datetime) -> str:
        day = local_day(instant, self._settings.time_zone)
        return format_short_date(day, self._settings.locale, self._today)


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


@dataclass(frozen=True, slots=True)
class Timeline:
    """The merged events, oldest first, and whether they prove the remembered balance (minor units)."""

    entries: tuple[TimelineEntry, ...]
    balance: int
    proof: str
    proven: bool


def load_timeline(desk: Desk, customer: CustomerId) -> Timeline:
    """Fetch the three kinds of event and merge them; raises NotFound."""
    state, events = account_and_events(desk, customer)
    return merge(events, state, desk.settings, desk.today())


def merge(events: AccountEvents, state: AccountState, settings: Settings, today: date) -> Timeline:
    """Merge the events in the order of ``at``, then sequence, with the balance after each one."""
    settled_by: dict[EventId, list[EventId]] = {}
    for link in state.links:
        settled_by.setdefault(link.credit, []).append(link.charge)
    reversed_by = {found.reverses: _reference(found) for found in events.adjustments if found.reverses}
    charges = {charge.event: charge for charge in state.charges}
    words = Wording(settings, today, charges, settled_by, reversed_by)
    entries: list[TimelineEntry] = []
    balance = 0
    for at, event, kind, amount, source in _moves(events):
        balance += amount
        if amount > 0:
            entries.append(TimelineEntry(at, event, kind, amount, None, balance, source, words))
        else:
            entries.append(TimelineEntry(at, event, kind, None, -amount, balance, source, words))
    proven = balance == state.balance == state.ageing.balance
    return Timeline(tuple(entries), state.balance, _proof(entries, balance, words, state), proven)


def _moves(events: AccountEvents) -> list[_Move]:
    """Return what moved the balance in the order of ``at``, then sequence (no two events share one)."""
    moves: list[_Move] = [(sale.at, sale.event, "sale", sale.on_account, sale) for sale in events.sales]
    moves += [(paid.at, paid.event, "payment", -paid.amount, paid) for paid in events.payments]
    reversal = AdjustmentKind.REVERSAL
    moves += [
        (made.at, made.event, "reversal" if made.kind is reversal else "adjustment", made.amount, made)
        for made in events.adjustments
    ]
    moves.sort(key=itemgetter(0, 1))
    return moves


def _proof(entries: list[TimelineEntry], balance: int, words: Wording, state: AccountState) -> str:
    count = f"{len(entries)} entr{'y adds' if len(entries) == 1 else 'ies add'} up to {words.money(balance)}"
    return count if balance == state.balance else f"{count}, but {words.money(state.balance)} is remembered"


def _reference(event: Sale | Payment | Adjustment) -> str:
    if isinstance(event, Sale):
        return reference(EventKind.SALE, event.number)
    kind = EventKind.PAYMENT if isinstance(event, Payment) else EventKind.ADJUSTMENT
    return reference(kind, event.number)
