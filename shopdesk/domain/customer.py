"""The customer record: its fields, their limits, and the rules each must meet."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter

from shopdesk.domain.account import CustomerId, customer_number, is_customer_number
from shopdesk.domain.barcode import is_barcode
from shopdesk.domain.country import judge_country
from shopdesk.domain.folding import fold
from shopdesk.domain.important_dates import OLDEST_YEAR, parse_date, parse_day_of_year
from shopdesk.domain.money import parse_minor
from shopdesk.domain.own_words import spellings
from shopdesk.domain.phone import parse_phone
from shopdesk.errors import InvalidAmount, InvalidDate, InvalidEmail, InvalidName, InvalidValue

CANONICAL_TAGS = ("VIP", "Wholesale", "Trade", "Regular")
VIP = CANONICAL_TAGS[0]
METALS = ("Yellow Gold", "White Gold", "Rose Gold", "Platinum", "Silver")
RING_SIZES = (*(f"{letter}{half}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY" for half in ("", "½")), "Z", "Z+")
COMMUNICATION_PREFERENCES = ("email", "sms", "phone", "whatsapp", "post", "none")
GOLD = ("9ct", "14ct", "18ct", "22ct", "24ct")

ERASED = "erased"
"""What stands where a text was that nobody can read any more, because its customer was erased."""
ERASED_NAME = "Erased customer"

BUNDLE_FIELDS = (
    "street",
    "suburb",
    "state",
    "postcode",
    "country",
    "ring_size",
    "wrist_size",
    "preferred_metal",
    "gold_preference",
    "allergies",
)
"""The fields that are written sealed only."""
_sealed_fields = attrgetter(*BUNDLE_FIELDS)

NAME_LIMIT = 100
EMAIL_LIMIT = 254
ADDRESS_LIMIT = 200
POSTCODE_LIMIT = 20
NOTES_LIMIT = 5_000
TAG_LIMIT = 50
TAGS_LIMIT = 20
_TERMS_LIMIT = 3_650
PAST_DAYS = frozenset({"birthday", "spouse_birthday", "customer_since_on"})
"""The fields whose day must have been."""
_LIMITS = {"postcode": POSTCODE_LIMIT, "spouse_name": NAME_LIMIT, "source": NAME_LIMIT}
_PLAIN = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd"}
# Marks that nobody sees and that turn, hide or part what stands beside them; the joiners, which scripts need, stay.
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_JOINERS = "\u200c\u200d "
_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\\\]]+@(?:[^\s@.,;:<>()\[\]\"\\-][^\s@.,;:<>()\[\]\"\\]*\.)+[^\s@.,;:<>()\[\]\"\\]{2,}"
)


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """Everything a person types about a customer, judged and in its stored form.

    Phones are E.164; dates of the year ``YYYY-MM-DD`` or ``--MM-DD``; ``credit_limit`` in minor units,
    None for no limit; absent values are None.
    """

    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    mobile: str | None = None
    phone: str | None = None
    street: str | None = None
    suburb: str | None = None
    state: str | None = None
    postcode: str | None = None
    country: str | None = None
    ring_size: str | None = None
    wrist_size: str | None = None
    preferred_metal: str | None = None
    gold_preference: str | None = None
    allergies: str | None = None
    birthday: str | None = None
    anniversary: str | None = None
    spouse_name: str | None = None
    spouse_birthday: str | None = None
    source: str | None = None
    communication_preference: str | None = None
    tags: tuple[str, ...] = ()
    customer_since_on: date | None = None
    location: str | None = None
    card_code: str | None = None
    credit_limit: int | None = None
    payment_terms_days: int | None = None
    on_hold: bool = False

    @property
    def full_name(self) -> str:
        """Return first and last name as one."""
        return " ".join(filter(None, (self.first_name, self.last_name)))

    @property
    def is_vip(self) -> bool:
        """Tell whether the VIP tag is among the tags."""
        return VIP in self.tags

    def bundle(self) -> dict[str, str]:
        """Return the sealed fields that are filled."""
        return {name: value for name, value in zip(BUNDLE_FIELDS, _sealed_fields(self), strict=True) if value}


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the shop keeps them: the record and what only the program writes."""

    id: CustomerId
    record: CustomerRecord
    debt_balance: int
    points: int
    points_earned: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None
    row_version: int

    @property
    def number(self) -> str:
        """Return the customer's number: ``C-000412``."""
        return customer_number(self.id)


TEXT_FIELDS = tuple(
    field.name
    for field in fields(CustomerRecord)
    if field.name not in {"tags", "customer_since_on", "credit_limit", "payment_terms_days", "on_hold"}
)


def judge(name: str, text: str, country: str) -> str | int | date | None:
    """Return a typed field in its stored form, None when it is empty.

    ``country`` is where phones are dialled from. Raises the error the field's code asks for. Knows the
    text fields of `CustomerRecord`, ``customer_since_on``, ``credit_limit`` (``none`` or minor units) and
    ``payment_terms_days``.
    """
    return judge_cleaned(name, clean(text), country)


def judge_cleaned(name: str, text: str, country: str) -> str | int | date | None:
    """Return what `judge` returns of a text that `clean` has been over."""
    if name == "credit_limit":
        return _judge_limit(text)
    return _JUDGES.get(name, _judge_text)(name, text, country) if text else None


