"""Reading accounts: the three kinds of event fetched apart, and charges and credits as they stood on a day."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import Charge, Credit, CustomerId, EventId, EventKind, reference
from shopdesk.domain.adjustment import Adjustment, AdjustmentKind
from shopdesk.domain.customer import ERASED
from shopdesk.domain.payment import Method, Payment
from shopdesk.domain.sale import Sale
from shopdesk.storage.merges import whose
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, read_many, run
from shopdesk.storage.sold_to import UNDONE
from shopdesk.storage.vault import DataKey

REASON = "reason"
REFERENCE = "reference"
EVENT_NOTE = "event.note"

_LIVE = """
    FROM allocation AS a
    JOIN credit AS r ON r.event_id = a.credit_id
    JOIN charge AS c ON c.event_id = a.charge_id
    LEFT JOIN allocation_release AS x ON x.allocation_id = a.id
"""
_LINKS_NOW = (
    "SELECT credit_id, charge_id, allocation.amount FROM charge JOIN allocation ON charge_id = event_id "
    "LEFT JOIN allocation_release ON allocation_id = allocation.id "
    "WHERE customer_id = ? AND allocation_id IS NULL ORDER BY allocation.id"
)
_LINKS_OF = (
    "SELECT credit_id, charge_id, amount FROM allocation "
    "LEFT JOIN allocation_release ON allocation_id = allocation.id "
    "WHERE credit_id IN (SELECT value FROM json_each(?)) AND allocation_id IS NULL ORDER BY allocation.id"
)
_DISPUTED_THEN = (
    "EXISTS (SELECT 1 FROM dispute LEFT JOIN dispute_end ON dispute_id = dispute.id WHERE charge_id = event_id "
    "AND opened_at < ? AND (ended_at IS NULL OR ended_at >= ?))"
)
_OPEN = "charge INDEXED BY charge_open"
"""The open ones alone: along ``at``, which their order would suggest, stand all that were ever settled too."""
UNSPENT_KINDS = "('write_off', 'goodwill_credit')"
LIVE_CORRECTION = f"NOT EXISTS ({UNDONE} = sale_correction.adjustment_id)"
LIVE_REFUND = f"NOT EXISTS ({UNDONE} = sale_refund.adjustment_id)"
_PREFIXES = {kind.value: reference(kind, 0).partition("-")[0] for kind in EventKind}

OpenKey = Callable[[CustomerId], DataKey | None]
"""Opens the data key of a customer, None for one that was erased."""


class Link(NamedTuple):
    """A live allocation: ``amount`` (minor units) of a credit settles a charge."""

    credit: EventId
    charge: EventId
    amount: int


Place = tuple[int, int]
"""Where an event stands in the order of an account: its instant, then its number."""


class Stretch(NamedTuple):
    """A part of an account: from a place on, up to just before another; None is without an end."""

    since: Place | None = None
    before: Place | None = None

    def among(self, number: str = "id") -> tuple[str, tuple[int, ...]]:
        """Return the condition that an event is among them, and its values; ``number`` is the column's name."""
        bounds = [
            (f" AND (at, {number}) {sign} (?, ?)", place)
            for sign, place in ((">=", self.since), ("<", self.before))
            if place is not None
        ]
        return "".join(text for text, _ in bounds), tuple(part for _, place in bounds for part in place)


WHOLE = Stretch()


class OwnedCharge(NamedTuple):
    """An open charge and whose it is."""

    customer: CustomerId
    charge: Charge


class OwnedCredit(NamedTuple):
    """A waiting credit and whose it is."""

    customer: CustomerId
    credit: Credit


