"""The Requests page of one customer: what they ask for, and what they asked for before."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import enquiries_of
from shopdesk.viewmodels.customer_page import CustomerPageViewModel
from shopdesk.viewmodels.enquiry_words import EnquiryLine, line_of
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text


class CustomerEnquiriesViewModel(CustomerPageViewModel[tuple[Enquiry, ...]]):
    """``lines`` is None until they were read, the open ones first; ``count`` is how many are open."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        super().__init__(desk, runner, customer)
        self.lines: Observable[tuple[EnquiryLine, ...] | None] = Observable(None)

    def _read(self) -> tuple[Enquiry, ...]:
        return enquiries_of(self._desk, self.customer)

    def _show(self, found: tuple[Enquiry, ...]) -> None:
        text = shop_text(self._desk)
        self.lines.value = tuple(line_of(each, text) for each in found)
        self.count.value = sum(each.status.is_open for each in found)