def refuse_future(name: str, value: object, today: date) -> None:
    """Raise `InvalidDate` for a day that must have been, such as a birthday, but is still to come."""
    if name in PAST_DAYS and value is not None and str(value) > str(today):
        raise InvalidDate(field=name, reason="in_future")


def judge_email(text: str) -> str:
    """Return the address unchanged if it has the form of one; raises `InvalidEmail`."""
    if len(text) > EMAIL_LIMIT or _EMAIL.fullmatch(text) is None or ".." in text:
        raise InvalidEmail(field="email")
    return text


def judge_card(text: str, field: str) -> str:
    """Return the code of a customer's card without the spaces it is printed with; raises `InvalidValue`.

    A customer's number is on no card of its own: it finds the customer anyway.
    """
    code = "".join(text.split())
    if not is_barcode(code) or is_customer_number(code):
        raise InvalidValue(field=field, reason="not_a_card")
    return code


def stored_tag(tag: str) -> str:
    """Return a tag as it is stored: a canonical one in its spelling, whichever language it was typed in."""
    return _SPELLING.get(fold(tag), tag)


def judge_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags once each as search compares them, canonical ones in their spelling, in the order given."""
    kept: dict[str, str] = {}
    for tag in filter(None, map(clean, tags)):
        if len(tag) > TAG_LIMIT:
            raise InvalidValue(field="tags", reason="tag_too_long")
        folded = fold(tag)
        kept.setdefault(folded, stored_tag(tag))
    if len(kept) > TAGS_LIMIT:
        raise InvalidValue(field="tags", reason="too_many")
    return tuple(kept.values())


def one_line_address(bundle: Mapping[str, str]) -> str:
    """Return the address of a bundle on one line: ``12 High St, Northcote VIC 3070, AU``."""
    place = " ".join(filter(None, (bundle.get("suburb"), bundle.get("state"), bundle.get("postcode"))))
    return ", ".join(filter(None, (bundle.get("street"), place, bundle.get("country"))))


def clean(text: str) -> str:
    """Return the text in NFC, without control marks and marks of direction, with single spaces and none outside.

    A half of a character, as a command line in another encoding brings it, becomes the mark for *unreadable*.
    """
    if text.isprintable():  # nothing to take out: no mark of control, direction or unseen joining prints
        words = " ".join(text.split()) if "  " in text else text.strip()  # no other space prints
        return words if words.isascii() else unicodedata.normalize("NFC", words)
    plain = "".join(_PLAIN.get(unicodedata.category(mark), mark) for mark in _UNSEEN.sub("", text))
    words = " ".join(unicodedata.normalize("NFC", plain).split())
    return words if words.strip(_JOINERS) else ""


def whole_characters(text: str) -> str:
    """Return the text with the mark for *unreadable* where half a character stands, which no file could hold."""
    return _HALF_CHARACTERS.sub("\ufffd", text)


def _judge_text(name: str, text: str, _country: str) -> str:
    choices = _CHOICES.get(name)
    if choices is not None:
        called = spellings(choices).items()
        found = next((choice for name, choice in called if name.casefold() == text.casefold()), None)
        if found is None:
            raise InvalidValue(field=name, reason="not_a_choice")
        return found
    if name == "country":
        return judge_country(text, name)
    if len(text) > _LIMITS.get(name, ADDRESS_LIMIT):
        raise InvalidValue(field=name, reason="too_long")
    return text


def _judge_limit(text: str) -> int | None:
    if text.casefold() in {"", "none"}:
        return None
    limit = parse_minor(text, "credit_limit")
    if limit < 0:
        raise InvalidAmount(field="credit_limit", reason="negative")
    return limit


def _judge_terms(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text[:9]) > _TERMS_LIMIT:
        raise InvalidValue(field="payment_terms_days", reason="out_of_range")
    return int(text)


def _judge_name(name: str, text: str, _country: str) -> str:
    if len(text) > NAME_LIMIT:
        raise InvalidName(field=name, reason="too_long")
    return text


def _judge_day(name: str, text: str, _country: str) -> str:
    day = parse_day_of_year(text, name)
    _refuse_too_old(name, day.year)
    return str(day)


def _judge_past_day(name: str, text: str, _country: str) -> date:
    day = parse_date(text, name)
    _refuse_too_old(name, day.year)
    return day


def _refuse_too_old(name: str, year: int | None) -> None:
    if year is not None and year < OLDEST_YEAR:
        raise InvalidDate(field=name, reason="too_old")


_SPELLING = {fold(called): tag for called, tag in spellings(CANONICAL_TAGS).items()}
_CHOICES = {
    "ring_size": RING_SIZES,
    "preferred_metal": METALS,
    "communication_preference": COMMUNICATION_PREFERENCES,
}
_JUDGES: dict[str, Callable[[str, str, str], str | int | date]] = {
    "first_name": _judge_name,
    "last_name": _judge_name,
    "email": lambda _name, text, _country: judge_email(text),
    "mobile": lambda name, text, country: parse_phone(text, country, name),
    "phone": lambda name, text, country: parse_phone(text, country, name),
    "birthday": _judge_day,
    "anniversary": _judge_day,
    "spouse_birthday": _judge_day,
    "customer_since_on": _judge_past_day,
    "payment_terms_days": lambda _name, text, _country: _judge_terms(text),
    "card_code": lambda name, text, _country: judge_card(text, name),
}
