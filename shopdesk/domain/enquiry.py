"""An enquiry: what a customer asks for, at the counter, the telephone or in a form; people see it as a request."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.folding import fold
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.errors import NotFound

EnquiryId = NewType("EnquiryId", int)
TEXT_LIMIT = 2000
"""Characters of what is asked for."""
NAME_LIMIT = 200
"""Characters of who asks."""
_FEWEST_DIGITS = 3


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


class EnquiryStage(StrEnum):
    """What a list of requests is narrowed to: all that are open, one step of the way, or those that have ended."""

    OPEN = "open"
    NEW = "new"
    CONTACTED = "contacted"
    BOOKED = "booked"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class EnquiryOrder:
    """What is asked for, and by whom as they say it; ``phone`` as it is dialled.

    ``booked_on`` is the day that is wished for, until one is booked.
    """

    text: str
    kind: EnquiryKind = EnquiryKind.GENERAL
    name: str = ""
    email: str = ""
    phone: str = ""
    customer: CustomerId | None = None
    booked_on: date | None = None


class Enquiry(NamedTuple):
    """One enquiry; ``full_name`` is the customer's, empty for nobody, ``name`` what the person said.

    ``follow_up`` or ``sale`` (``S-01402``) is what it was converted into; ``made_by`` is a name of staff, and
    ``who`` that of whoever took it up last, empty for nobody. ``from_form`` when it was brought in from a file.
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
    who: str = ""
    from_form: bool = False


@dataclass(frozen=True, slots=True)
class EnquiryQuery:
    """Which requests: ``mine`` are those that this person took up last; ``words`` stand in what was said."""

    stage: EnquiryStage = EnquiryStage.OPEN
    kind: EnquiryKind | None = None
    mine: StaffId | None = None
    words: str = ""
    limit: int = 200


class EnquiryList(NamedTuple):
    """Requests, and how many there are at each stage; ``total`` tells how many the query finds.

    ``is_whole`` is false when not every request that has ended was searched, ``ended_more`` true when not all of
    them were counted.
    """

    items: tuple[Enquiry, ...]
    total: int
    counts: dict[EnquiryStage, int]
    is_whole: bool = True
    ended_more: bool = False


def about(words: str) -> Callable[[Enquiry], bool]:
    """Return what tells whether every word stands in a request or in who made it, or the digits in their number."""
    digits = re.sub(r"[\s()+./-]", "", words).lstrip("0")
    is_number = digits.isdigit() and len(digits) >= _FEWEST_DIGITS
    sought = fold(words).split()

    def is_about(enquiry: Enquiry) -> bool:
        if is_number and digits in enquiry.phone:
            return True
        said = (
            enquiry.text,
            enquiry.name,
            enquiry.full_name,
            enquiry.email,
            enquiry_number(enquiry.id),
            enquiry.sale or "",
        )
        # Each for itself: what is plain takes no time, and names in it may not be.
        folded = " ".join(map(fold, said))
        return all(word in folded for word in sought)

    return is_about


def enquiry_number(enquiry: int) -> str:
    """Write an enquiry's number: ``Q-00031``."""
    return f"Q-{enquiry:05d}"


def parse_enquiry_number(text: str) -> EnquiryId:
    """Read ``Q-00031`` or ``31``; raises `NotFound`."""
    match = re.fullmatch(r"(?:Q-?)?0*([0-9]{1,12})", text.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        raise NotFound(kind="request", reference=text)
    return EnquiryId(int(match[1]))