def read_sales(
    session: Session, customer: CustomerId, open_key: OpenKey, stretch: Stretch = WHOLE
) -> tuple[Sale, ...]:
    """Return the sales with something on account, oldest first; those of a stretch where one is given."""
    belongs, values = _among(session, customer, stretch)
    rows = read_many(
        session,
        "SELECT id, customer_id, number, total, on_account, "
        "CASE WHEN on_account < total THEN json_array(cash, card, transfer, other, redeemed) END, items, due_on, "
        "note_enc, at, nullif(entered_at, at), staff_id FROM sale "
        f"WHERE {belongs} AND on_account > 0 ORDER BY at, id",
        values,
    )
    key, names = _Keys(open_key), _staff_names(session)
    # Long accounts have thousands of rows: names of arguments and calls that do nothing would double the time,
    # and so would columns that say nothing: tenders of what was wholly put on account, when it was entered at once.
    return tuple(
        [
            Sale(
                event,
                number,
                owner,
                total,
                on_account,
                () if paid is None else _tenders(parts := json.loads(paid)),
                items,
                happened := from_micros(at),
                happened if entered is None else from_micros(entered),
                due_on,
                None if note is None else key.open(owner, note, EVENT_NOTE),
                names[staff],
                0 if paid is None else parts[-1],
            )
            for (
                event,
                owner,
                number,
                total,
                on_account,
                paid,
                items,
                due_on,
                note,
                at,
                entered,
                staff,
            ) in rows
        ]
    )


def read_payments(
    session: Session, customer: CustomerId, open_key: OpenKey, stretch: Stretch = WHOLE
) -> tuple[Payment, ...]:
    """Return the payments, oldest first; those of a stretch where one is given."""
    belongs, values = _among(session, customer, stretch)
    rows = read_many(
        session,
        "SELECT id, customer_id, number, amount, method, note_enc, at, entered_at, staff_id "
        f"FROM debt_payment WHERE {belongs} ORDER BY at, id",
        values,
    )
    key, names = _Keys(open_key), _staff_names(session)
    methods = {method.value: method for method in Method}
    return tuple(
        [
            Payment(
                event,
                number,
                owner,
                amount,
                methods[method],
                happened := from_micros(at),
                happened if entered == at else from_micros(entered),
                None if note is None else key.open(owner, note, EVENT_NOTE),
                names[staff],
            )
            for event, owner, number, amount, method, note, at, entered, staff in rows
        ]
    )


def read_adjustments(
    session: Session, customer: CustomerId, open_key: OpenKey, stretch: Stretch = WHOLE
) -> tuple[Adjustment, ...]:
    """Return the adjustments with their reasons opened, oldest first; those of a stretch where one is given."""
    belongs, values = _among(session, customer, stretch, "account_adjustment.id")
    rows = read_many(
        session,
        "SELECT account_adjustment.id, number, kind, amount, at, entered_at, due_on, reason_enc, reference_enc, "
        "reverses, staff.name, customer_id FROM account_adjustment JOIN staff ON staff.id = staff_id "
        f"WHERE {belongs} ORDER BY at, account_adjustment.id",
        values,
    )
    key = _Keys(open_key)
    return tuple(
        Adjustment(
            event=EventId(row[0]),
            number=row[1],
            customer=CustomerId(row[11]),
            kind=AdjustmentKind(row[2]),
            amount=row[3],
            at=from_micros(row[4]),
            entered_at=from_micros(row[5]),
            due_on=row[6],
            reason=key.open(CustomerId(row[11]), row[7], REASON),
            reference=None if row[8] is None else key.open(CustomerId(row[11]), row[8], REFERENCE),
            reverses=_event_reference(session, row[9]),
            staff=row[10],
        )
        for row in rows
    )


def read_links(session: Session, customer: CustomerId, end: datetime | None = None) -> tuple[Link, ...]:
    """Return the live allocations of a customer, as they stood just before ``end`` (None: now)."""
    if end is None:
        return tuple(map(Link._make, read_many(session, _LINKS_NOW, (customer,))))
    until, values = _until(end)
    rows = read_many(
        session,
        f"SELECT a.credit_id, a.charge_id, a.amount {_LIVE} WHERE c.customer_id = ? AND {until} ORDER BY a.id",
        (customer, *values),
    )
    return tuple(map(Link._make, rows))


