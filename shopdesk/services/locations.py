"""The places of a shop: listing them and adding one."""

from shopdesk.domain.customer import clean
from shopdesk.domain.location import Location
from shopdesk.domain.staff import Deed
from shopdesk.errors import AlreadyExists, InvalidValue
from shopdesk.services.desk import Desk
from shopdesk.storage import locations

_NAME_LIMIT = 100


def list_locations(desk: Desk) -> tuple[Location, ...]:
    """Return the locations whose customers the person acting sees, by name."""
    own = desk.staff.limited_to
    with desk.read() as session:
        every = locations.read_locations(session)
    return tuple(location for location in every if own is None or location.id == own)


def add_location(desk: Desk, name: str) -> Location:
    """Add a location; raises InvalidValue for no name or one that is too long, AlreadyExists, Forbidden."""
    words = clean(name)
    if not words or len(words) > _NAME_LIMIT:
        raise InvalidValue(field="location", reason="too_long" if words else "empty")
    with desk.work(Deed.CHANGE_SETTINGS) as work:
        if locations.find_location(work.session, words) is not None:
            raise AlreadyExists(what="location", reason="name_taken")
        made = locations.insert_location(work.session, words)
        work.enter(Deed.CHANGE_SETTINGS, f"location {made.id}", {"location": words})
        work.everything = True
        return made
