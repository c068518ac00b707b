"""Whom the person acting sees: the one place that turns a cashier's location into what every query asks.

Who is tied to a location sees its customers and those of none. Whoever was merged is seen as the one that stays is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.location import LocationId
from shopdesk.errors import NotFound
from shopdesk.storage.kept import kept
from shopdesk.storage.session import Session, read_number

_LIMIT = "limited to location"


@contextmanager
def limited_to(session: Session, location: LocationId | None) -> Iterator[None]:
    """Let a session see the customers of a location and of none; with None it sees everybody."""
    # It stays with the connection, which others use afterwards.
    info = session.info
    info[_LIMIT] = location
    try:
        yield
    finally:
        info.pop(_LIMIT, None)


def is_limited(session: Session) -> bool:
    """Tell whether there are customers that this session may not see."""
    return session.info.get(_LIMIT) is not None


def seen(session: Session, customer: str = "customer") -> str:
    """Return the condition that a row of ``customer``, or of what the query calls so, may be seen."""
    location: LocationId | None = session.info.get(_LIMIT)
    if location is None:
        return "1"
    return f"({customer}.location_id IS NULL OR {customer}.location_id = {location:d})"


def seen_location(session: Session) -> str:
    """Return the condition that the customers of a row of ``location`` may be seen."""
    location: LocationId | None = session.info.get(_LIMIT)
    return "1" if location is None else f"location.id = {location:d}"


def unseen(session: Session) -> str:
    """Return the condition that a row of ``customer`` may not be seen; ``customer_by_location`` finds those."""
    location: LocationId | None = session.info.get(_LIMIT)
    return (
        "0"
        if location is None
        else f"customer.location_id IS NOT NULL AND customer.location_id <> {location:d}"
    )


def count_unseen(session: Session, condition: str, values: tuple[Any, ...] = ()) -> int:
    """Return how many customers that may not be seen meet a condition: what a total of all is too large by.

    It is kept with the connection until something is written.
    """
    if not is_limited(session):
        return 0
    # Those of no location are the many: it goes along those of the others alone.
    counted = f"SELECT count(*) FROM customer INDEXED BY customer_by_location WHERE {unseen(session)} AND {condition}"
    return kept(session, (counted, values), lambda: read_number(session, counted, values))


def about_seen(session: Session, column: str) -> str:
    """Return the condition that a row is about a customer that may be seen, or about nobody."""
    if not is_limited(session):
        return "1"
    return (
        "NOT EXISTS (SELECT 1 FROM customer AS named JOIN customer ON customer.id = "
        f"coalesce(named.merged_into, named.id) WHERE named.id = {column} AND {unseen(session)})"
    )


def is_seen(session: Session, customer: CustomerId) -> bool:
    """Tell whether this session may see a customer; one that does not exist hides nothing."""
    if not is_limited(session):
        return True
    asked = f"SELECT {about_seen(session, '?')}"
    return bool(session.exec_driver_sql(asked, (customer,)).scalar_one())


def require_seen(session: Session, customer: CustomerId) -> None:
    """Raise NotFound for a customer that this session may not see, as for one that does not exist."""
    if not is_seen(session, customer):
        raise NotFound(kind="customer", reference=customer_number(customer))
