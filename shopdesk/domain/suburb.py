"""A suburb as customers' addresses name it."""

from typing import NamedTuple


class Suburb(NamedTuple):
    """A suburb with its state and postcode, each empty where the address names none."""

    name: str
    state: str = ""
    postcode: str = ""
