"""Rows of staff, and the count of wrong PINs that outlives a crash."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, text

from shopdesk.domain.account import StaffId
from shopdesk.domain.location import Location, LocationId
from shopdesk.domain.staff import Role, StaffMember
from shopdesk.storage import tables
from shopdesk.storage.moments import from_micros_or_none, to_micros
from shopdesk.storage.session import Session, run

_SELECT = (
    "SELECT staff.id, staff.name, role, pin_hash IS NOT NULL, disabled, location.id, location.name "
    "FROM staff LEFT JOIN location ON location.id = location_id"
)


class PinRow(NamedTuple):
    """What judging a PIN needs."""

    pin_hash: str | None
    failures: int
    locked_until: datetime | None


def read_staff(session: Session) -> tuple[StaffMember, ...]:
    """Return everybody who works here, owners first, then by name."""
    rows = session.exec_driver_sql(f"{_SELECT} ORDER BY role DESC, staff.name")
    return tuple(_member(tuple(row)) for row in rows)


def find_staff(session: Session, staff: StaffId) -> StaffMember | None:
    """Return one member of staff, or None."""
    row = session.exec_driver_sql(f"{_SELECT} WHERE staff.id = ?", (staff,)).fetchone()
    return None if row is None else _member(tuple(row))


def insert_staff(
    session: Session,
    name: str,
    role: Role,
    pin_hash: str | None,
    now: datetime,
    location: LocationId | None = None,
) -> StaffId:
    """Write a new member of staff."""
    values = {"name": name, "role": role.value, "pin_hash": pin_hash, "created_at": to_micros(now)}
    values |= {"failures": 0, "disabled": 0, "location_id": location}
    inserted = session.execute(insert(tables.staff), values).inserted_primary_key
    return StaffId(int(inserted[0])) if inserted else StaffId(0)


def has_left(session: Session, staff: StaffId, approver: StaffId | None = None) -> bool:
    """Tell whether this person, or the owner who approves what they do, works here no more."""
    found = run(
        session, "SELECT 1 FROM staff WHERE id IN (?, ?) AND disabled = 1", (staff, approver)
    ).fetchone()
    return found is not None


def read_pin(session: Session, staff: StaffId) -> PinRow:
    """Return what judging the PIN needs."""
    row = session.exec_driver_sql(
        "SELECT pin_hash, failures, locked_until FROM staff WHERE id = ?", (staff,)
    ).one()
    return PinRow(row[0], row[1], from_micros_or_none(row[2]))


def write_failures(session: Session, staff: StaffId, failures: int, locked_until: datetime | None) -> None:
    """Remember how often in a row the PIN was wrong, and until when nobody may try."""
    session.execute(
        text("UPDATE staff SET failures = :failures, locked_until = :until WHERE id = :id"),
        {
            "id": staff,
            "failures": failures,
            "until": None if locked_until is None else to_micros(locked_until),
        },
    )


def write_pin(session: Session, staff: StaffId, pin_hash: str) -> None:
    """Set a PIN and forget the failures."""
    session.execute(
        text("UPDATE staff SET pin_hash = :hash, failures = 0, locked_until = NULL WHERE id = :id"),
        {"id": staff, "hash": pin_hash},
    )


def disable(session: Session, staff: StaffId) -> None:
    """Let somebody sign in no more."""
    session.execute(text("UPDATE staff SET disabled = 1 WHERE id = :id"), {"id": staff})


def write_location(session: Session, staff: StaffId, location: LocationId | None) -> None:
    """Tie somebody to a location, or to none."""
    session.execute(
        text("UPDATE staff SET location_id = :location WHERE id = :id"), {"id": staff, "location": location}
    )


def _member(row: tuple[Any, ...]) -> StaffMember:
    location = None if row[5] is None else Location(LocationId(row[5]), row[6])
    return StaffMember(StaffId(row[0]), row[1], Role(row[2]), bool(row[3]), bool(row[4]), location=location)
