"""The ledger of loyalty points: what each sale promised, what came and went, and what is remembered of it.

Triggers note in ``points_due`` every sale whose points may have to move; each unit of work sees to them before it
commits, so that whoever settles, re-opens or refunds a sale knows nothing of points.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId, EventId, EventKind, StaffId, customer_number, reference
from shopdesk.domain.loyalty import PointsEntry, PointsKind, PointsState, share_of
from shopdesk.storage.account_history import LIVE_CORRECTION, LIVE_REFUND, REASON, UNSPENT_KINDS
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.merges import EVER_EARNED, holder_of, whose
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, insert_row, run
from shopdesk.storage.vault import DataKey

_CHARGES = (
    "(SELECT sale.id UNION ALL SELECT adjustment_id FROM sale_correction "
    f"WHERE sale_id = sale.id AND {LIVE_CORRECTION})"
)
_MOVED = f"""SELECT sale.id, sale.customer_id, promised, at_once, total, redeemed,
    EXISTS (SELECT 1 FROM charge WHERE event_id IN {_CHARGES} AND reversed_at IS NULL AND outstanding > 0),
    (SELECT coalesce(sum(amount - sale_refund.redeemed), 0) FROM sale_refund
        WHERE sale_id = sale.id AND {LIVE_REFUND}),
    (SELECT coalesce(sum(sale_refund.redeemed), 0) FROM sale_refund WHERE sale_id = sale.id AND {LIVE_REFUND}),
    (SELECT coalesce(sum(allocation.amount), 0) FROM allocation
        JOIN credit ON credit.event_id = credit_id AND credit.kind IN {UNSPENT_KINDS}
        LEFT JOIN allocation_release ON allocation_id = allocation.id
        WHERE charge_id IN {_CHARGES} AND allocation_id IS NULL),
    coalesce((SELECT max(settled_at) FROM charge WHERE event_id IN {_CHARGES} AND reversed_at IS NULL), sale.at),
    (SELECT coalesce(sum(points), 0) FROM points_entry WHERE sale_id = sale.id AND kind IN ('earned', 'taken_back')),
    (SELECT coalesce(-sum(points), 0) FROM points_entry WHERE sale_id = sale.id AND kind = 'redeemed'),
    (SELECT coalesce(sum(points), 0) FROM points_entry WHERE sale_id = sale.id AND kind = 'returned')
    FROM sale_points JOIN sale ON sale.id = sale_points.sale_id
"""
_DUE = f"{_MOVED} WHERE sale.id IN (SELECT sale_id FROM points_due) ORDER BY sale.id"
_SUSPECT = f"""SELECT sale_points.sale_id FROM sale_points
    LEFT JOIN (SELECT sale_id, sum(points) AS earned FROM points_entry WHERE kind IN ('earned', 'taken_back')
        GROUP BY sale_id) AS moved ON moved.sale_id = sale_points.sale_id
    LEFT JOIN charge ON charge.event_id = sale_points.sale_id AND reversed_at IS NULL
    WHERE coalesce(earned, 0) <> iif(coalesce(outstanding, 0) > 0 AND NOT at_once, 0, promised)
    UNION SELECT id FROM sale WHERE redeemed > 0
    UNION SELECT sale_id FROM sale_refund UNION SELECT sale_id FROM sale_correction
    UNION SELECT charge_id FROM credit JOIN allocation ON credit_id = credit.event_id WHERE kind IN {UNSPENT_KINDS}
