"""Notes on customers: dated, signed, never changed; the important ones are pinned, or shown at the till."""

from datetime import date, datetime
from typing import NamedTuple, NewType

from shopdesk.domain.account import CustomerId, customer_number

NoteId = NewType("NoteId", int)


class Note(NamedTuple):
    """One note; ``staff`` is who wrote it, ``till_until_on`` the last day on which it is shown at the till."""

    id: NoteId
    at: datetime
    staff: str
    text: str
    pinned: bool
    till_until_on: date | None = None

    def is_at_till(self, today: date) -> bool:
        """Tell whether it is shown where money is taken."""
        return self.till_until_on is not None and today <= self.till_until_on


class FoundNote(NamedTuple):
    """A note that a search found, and on whom it is."""

    customer: CustomerId
    full_name: str
    note: Note

    @property
    def number(self) -> str:
        """Return the customer's number: ``C-000412``."""
        return customer_number(self.customer)
