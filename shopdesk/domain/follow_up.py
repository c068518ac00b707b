"""A follow-up: something a member of staff has promised to do by a date, for a customer or for nobody."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from shopdesk.domain.account import CustomerId, StaffId

FollowUpId = NewType("FollowUpId", int)
TITLE_LIMIT = 200
"""Characters of what is to be done."""


class FollowUpStatus(StrEnum):
    """How far it is."""

    TO_DO = "to_do"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self in {FollowUpStatus.TO_DO, FollowUpStatus.IN_PROGRESS}


class Origin(StrEnum):
    """What led to a follow-up."""

    DESK = "desk"
    REQUEST = "request"
    PROMISE = "promise"
    CALL = "call"


class Priority(StrEnum):
    """How much it presses."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class FollowUpOrder:
    """What is to be done, by when, for whom; ``who`` does it, None for whoever has time."""

    title: str
    due_on: date
    customer: CustomerId | None = None
    priority: Priority = Priority.NORMAL
    who: StaffId | None = None
    origin: Origin = Origin.DESK


class FollowUp(NamedTuple):
    """One follow-up; ``full_name`` is the customer's, ``who`` and ``made_by`` are names of staff.

    ``full_name`` and ``who`` are empty for nobody; ``request`` is the number of the request it was made from, 0 for
    none.
    """

    id: FollowUpId
    title: str
    due_on: date
    priority: Priority
    status: FollowUpStatus
    customer: CustomerId | None
    full_name: str
    who_id: StaffId | None
    who: str
    made_by: str
    made_at: datetime
    ended_at: datetime | None
    origin: Origin = Origin.DESK
    request: int = 0