"""
"""Every sale of which something was refunded, corrected, let go or paid with points, or that is not plainly right."""
_HOLDS = "(SELECT coalesce(merged_into, id) FROM customer WHERE id = ?)"
_HOLDER = "coalesce((SELECT merged_into FROM customer WHERE id = customer_id), customer_id)"

OpenKey = Callable[[CustomerId], DataKey | None]


class _Due(NamedTuple):
    """A sale whose points are looked at anew (minor units and points): what it promised, brought and moved so far."""

    sale: EventId
    customer: CustomerId
    promised: int
    at_once: bool
    total: int
    redeemed: int
    is_open: bool
    refunded: int
    given_back: int
    let_go: int
    paid_at: int
    earned: int
    used: int
    returned: int

    def moves(self) -> tuple[tuple[PointsKind, int], ...]:
        """Return what its points must still move by: what is returned first, so that it can be taken back."""
        paid = self.total - self.redeemed
        kept = max(0, paid - self.refunded - self.let_go)
        due = 0 if self.is_open and not self.at_once else share_of(self.promised, kept, paid)
        back = share_of(self.used, self.given_back, self.redeemed) - self.returned if self.used else 0
        change = due - self.earned
        kind = PointsKind.EARNED if change > 0 else PointsKind.TAKEN_BACK
        return (PointsKind.RETURNED, back), (kind, change)


def insert_promise(session: Session, sale: EventId, promised: int, *, at_once: bool) -> None:
    """Remember what a sale earns when all of it is paid and kept, and whether it does at once."""
    insert_row(session, "sale_points", {"sale_id": sale, "promised": promised, "at_once": int(at_once)})


def insert_entry(
    session: Session,
    customer: CustomerId,
    kind: PointsKind,
    points: int,
    at: datetime,
    staff: StaffId,
    *,
    sale: EventId | None = None,
    reason: bytes | None = None,
) -> None:
    """Write an entry; a trigger remembers its points for who holds the account."""
    insert_row(
        session,
        "points_entry",
        {
            "customer_id": customer,
            "sale_id": sale,
            "kind": kind.value,
            "points": points,
            "reason_enc": reason,
            "at": to_micros(at),
            "staff_id": staff,
        },
    )


def bring_up_to_date(session: Session, at: datetime, staff: StaffId) -> Counter[CustomerId]:
    """Let every sale that was touched earn, return or give back its points; return by how many whose points moved.

    What was earned and is spent already stays spent: no more is taken back than the customer holds.
    """
    moved: Counter[CustomerId] = Counter()
    if not run(session, "SELECT 1 FROM points_due LIMIT 1").fetchall():
        return moved
    for sale in [_Due._make(row) for row in run(session, _DUE).fetchall()]:
        points = 0
        for kind, wanted in sale.moves():
            points = max(wanted, -_held(session, sale.customer)) if wanted < 0 else wanted
            if points:
                when = from_micros(sale.paid_at) if kind is PointsKind.EARNED else at
                insert_entry(session, sale.customer, kind, points, when, staff, sale=sale.sale)
                moved[sale.customer] += points
        if not points:  # what a sale earned, or gave back of it, takes it off the list by a trigger
            run(session, "DELETE FROM points_due WHERE sale_id = ?", (sale.sale,))
    return moved


def read_state(session: Session, customer: CustomerId) -> PointsState:
    """Return the points that a person holds and those ever earned; raises NotFound for whom nobody here sees."""
    row = session.exec_driver_sql(
        "SELECT points, points_earned FROM customer WHERE id = ?", (holder_of(session, customer),)
    ).one()
    return PointsState(*row)


def moved_by(session: Session, sale: EventId) -> tuple[int, int, int]:
    """Return what a sale used up and earned so far, and what it promised; nothing for one without points."""
    row = session.exec_driver_sql(
        "SELECT coalesce(-sum(iif(kind = 'redeemed', points, 0)), 0), "
        "coalesce(sum(iif(kind IN ('earned', 'taken_back'), points, 0)), 0), promised FROM sale_points "
        "LEFT JOIN points_entry ON points_entry.sale_id = sale_points.sale_id WHERE sale_points.sale_id = ?",
        (sale,),
    ).one()
    return (row[0], row[1], row[2] or 0)


def read_entries(session: Session, customer: CustomerId, open_key: OpenKey) -> tuple[PointsEntry, ...]:
    """Return a person's entries with the points after each, the newest first; what was erased has no reason."""
    belongs, values = whose(session, customer, "points_entry.customer_id")
    rows = session.exec_driver_sql(
        "SELECT kind, points, sum(points) OVER (ORDER BY points_entry.id), points_entry.at, sale.number, reason_enc, "
        "points_entry.customer_id, staff.name FROM points_entry JOIN staff ON staff.id = points_entry.staff_id "
        f"LEFT JOIN sale ON sale.id = sale_id WHERE {belongs} ORDER BY points_entry.id DESC",
        values,
    ).fetchall()
    return tuple(
        PointsEntry(
            PointsKind(kind),
            points,
            balance,
            from_micros(at),
            None if sale is None else reference(EventKind.SALE, sale),
            _opened(open_key, CustomerId(owner), reason),
            staff,
        )
        for kind, points, balance, at, sale, reason, owner, staff in rows
    )


