"""A sale set aside half done, while somebody fetches the purse: to be resumed at any till."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, NewType

from shopdesk.domain.account import CustomerId
from shopdesk.domain.basket import Discount
from shopdesk.domain.enquiry import EnquiryId
from shopdesk.domain.sale import SaleLine

ParkedId = NewType("ParkedId", int)


@dataclass(frozen=True, slots=True)
class ParkedContent:
    """What lies on the counter, and for which request; nothing of it has been paid."""

    lines: tuple[SaleLine, ...]
    customer: CustomerId | None = None
    discount: Discount = field(default_factory=Discount)
    enquiry: EnquiryId | None = None


class ParkedSale(NamedTuple):
    """One parked sale; ``customer_name`` is empty for an anonymous one."""

    id: ParkedId
    content: ParkedContent
    customer_name: str
    parked_at: datetime
    staff: str
