"""Groups of customers that are one person: who holds the account of whom, and what each merging changed.

Events keep their customer for ever. What is remembered about them (charges, credits, balance) moves to the one
that stays, so that posting, allocation and reports know nothing of groups.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import CustomerRecord
from shopdesk.storage import sight, tables
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, read_many, run
from shopdesk.storage.vault import DataKey

_BEFORE = "merge.before"
EVER_EARNED = "iif(kind IN ('earned', 'taken_back') OR (kind = 'adjusted' AND points > 0), points, 0)"
"""What an entry adds to the points ever earned: what an owner takes away was earned all the same."""
_BY_UNMERGING = 0
"""What releases an allocation when no event does."""
_INSERT = insert(tables.customer_merge)
_EVENTS_OF = "".join(
    f"{' UNION ALL ' if place else ''}SELECT id FROM {table} WHERE customer_id IN (SELECT value FROM json_each(?1))"
    for place, table in enumerate(("sale", "debt_payment", "account_adjustment"))
)
_MOVED = (
    "(SELECT coalesce(sum(on_account), 0) FROM sale WHERE customer_id IN (SELECT value FROM json_each(?1))) - "
    "(SELECT coalesce(sum(amount), 0) FROM debt_payment WHERE customer_id IN (SELECT value FROM json_each(?1))) + "
    "(SELECT coalesce(sum(amount), 0) FROM account_adjustment WHERE customer_id IN "
    "(SELECT value FROM json_each(?1)))"
)


class Merging(NamedTuple):
    """One merging that stands: whose account took up whose.

    ``picked`` are the fields that were taken from the other one, None when only blanks were filled.
    """

    id: int
    keeper: CustomerId
    other: CustomerId
    before: bytes
    picked: frozenset[str] | None
    archived_at: int | None
    last_event: int
    last_points: int
    last_statement: int
    keeper_version: int
    merged_at: datetime


def holder_of(session: Session, customer: CustomerId) -> CustomerId:
    """Return who holds the account: the one that a customer was merged into, else themselves.

    Raises NotFound for whom the person acting may not see.
    """
    sight.require_seen(session, customer)
    row = run(
        session, "SELECT merged_into FROM customer WHERE id = ? AND merged_into IS NOT NULL", (customer,)
    ).fetchone()
    return customer if row is None else CustomerId(row[0])


def members_of(session: Session, customer: CustomerId) -> tuple[CustomerId, ...]:
    """Return everybody who is this person: the one that stays, then the others by number."""
    holder = holder_of(session, customer)
    rows = read_many(session, "SELECT id FROM customer WHERE merged_into = ? ORDER BY id", (holder,))
    return (holder, *(CustomerId(row[0]) for row in rows))


def whose(
    session: Session, customer: CustomerId, column: str = "customer_id"
) -> tuple[str, tuple[int | str, ...]]:
    """Return the condition that a row belongs to a person, and its values; most people are one customer."""
    members = members_of(session, customer)
    if len(members) == 1:
        return f"{column} = ?", (members[0],)
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(members),)


def words_of_others(session: Session, keeper: CustomerId) -> list[tuple[str, str]]:
    """Return the index words of those merged into a customer: their names, phones and numbers find the keeper."""
    rows = session.exec_driver_sql(
        "SELECT search_text, name_words FROM customer WHERE merged_into = ? ORDER BY id", (keeper,)
    )
    return [(row[0], row[1]) for row in rows]


def read_mergings(session: Session, keeper: CustomerId) -> list[Merging]:
    """Return the mergings into a customer that stand, oldest first."""
    return _read(session, "keeper_id", keeper)


def find_merging(session: Session, other: CustomerId) -> Merging | None:
    """Return the merging that a customer went away with, or None."""
    return next(iter(_read(session, "other_id", other)), None)


def subtree_of(session: Session, customer: CustomerId) -> tuple[CustomerId, ...]:
    """Return a customer and everybody who came with them, directly or not."""
    rows = session.exec_driver_sql(
        "WITH RECURSIVE came (id) AS (SELECT ? UNION SELECT other_id FROM customer_merge "
        "JOIN came ON keeper_id = came.id) SELECT id FROM came",
        (customer,),
    )
    return tuple(CustomerId(row[0]) for row in rows)


def balance_of(session: Session, members: Sequence[CustomerId]) -> int:
    """Return what the events of these customers add up to (minor units)."""
    return int(session.exec_driver_sql(f"SELECT {_MOVED}", (json.dumps(members),)).scalar_one())


def join(session: Session, keeper: CustomerId, other: CustomerId, at: datetime) -> None:
    """Let a customer and whoever was merged into them be the keeper from now on; the account goes with them."""
    moved, points, earned = session.exec_driver_sql(
        "SELECT debt_balance, points, points_earned FROM customer WHERE id = ?", (other,)
    ).one()
    session.exec_driver_sql(
        "UPDATE customer SET debt_balance = 0, points = 0, points_earned = 0, merged_into = ?, "
        "archived_at = coalesce(archived_at, ?) WHERE id = ?",
        (keeper, to_micros(at), other),
    )
    session.exec_driver_sql("UPDATE customer SET merged_into = ? WHERE merged_into = ?", (keeper, other))
    for table in ("charge", "credit"):
        session.exec_driver_sql(f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?", (keeper, other))
    _move(session, keeper, moved, points, earned)


def part(session: Session, merging: Merging) -> None:
    """Give a customer, and whoever came with them, their own account again."""
    members = json.dumps(subtree_of(session, merging.other))
    moved = session.exec_driver_sql(f"SELECT {_MOVED}", (members,)).scalar_one()
    points, earned = _points_of(session, members)
    _move(session, merging.keeper, -moved, -points, -earned)
    session.exec_driver_sql(
        "UPDATE customer SET merged_into = NULL, archived_at = ?, debt_balance = ?, points = ?, points_earned = ? "
        "WHERE id = ?",
        (merging.archived_at, moved, points, earned, merging.other),
    )
    session.exec_driver_sql(
        "UPDATE customer SET merged_into = ?2 WHERE id IN (SELECT value FROM json_each(?1)) AND id <> ?2",
        (members, merging.other),
    )
    _release(session, members)
    for table in ("charge", "credit"):
        session.exec_driver_sql(
            f"UPDATE {table} SET customer_id = ?2 WHERE event_id IN ({_EVENTS_OF})", (members, merging.other)
        )
    session.exec_driver_sql("DELETE FROM customer_merge WHERE id = ?", (merging.id,))


def write_merging(
    session: Session,
    key: DataKey,
    keeper: CustomerId,
    other: CustomerId,
    before: tuple[CustomerRecord, datetime],
    picked: frozenset[str] | None,
    at: datetime,
) -> None:
    """Remember, before anything is moved, what parting the two again needs."""
    archived_at = session.exec_driver_sql(
        "SELECT archived_at FROM customer WHERE id = ?", (other,)
    ).scalar_one()
    last_points = session.exec_driver_sql("SELECT coalesce(max(id), 0) FROM points_entry").scalar_one()
    session.execute(
        _INSERT,
        {
            "keeper_id": keeper,
            "other_id": other,
            "before_enc": seal_before(key, *before),
            "picked": None if picked is None else json.dumps(sorted(picked)),
            "archived_at": archived_at,
            "last_event": _counted(session, "event"),
            "last_points": last_points,
            "last_statement": _counted(session, "statement"),
            "keeper_version": 0,
            "merged_at": to_micros(at),
        },
    )


def is_untouched(session: Session, merging: Merging, row_version: int) -> bool:
    """Tell whether nothing was posted, issued or edited since; ``row_version`` is the keeper's."""
    if merging.keeper_version != row_version:
        return False
    condition, values = whose(session, merging.keeper)
    later = (
        *((table, merging.last_event) for table in ("sale", "debt_payment", "account_adjustment")),
        ("statement", merging.last_statement),
        # What sales earn follows from the entries above, and from the merging itself.
        ("(SELECT * FROM points_entry WHERE kind = 'adjusted')", merging.last_points),
    )
    return not any(
        session.exec_driver_sql(
            f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {condition} AND id > ?)", (*values, last)
        ).scalar_one()
        for table, last in later
    )


