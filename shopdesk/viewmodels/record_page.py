"""The customer record as it is read: every field with its label, in the sections of the form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shopdesk.domain.customer import Customer
from shopdesk.domain.important_dates import parse_day_of_year
from shopdesk.viewmodels.account_picture import count_of_days
from shopdesk.viewmodels.own_words import metal_words, tag_words
from shopdesk.viewmodels.record_fields import FIELD_LABELS, SECTIONS
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded, in_a_row, tr

ABSENT = "—"
_ANY_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class RecordSection:
    """One section: its title, a note on how it is kept, and pairs of label and value."""

    title: str
    note: str
    rows: tuple[tuple[str, str], ...]


def record_sections(customer: Customer, text: ShopText) -> tuple[RecordSection, ...]:
    """Return all the fields as people read them; what is not known reads ``—``."""
    return tuple(
        RecordSection(
            tr(section.title),
            tr(section.note),
            tuple((FIELD_LABELS[name], shown(customer, name, text) or ABSENT) for name in section.fields),
        )
        for section in SECTIONS
    )


def shown(customer: Customer, name: str, text: ShopText) -> str:
    """Return one field as people read and type it; empty when it is not known."""
    return written(name, getattr(customer.record, name), text)


def written(name: str, value: Any, text: ShopText) -> str:
    """Return the value of a field in words; empty when there is none."""
    if name == "credit_limit":
        return tr("No limit") if value is None else text.money(value)
    if name == "on_hold":
        return tr("Yes") if value else tr("No")
    if value is None or value in ((), []):
        return ""
    write = _WRITERS.get(name)
    return str(value) if write is None else write(value, text)


def day_of_year_text(stored: str, text: ShopText) -> str:
    """Write ``1979-08-09`` as ``9 Aug 1979`` and ``--05-17`` as ``17 May (year unknown)``."""
    day = parse_day_of_year(stored, "birthday")
    if day.year is not None:
        return text.day(day.in_year(day.year))
    return tr("{any_leap_year} (year unknown)", any_leap_year=text.without_year(day.in_year(_ANY_LEAP_YEAR)))


REACHED_BY = Worded(
    {
        "email": "Email",
        "sms": "SMS",
        "phone": "Phone",
        "whatsapp": "WhatsApp",
        "post": "Post",
        "none": "Not at all",
    }
)
"""How a customer wants to be reached, in words."""

_WRITERS: dict[str, Callable[[Any, ShopText], str]] = {
    "tags": lambda tags, _text: in_a_row(map(tag_words, tags)),
    "preferred_metal": lambda metal, _text: metal_words(metal),
    "payment_terms_days": lambda days, _text: count_of_days(days),
    "customer_since_on": lambda day, text: text.day(day),
    "mobile": lambda number, text: text.phone(number),
    "phone": lambda number, text: text.phone(number),
    "birthday": day_of_year_text,
    "anniversary": day_of_year_text,
    "spouse_birthday": day_of_year_text,
    "country": lambda code, text: text.country_name(code),
    "communication_preference": lambda way, _text: REACHED_BY.get(way, way),
}
