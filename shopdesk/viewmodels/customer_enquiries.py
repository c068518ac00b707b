"""The Requests page of one customer: what they ask for, and what they asked for before."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import enquiries_of
from shopdesk.viewmodels.enquiry_words import EnquiryLine, line_of
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text


class CustomerEnquiriesViewModel:
    """``lines`` is None until they were read, the open ones first; ``count`` is how many are open."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self.customer = customer
        self.lines: Observable[tuple[EnquiryLine, ...] | None] = Observable(None)
        self.count: Observable[int | None] = Observable(None)
        self.trouble: Observable[str] = Observable("")
        self._asked = 0

    def load(self) -> None:
        """Read them; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, customer = self._asked, self._desk, self.customer

        def done(found: tuple[Enquiry, ...]) -> None:
            if asked == self._asked:
                text = shop_text(desk)
                self.lines.value = tuple(line_of(each, text) for each in found)
                self.count.value = sum(each.status.is_open for each in found)

        self._runner.run(lambda: enquiries_of(desk, customer), done, self._refused)

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer):
            self.load()

    def _refused(self, error: ShopDeskError) -> None:
        self.trouble.value = shop_text(self._desk).say(error)