def read_workings(session: Session, events: Sequence[EventId]) -> tuple[tuple[Charge, ...], tuple[Link, ...]]:
    """Return the charges among these events and those they settle, and what these credits settle now."""
    links = tuple(map(Link._make, read_many(session, _LINKS_OF, (json.dumps(events),))))
    wanted = {*events, *(link.charge for link in links)}
    charges = read_many(
        session,
        "SELECT event_id, kind, number, at, due_on, amount, outstanding, settled_at, disputed FROM charge "
        "WHERE event_id IN (SELECT value FROM json_each(?)) AND reversed_at IS NULL",
        (json.dumps(sorted(wanted)),),
    )
    return tuple(map(charge_of, charges)), links


def charges_as_of(
    session: Session, end: datetime | None, customer: CustomerId | None = None, *, settled: bool = False
) -> list[OwnedCharge]:
    """Return charges as they stood just before ``end`` (None: now), oldest first.

    Of one customer or of all; those with nothing outstanding only when ``settled``.
    """
    whose, who = ("customer_id = ?", (customer,)) if customer is not None else ("1", ())
    if end is None:
        rows = read_many(
            session,
            "SELECT customer_id, event_id, kind, number, at, due_on, amount, outstanding, settled_at, disputed "
            f"FROM {'charge' if settled else _OPEN} WHERE {whose} AND reversed_at IS NULL "
            f"AND {'1' if settled else 'outstanding > 0'} ORDER BY customer_id, at, event_id",
            who,
        )
    else:
        until, values = _until(end)
        micros = to_micros(end)
        rows = read_many(
            session,
            "SELECT customer_id, event_id, kind, number, at, due_on, amount, amount - covered AS open, "
            f"CASE WHEN covered = amount THEN settled_at END, {_DISPUTED_THEN} FROM ("
            f"SELECT *, coalesce((SELECT sum(a.amount) {_LIVE} WHERE a.charge_id = charge.event_id AND {until}), 0) "
            f"AS covered FROM charge WHERE {whose} AND at < ? AND (reversed_at IS NULL OR reversed_at >= ?)) "
            f"WHERE {'1' if settled else 'covered < amount'} ORDER BY customer_id, at, event_id",
            (micros, micros, *values, *who, micros, micros),
        )
    return [OwnedCharge(row[0], charge_of(row[1:])) for row in rows]


def credits_as_of(
    session: Session, end: datetime | None, customer: CustomerId | None = None
) -> list[OwnedCredit]:
    """Return credits that waited just before ``end`` (None: now), oldest first."""
    whose, who = ("customer_id = ?", (customer,)) if customer is not None else ("1", ())
    if end is None:
        rows = read_many(
            session,
            "SELECT customer_id, event_id, at, amount, unallocated FROM credit INDEXED BY credit_waiting "
            f"WHERE {whose} AND unallocated > 0 AND reversed_at IS NULL ORDER BY customer_id, at, event_id",
            who,
        )
    else:
        until, values = _until(end)
        micros = to_micros(end)
        rows = read_many(
            session,
            "SELECT customer_id, event_id, at, amount, amount - used FROM ("
            f"SELECT *, coalesce((SELECT sum(a.amount) {_LIVE} WHERE a.credit_id = credit.event_id AND {until}), 0) "
            f"AS used FROM credit WHERE {whose} AND at < ? AND (reversed_at IS NULL OR reversed_at >= ?)) "
            "WHERE used < amount ORDER BY customer_id, at, event_id",
            (*values, *who, micros, micros),
        )
    return [
        OwnedCredit(CustomerId(row[0]), Credit(EventId(row[1]), from_micros(row[2]), row[3], row[4]))
        for row in rows
    ]


