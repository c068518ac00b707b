"""The entry that was made last, for whoever wonders what is still there after a power cut."""

from datetime import datetime

from shopdesk.services.desk import Desk
from shopdesk.storage.newest_entry import read_newest_entry


def newest_entry(desk: Desk) -> tuple[str, datetime] | None:
    """Return the reference of the last sale, payment or adjustment and when it was entered; None for a new shop."""
    with desk.read() as session:
        return read_newest_entry(session)
