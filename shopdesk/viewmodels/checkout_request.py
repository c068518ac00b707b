"""The request that a sale on the counter is for: it is converted when that sale is finished."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry, EnquiryId
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import get_enquiry
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner


class CheckoutRequest:
    """``shown`` is None while the sale is for no request."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.id: EnquiryId | None = None
        self.shown: Observable[Enquiry | None] = Observable(None)

    def take(self, enquiry: EnquiryId | None) -> None:
        """Sell for this request from now on; for none with None."""
        self.id = enquiry
        if enquiry is None:
            self.shown.value = None
            return
        desk = self._desk

        def done(found: Enquiry) -> None:
            if self.id == enquiry:
                self.id = enquiry if found.status.is_open else None
                self.shown.value = found if found.status.is_open else None

        def failed(_: ShopDeskError) -> None:
            if self.id == enquiry:
                self.take(None)

        self._runner.run(lambda: get_enquiry(desk, enquiry), done, failed)

    def keep_for(self, customer: CustomerId | None) -> None:
        """Let it go when the sale is somebody else's now."""
        found = self.shown.value
        if found is not None and None not in (customer, found.customer) and found.customer != customer:
            self.take(None)
