"""What the form of a record offers from what the shop already uses."""

from shopdesk.domain.suburb import Suburb
from shopdesk.services.desk import Desk
from shopdesk.storage import customers, suburbs

_MOST = 8


def suggest_suburbs(desk: Desk, typed: str) -> tuple[Suburb, ...]:
    """Return suburbs that begin as typed, the most used first; none for nothing typed."""
    if not typed.strip():
        return ()
    with desk.read() as session:
        return suburbs.find_suburbs(session, typed, _MOST)


def list_sources(desk: Desk) -> tuple[str, ...]:
    """Return every source in use, the most used first."""
    with desk.read() as session:
        return customers.list_sources(session)
