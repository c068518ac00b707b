"""Booking what was asked for: the one day it is agreed on."""

from shopdesk.domain.enquiry import Enquiry, EnquiryStatus
from shopdesk.domain.important_dates import parse_date
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import move_enquiry
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import tr


class BookingViewModel:
    """``day`` is as it is typed; ``error`` stands at it, and ``saved`` is said once it is booked."""

    def __init__(self, desk: Desk, runner: Runner, enquiry: Enquiry) -> None:
        self._desk = desk
        self._runner = runner
        self.enquiry = enquiry
        self.text: ShopText = shop_text(desk)
        self.day = self.text.day(enquiry.booked_on or self.text.today)
        self._start = self.day
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.saved: Observable[Notice | None] = Observable(None)

    def type(self, typed: str) -> None:
        """Take the day as it is typed."""
        self.day = typed
        self.error.value = ""

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        return self.day != self._start and self.saved.value is None

    def save(self) -> None:
        """Book it for that day."""
        if self.busy.value or self.saved.value is not None:
            return
        text, desk, enquiry = self.text, self._desk, self.enquiry.id
        try:
            typed = typed_date(self.day, text.locale, "booked_on", text.today, ahead=True)
            day = parse_date(typed, "booked_on") if typed else None
        except ShopDeskError as error:
            self._refuse(error)
            return
        self.busy.value = True

        def done(booked: Enquiry) -> None:
            self.busy.value = False
            when = "" if booked.booked_on is None else text.near_day(booked.booked_on)
            self.saved.value = Notice(
                tr("Booked for {when}: {split}.", when=when, split=" ".join(booked.text.split()))
            )

        self._runner.run(
            lambda: move_enquiry(desk, enquiry, EnquiryStatus.BOOKED, day), done, self._refuse, Lane.WRITE
        )

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.error.value = self.text.say(error)
