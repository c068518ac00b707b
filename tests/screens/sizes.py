"""The pages of the till and four dialogs in the sizes at the ends of what is drawn, and in every language."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from shopdesk.demo_door import PASSPHRASE
from shopdesk.domain.account import CustomerId
from shopdesk.domain.settings import LARGEST_TEXT, SMALLEST_TEXT
from shopdesk.wording import ENGLISH
from tests.screens.frame import LARGE, SMALL, Frame, opened_by
from tests.ui.start_pages import close_door
from ui.account.payment_dialog import PaymentDialog
from ui.account.why_dialog import WhyDialog
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.languages import speak_in
from ui.till import ShopTill
from ui.window_ahead import BACK_OFFICE, CHECKOUT, CUSTOMERS, RECEIVABLES, REMINDERS, REQUESTS, SALES

_HUGE = (3840, 2160)
_LANGUAGES = ("es", "fr", "ar")
_PAGES = (CHECKOUT, REMINDERS, REQUESTS, RECEIVABLES, SALES, BACK_OFFICE, CUSTOMERS)


def draw_sizes(frame: Frame) -> None:
    """Draw small and large text on the smallest screen, and usual and large text on the largest."""
    for name, size, scale in (
        ("small", SMALL, SMALLEST_TEXT),
        ("large", SMALL, 150),
        ("largest", SMALL, LARGEST_TEXT),
        ("4k", _HUGE, 100),
        ("4k-largest", _HUGE, LARGEST_TEXT),
    ):
        frame.wear("light", scale)
        _draw_all(frame, name, size, scale)
    frame.wear("light")


def draw_languages(frame: Frame) -> None:
    """Draw what the program speaks besides English."""
    for language in _LANGUAGES:
        frame.language = language
        _draw_all(frame, language, LARGE)
    frame.language = ""
    speak_in(frame.app, ENGLISH)


def _draw_all(frame: Frame, name: str, size: tuple[int, int], scale: int = 100) -> None:
    door = frame.door("demo", PASSPHRASE, scale)
    till = door.till
    if not isinstance(till, ShopTill):
        raise TypeError("no till")
    for page in _PAGES:
        till.window.show_page(page)
        frame.shoot(till.window, f"{name}-{page}", size)
    first = till.customers.model.listing.value.near[0].id
    opened: tuple[tuple[str, Callable[[CustomerId], None], type[QDialog]], ...] = (
        ("customer", till.dialogs.open_customer, DetailDialog),
        ("form", till.dialogs.edit_customer, CustomerForm),
        ("payment", till.dialogs.take_payment, PaymentDialog),
        ("why", till.dialogs.why_balance, WhyDialog),
    )
    for what, ask, kind in opened:
        ask(first)
        dialog = opened_by(till, kind)
        frame.shoot(dialog, f"{name}-{what}")
        dialog.done(0)
    close_door(door)