def keep_up(session: Session, keeper: CustomerId, untouched_at: int, row_version: int) -> None:
    """Carry the mergings that nobody has touched over a change that is itself a merging or a parting."""
    session.exec_driver_sql(
        "UPDATE customer_merge SET keeper_version = ? WHERE keeper_id = ? AND keeper_version IN (0, ?)",
        (row_version, keeper, untouched_at),
    )


def write_before(session: Session, merging: Merging, sealed: bytes) -> None:
    """Replace what the keeper's record was before a merging, because an earlier one was undone."""
    session.exec_driver_sql("UPDATE customer_merge SET before_enc = ? WHERE id = ?", (sealed, merging.id))


def seal_before(key: DataKey, record: CustomerRecord, updated_at: datetime) -> bytes:
    """Seal a record and when it was last saved."""
    values = asdict(record) | {"updated_at": updated_at.isoformat()}
    return key.seal_text(json.dumps(values, default=str, ensure_ascii=False), _BEFORE)


def open_before(key: DataKey, sealed: bytes) -> tuple[CustomerRecord, datetime]:
    """Return what `seal_before` was given; raises Damaged (what: sealed)."""
    values: dict[str, Any] = json.loads(key.unseal_text(sealed, _BEFORE))
    updated_at = datetime.fromisoformat(values.pop("updated_at"))
    since = values["customer_since_on"]
    values |= {
        "tags": tuple(values["tags"]),
        "customer_since_on": None if since is None else date.fromisoformat(since),
    }
    known = {field.name for field in fields(CustomerRecord)}
    return CustomerRecord(**{name: value for name, value in values.items() if name in known}), updated_at


