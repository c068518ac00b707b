"""An enquiry: what a customer asks for at the counter or the telephone; people see it as a request."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.errors import NotFound

EnquiryId = NewType("EnquiryId", int)
TEXT_LIMIT = 2000
"""Characters of what is asked for."""
NAME_LIMIT = 200
"""Characters of who asks."""


class EnquiryKind(StrEnum):
    """What sort of thing is asked for."""

    GENERAL = "general"
    APPOINTMENT = "appointment"
    REPAIR = "repair"
    ORDER = "order"


class EnquiryStatus(StrEnum):
    """How far it is."""

    NEW = "new"
    CONTACTED = "contacted"
    BOOKED = "booked"
    COMPLETED = "completed"
    CONVERTED = "converted"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self in _OPEN


_OPEN = (EnquiryStatus.NEW, EnquiryStatus.CONTACTED, EnquiryStatus.BOOKED)
_WAY = (*_OPEN, EnquiryStatus.COMPLETED)


def may_move(was: EnquiryStatus, to: EnquiryStatus) -> bool:
    """Tell whether an enquiry may go there: an open one forward, also past a step, or it is cancelled."""
    if not was.is_open:
        return False
    return to is EnquiryStatus.CANCELLED or (to in _WAY and _WAY.index(to) > _WAY.index(was))


@dataclass(frozen=True, slots=True)
class EnquiryOrder:
    """What is asked for, and by whom as they say it; ``phone`` as it is dialled."""

    text: str
    kind: EnquiryKind = EnquiryKind.GENERAL
    name: str = ""
    email: str = ""
    phone: str = ""
    customer: CustomerId | None = None


class Enquiry(NamedTuple):
    """One enquiry; ``full_name`` is the customer's, empty for nobody, ``name`` what the person said.

    ``follow_up`` or ``sale`` (``S-01402``) is what it was converted into; ``made_by`` is a name of staff.
    """

    id: EnquiryId
    kind: EnquiryKind
    status: EnquiryStatus
    text: str
    name: str
    email: str
    phone: str
    customer: CustomerId | None
    full_name: str
    booked_on: date | None
    follow_up: FollowUpId | None
    sale: str | None
    made_by: str
    made_at: datetime
    ended_at: datetime | None


def enquiry_number(enquiry: int) -> str:
    """Write an enquiry's number: ``Q-00031``."""
    return f"Q-{enquiry:05d}"


def parse_enquiry_number(text: str) -> EnquiryId:
    """Read ``Q-00031`` or ``31``; raises `NotFound`."""
    match = re.fullmatch(r"(?:Q-?)?0*([0-9]{1,12})", text.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        raise NotFound(kind="request", reference=text)
    return EnquiryId(int(match[1]))
