"""What a shop may set, with its defaults; each setting is judged where it is set."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shopdesk.domain.money import Currency

SMALLEST_TEXT, LARGEST_TEXT = 80, 175
"""How small and how large everything can be drawn, in per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The shop's settings as stored: text, whole numbers and booleans."""

    shop_name: str = ""
    country: str = "AU"
    currency: str = "AUD"
    locale: str = "en_AU"
    zone: str = "UTC"
    address: str = ""
    phone: str = ""
    email: str = ""
    registration: str = ""
    payment_details: str = ""
    payment_account: str = ""
    payment_terms_days: int = 30
    default_credit_limit: str = "none"
    debt_too_old_days: str = "none"
    refund_limit: str = "0"
    prices_include_tax: bool = True
    tax_rate: str = "0"
    discount_limit: int = 10
    receipt_paper: str = "80"
    statement_lines: bool = False
    second_place: str = ""
    second_journal: str = ""
    close_after_minutes: int = 600
    theme: str = "light"
    text_scale: int = 100

    @property
    def money(self) -> Currency:
        """Return the shop's currency."""
        return Currency(self.currency)

    @property
    def time_zone(self) -> ZoneInfo:
        """Return the shop's time zone."""
        return ZoneInfo(self.zone)