def read_times_to_settle(session: Session, customer: CustomerId) -> tuple[tuple[datetime, datetime], ...]:
    """Return when the last twelve settled charges arose and were settled; none that a write-off helped to close."""
    settled = session.exec_driver_sql(
        "SELECT at, settled_at FROM charge WHERE customer_id = ? AND settled_at IS NOT NULL "
        "AND reversed_at IS NULL AND NOT EXISTS ("
        f"SELECT 1 {_LIVE} WHERE a.charge_id = charge.event_id AND x.allocation_id IS NULL AND r.kind = 'write_off') "
        "ORDER BY settled_at DESC, event_id DESC LIMIT 12",
        (customer,),
    )
    return tuple((from_micros(at), from_micros(settled_at)) for at, settled_at in settled)


def last_event(session: Session, customer: CustomerId) -> int:
    """Return the sequence of the customer's newest event, 0 when there is none."""
    belongs, values = whose(session, customer)
    (newest,) = run(
        session,
        f"SELECT max(coalesce((SELECT max(event_id) FROM charge WHERE {belongs}), 0), "
        f"coalesce((SELECT max(event_id) FROM credit WHERE {belongs}), 0), "
        f"coalesce((SELECT max(id) FROM account_adjustment WHERE {belongs}), 0))",
        (*values, *values, *values),
    ).fetchone()
    return int(newest)


def _among(
    session: Session, customer: CustomerId, stretch: Stretch, number: str = "id"
) -> tuple[str, tuple[int | str, ...]]:
    """Return the condition that an event is a person's and in a stretch, and its values."""
    belongs, values = whose(session, customer)
    among, bounds = stretch.among(number)
    return belongs + among, (*values, *bounds)


class _Keys:
    """The data keys of a person, each opened when the first text sealed with it is met."""

    def __init__(self, open_key: OpenKey) -> None:
        self._open_key = open_key
        self._keys: dict[CustomerId, DataKey | None] = {}

    def open(self, owner: CustomerId, sealed: bytes, context: str) -> str:
        if owner not in self._keys:
            self._keys[owner] = self._open_key(owner)
        key = self._keys[owner]
        return ERASED if key is None else key.unseal_text(sealed, context)


def _staff_names(session: Session) -> dict[int, str]:
    """Return who is who: a few names, instead of one looked up for each of thousands of events."""
    return dict(run(session, "SELECT id, name FROM staff").fetchall())


def _tenders(row: Any) -> tuple[tuple[Method, int], ...]:
    methods = (Method.CASH, Method.CARD, Method.TRANSFER, Method.OTHER)
    return tuple(
        (method, amount) for method, amount in zip(methods, row[: len(methods)], strict=True) if amount
    )


def _until(end: datetime | None) -> tuple[str, tuple[int, ...]]:
    if end is None:
        return "x.allocation_id IS NULL", ()
    micros = to_micros(end)
    counts = "r.at < ? AND c.at < ? AND (a.counts_from IS NULL OR a.counts_from < ?)"
    return f"{counts} AND (x.released_at IS NULL OR x.released_at >= ?)", (micros,) * 4


def _event_reference(session: Session, event: int | None) -> str | None:
    if event is None:
        return None
    row = session.exec_driver_sql(
        "SELECT 'payment', number FROM debt_payment WHERE id = ? "
        "UNION ALL SELECT 'adjustment', number FROM account_adjustment WHERE id = ?",
        (event, event),
    ).one()
    return reference(EventKind(row[0]), row[1])


def charge_of(row: Any) -> Charge:
    """Return the charge in a row of event_id, kind, number, at, due_on, amount, outstanding, settled_at, disputed."""
    event, kind, number, at, due_on, amount, outstanding, settled_at, disputed = row
    return Charge(
        event,
        f"{_PREFIXES[kind]}-{number:05d}",
        from_micros(at),
        date.fromisoformat(due_on),
        amount,
        outstanding,
        None if settled_at is None else from_micros(settled_at),
        bool(disputed),
    )
