"""What a shop may set, with its defaults; each setting is judged where it is set."""

from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from shopdesk.domain.loyalty import LoyaltyRules, Thresholds
from shopdesk.domain.money import Currency
from shopdesk.domain.till_hardware import PrinterWay, RollPrinter, ScannerHabits

SMALLEST_TEXT, LARGEST_TEXT = 80, 200
"""How small and how large everything can be drawn, in per cent."""
THEMES = ("light", "dark", "contrast")
"""How the window is dressed; ``contrast`` for whoever needs stronger lines and colours."""
MAIL_SECURITY = ("starttls", "tls", "none")
"""How the way to the mail server is kept from being read; ``none`` is for a server on this computer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The shop's settings as stored: text, whole numbers and booleans."""

    shop_name: str = ""
    country: str = "AU"
    currency: str = "AUD"
    locale: str = "en_AU"
    language: str = ""
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
    high_value_from: int = 100_000
    prices_include_tax: bool = True
    tax_rate: str = "0"
    discount_limit: int = 10
    loyalty: bool = True
    points_rate: str = "1"
    point_worth: str = "0.01"
    points_at_once: bool = False
    tier_silver: int = 500
    tier_gold: int = 1_500
    tier_platinum: int = 3_000
    receipt_paper: str = "80"
    printer_way: str = "none"
    printer_place: str = ""
    printer_speed: int = 9_600
    drawer_pin: str = "none"
    drawer_on_cash: bool = True
    scanner_gap_ms: int = 35
    scanner_shortest: int = 6
    scanner_end: str = "any"
    scanner_prefix: str = ""
    statement_lines: bool = False
    second_place: str = ""
    second_journal: str = ""
    close_after_minutes: int = 600
    quiet_hours: str = "20:00-08:00"
    reminder_gap_days: int = 14
    debt_firm_after_days: int = 30
    debt_final_after_days: int = 60
    greet_birthdays: bool = False
    greet_anniversaries: bool = False
    greet_days_before: int = 0
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_sender: str = ""
    theme: str = "light"
    text_scale: int = 100
    still: bool = False

    @property
    def spoken(self) -> str:
        """Return the language of the screen: the one that was chosen, else that of the locale."""
        return self.language or self.locale

    @property
    def money(self) -> Currency:
        """Return the shop's currency."""
        return Currency(self.currency)

    @property
    def mail_sender(self) -> str:
        """Return the address that mail comes from: the one set for it, else the shop's."""
        return self.smtp_sender or self.email

    @property
    def has_mail_server(self) -> bool:
        """Tell whether the shop sends mail by itself."""
        return bool(self.smtp_host and self.mail_sender)

    @property
    def roll_printer(self) -> RollPrinter | None:
        """Return the printer for rolls that receipts go to by themselves; None where there is none."""
        way = PrinterWay(self.printer_way)
        return None if way is PrinterWay.NONE else RollPrinter(way, self.printer_place, self.printer_speed)

    @property
    def scanner_habits(self) -> ScannerHabits:
        """Return what the burst of the shop's scanners looks like."""
        return ScannerHabits(
            self.scanner_gap_ms, self.scanner_shortest, self.scanner_end, self.scanner_prefix
        )

    @property
    def loyalty_rules(self) -> LoyaltyRules:
        """Return what the shop promises for points."""
        return LoyaltyRules(
            self.loyalty,
            Decimal(self.points_rate),
            Decimal(self.point_worth),
            self.points_at_once,
            self.money,
            Thresholds(self.tier_silver, self.tier_gold, self.tier_platinum),
        )

    @property
    def time_zone(self) -> ZoneInfo:
        """Return the shop's time zone."""
        return ZoneInfo(self.zone)
