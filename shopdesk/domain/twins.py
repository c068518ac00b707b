"""Two records that may be one person."""

from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId


class Ground(StrEnum):
    """What two records with similar names share."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class TwinSide(NamedTuple):
    """One of the two; ``debt_balance`` in minor units."""

    id: CustomerId
    full_name: str
    phone: str | None
    email: str | None
    debt_balance: int
    archived: bool


class Twins(NamedTuple):
    """Two records, the older one first, and what they share."""

    one: TwinSide
    other: TwinSide
    grounds: tuple[Ground, ...]