def _read(session: Session, column: str, customer: CustomerId) -> list[Merging]:
    rows = session.exec_driver_sql(
        "SELECT id, keeper_id, other_id, before_enc, picked, archived_at, last_event, last_points, "
        f"last_statement, keeper_version, merged_at FROM customer_merge WHERE {column} = ? ORDER BY id",
        (customer,),
    )
    return [
        Merging._make(
            (
                *row[:4],
                None if row[4] is None else frozenset(json.loads(row[4])),
                *row[5:10],
                from_micros(row[10]),
            )
        )
        for row in rows
    ]


def _release(session: Session, members: str) -> None:
    """Release what settled across the line along which a group is parted.

    Such an allocation counted from the merging on; released at that same instant it counts on no day, so that
    every day looks as if the two had never been one.
    """
    crossing = session.exec_driver_sql(
        "SELECT allocation.id, credit_id, charge_id, amount, counts_from FROM allocation "
        "LEFT JOIN allocation_release ON allocation_id = allocation.id WHERE allocation_id IS NULL "
        f"AND (credit_id IN ({_EVENTS_OF}) OR charge_id IN ({_EVENTS_OF})) "
        f"AND (credit_id IN ({_EVENTS_OF})) <> (charge_id IN ({_EVENTS_OF}))",
        (members,),
    ).fetchall()
    for allocation, credit, charge, amount, counts_from in crossing:
        session.exec_driver_sql(
            "INSERT INTO allocation_release (allocation_id, released_by, released_at) VALUES (?, ?, ?)",
            (allocation, _BY_UNMERGING, counts_from),
        )
        session.exec_driver_sql(
            "UPDATE charge SET outstanding = outstanding + ?, settled_at = NULL WHERE event_id = ?",
            (amount, charge),
        )
        session.exec_driver_sql(
            "UPDATE credit SET unallocated = unallocated + ? WHERE event_id = ?", (amount, credit)
        )


def _move(session: Session, customer: CustomerId, debt: int, points: int, earned: int) -> None:
    session.exec_driver_sql(
        "UPDATE customer SET debt_balance = debt_balance + ?, points = points + ?, points_earned = points_earned + ? "
        "WHERE id = ?",
        (debt, points, earned, customer),
    )


def _points_of(session: Session, members: str) -> tuple[int, int]:
    """Return the points that these customers, as a JSON list, hold by the ledger, and those they ever earned."""
    row = session.exec_driver_sql(
        f"SELECT coalesce(sum(points), 0), coalesce(sum({EVER_EARNED}), 0) FROM points_entry "
        "WHERE customer_id IN (SELECT value FROM json_each(?))",
        (members,),
    ).one()
    return row[0], row[1]


def _counted(session: Session, name: str) -> int:
    return int(session.exec_driver_sql("SELECT value FROM counter WHERE name = ?", (name,)).scalar_one())
