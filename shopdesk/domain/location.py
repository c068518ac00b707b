"""Places of a shop: a customer may belong to one, and a cashier may be tied to one."""

from typing import NamedTuple, NewType

LocationId = NewType("LocationId", int)


class Location(NamedTuple):
    """A place, by its name."""

    id: LocationId
    name: str