def check_points(proof: Proof) -> Finding:
    """Compare the remembered points with the ledger, and every sale with what was redeemed for it."""
    checked = proof.session.exec_driver_sql("SELECT count(*) FROM points_entry").scalar_one()
    wrong = proof.session.exec_driver_sql(
        "SELECT customer, sum(points), sum(moved), sum(points_earned), sum(earned) FROM "
        "(SELECT id AS customer, points, points_earned, 0 AS moved, 0 AS earned FROM customer UNION ALL "
        f"SELECT {_HOLDER}, 0, 0, points, {EVER_EARNED} FROM points_entry) GROUP BY customer "
        "HAVING sum(points) <> sum(moved) OR sum(points_earned) <> sum(earned)"
    ).fetchall()
    sums = [
        f"{customer_number(customer)}: {said.format(remembered, recomputed)}"
        for customer, points, moved, points_earned, earned in wrong
        for said, remembered, recomputed in (
            ("{0} points are remembered, the ledger adds up to {1}", points, moved),
            ("{0} points are remembered as ever earned, the ledger says {1}", points_earned, earned),
        )
        if remembered != recomputed
    ]
    unlike = proof.session.exec_driver_sql(
        "SELECT number FROM sale WHERE (redeemed > 0) <> EXISTS "
        "(SELECT 1 FROM points_entry WHERE sale_id = sale.id AND kind = 'redeemed') "
        "UNION ALL SELECT number FROM points_due JOIN sale ON sale.id = sale_id"
    ).fetchall()
    more = tuple(f"S-{row[0]:05d}: its points do not stand in the ledger" for row in unlike)
    return Finding(checked, (*sums, *more, *_missing(proof.session)))


def _missing(session: Session) -> Iterator[str]:
    """Name each sale that brought less than it promised for what was paid and kept of it, or more than that.

    More is rightly there where it was spent before it could be taken back: then the customer once held nothing.
    """
    for row in run(session, f"{_MOVED} WHERE sale.id IN ({_SUSPECT})").fetchall():
        sale = _Due._make(row)
        wrong = sum(points for _, points in sale.moves())
        if wrong > 0 or (wrong < 0 and not _was_spent(session, sale)):
            stand = sale.earned + sale.returned
            (number,) = run(session, "SELECT number FROM sale WHERE id = ?", (sale.sale,)).fetchall()[0]
            ref = reference(EventKind.SALE, number)
            yield f"{ref}: {stand} points stand for it, and it brought {stand + wrong}"


def _was_spent(session: Session, sale: _Due) -> bool:
    """Tell whether the customer held nothing at some time after the sale."""
    row = run(
        session,
        "SELECT min(held) FROM (SELECT points_entry.id AS number, sum(points) OVER (ORDER BY points_entry.id) AS held "
        f"FROM points_entry WHERE customer_id IN (SELECT id FROM customer WHERE id = {_HOLDS} "
        f"UNION ALL SELECT id FROM customer WHERE merged_into = {_HOLDS})) "
        "WHERE number > (SELECT min(id) FROM points_entry WHERE sale_id = ?)",
        (sale.customer, sale.customer, sale.sale),
    ).fetchall()
    return bool(row) and row[0][0] == 0


REPAIR = (
    "UPDATE customer SET points = held, points_earned = ever FROM (SELECT customer.id AS whose, "
    "coalesce(total, 0) AS held, coalesce(counted, 0) AS ever FROM customer LEFT JOIN "
    f"(SELECT {_HOLDER} AS holder, sum(points) AS total, sum({EVER_EARNED}) AS counted FROM points_entry "
    "GROUP BY holder) ON holder = customer.id "
    "WHERE points <> coalesce(total, 0) OR points_earned <> coalesce(counted, 0)) WHERE id = whose"
)
"""Remembers anew what the ledger adds up to."""


def _held(session: Session, customer: CustomerId) -> int:
    query = f"SELECT points FROM customer WHERE id = {_HOLDS}"
    return int(run(session, query, (customer,)).fetchall()[0][0])


def _opened(open_key: OpenKey, customer: CustomerId, sealed: Any) -> str | None:
    key = None if sealed is None else open_key(customer)
    return None if key is None else key.unseal_text(sealed, REASON)
