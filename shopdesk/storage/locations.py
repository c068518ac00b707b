"""Rows of locations."""

from sqlalchemy import insert

from shopdesk.domain.folding import fold
from shopdesk.domain.location import Location, LocationId
from shopdesk.storage import tables
from shopdesk.storage.session import Session


def read_locations(session: Session) -> tuple[Location, ...]:
    """Return every location, by name."""
    rows = session.exec_driver_sql("SELECT id, name FROM location ORDER BY folded")
    return tuple(Location(LocationId(row[0]), row[1]) for row in rows)


def find_location(session: Session, name: str) -> Location | None:
    """Return the location of that name, ignoring case and accents in any script, or None."""
    row = session.exec_driver_sql("SELECT id, name FROM location WHERE folded = ?", (fold(name),)).fetchone()
    return None if row is None else Location(LocationId(row[0]), row[1])


def insert_location(session: Session, name: str) -> Location:
    """Write a new location."""
    inserted = session.execute(
        insert(tables.location).returning(tables.location.c.id), {"name": name, "folded": fold(name)}
    )
    return Location(LocationId(inserted.scalar_one()), name)
