"""The list of customers: what is asked of it, its rows, and the figures above it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.location import LocationId
from shopdesk.domain.segment import OwnSegment


class Sort(StrEnum):
    """The order of the list; ties go by customer number, and who has no phone, email, tag or location stands last."""

    DEBT = "debt"
    LEAST_DEBT = "least-debt"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    NAME_DESC = "name-desc"
    UPDATED = "updated"
    LEAST_UPDATED = "least-updated"
    PHONE = "phone"
    PHONE_DESC = "phone-desc"
    EMAIL = "email"
    EMAIL_DESC = "email-desc"
    TAG = "tag"
    TAG_DESC = "tag-desc"
    LOCATION = "location"
    LOCATION_DESC = "location-desc"


class Segment(StrEnum):
    """A part of the customer book that is asked for by name."""

    VIP = "vip"
    DEBTORS = "debtors"
    OVERDUE = "overdue"
    IN_CREDIT = "in-credit"
    BIRTHDAYS = "birthdays"
    NEW = "new"
    LAPSED = "lapsed"
    HIGH_VALUE = "high-value"


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """Which customers, in what order; ``after`` is the cursor of the page before."""

    sort: Sort = Sort.DEBT
    tag: str | None = None
    segment: Segment | OwnSegment | None = None
    search: str = ""
    archived: bool = False
    limit: int = 200
    after: str | None = None
    location: LocationId | None = None


class CustomerRow(NamedTuple):
    """One row; ``debt_balance`` in minor units, ``oldest_open_at`` when the oldest charge that is owed arose."""

    id: CustomerId
    full_name: str
    mobile: str | None
    landline: str | None
    email: str | None
    tags: tuple[str, ...]
    is_vip: bool
    debt_balance: int
    oldest_open_at: datetime | None
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None
    location: str | None

    @property
    def number(self) -> str:
        """Return the customer's number: ``C-000412``."""
        return customer_number(self.id)

    @property
    def phone(self) -> str | None:
        """Return the mobile, else the landline (E.164)."""
        return self.mobile or self.landline


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """A page of the list: ``total`` counts all that match, ``next`` is the cursor of the page after.

    The hits of a search come best first and have no cursor; ``misspelt`` are those found in spite of a typo.
    """

    rows: tuple[CustomerRow, ...]
    total: int
    next: str | None
    misspelt: frozenset[CustomerId] = frozenset()


@dataclass(frozen=True, slots=True)
class Kpis:
    """The figures on the cards; archived customers never count; money in minor units."""

    customers: int
    new_this_month: int
    owed: int
    debtors: int
    overdue: int
    follow_ups_due: int
    follow_ups_overdue: int
    vip: int
    birthdays_this_month: int
    birthdays_today: int
    open_requests: int
    requests_today: int
