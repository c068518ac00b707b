"""One row of somebody else's file, judged field by field: what it says of a customer, or why not."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from shopdesk.documents.spreadsheet_cell import UNREADABLE, split_notes, split_tags, unguard
from shopdesk.domain.account import CustomerId, parse_customer_number
from shopdesk.domain.customer import (
    NOTES_LIMIT,
    PAST_DAYS,
    VIP,
    clean,
    judge_cleaned,
    judge_tags,
    refuse_future,
)
from shopdesk.domain.days import local_day, noon
from shopdesk.domain.folding import fold
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.loyalty import check_points
from shopdesk.domain.money import parse_minor, parse_money
from shopdesk.domain.phone import sort_phone
from shopdesk.domain.settings import Settings
from shopdesk.errors import InvalidDate, InvalidName, InvalidValue
from shopdesk.formatting import find_country, number_style
from shopdesk.services.import_mapping import ANY_PHONE, FULL_NAME

Stored = str | int | date | None

_IN_BRACKETS = re.compile(r"\((.+)\)")
_WHOLE = re.compile(r"([0-9]{1,18})(?:[.,]0+)?", re.ASCII)
_OTHERWISE = frozenset(
    {
        "number",
        "tags",
        "is_vip",
        "on_hold",
        "notes",
        "opening_balance",
        "opening_balance_minor",
        "opening_balance_on",
        "opening_points",
    }
)
_SEVERAL = frozenset({"email", "mobile", "phone", ANY_PHONE})
"""Where Google's list holds several in one cell, the first goes before."""
REPEATED = frozenset({"first_name", "suburb", "state", "postcode", "country", "birthday", "source"})
"""What many rows say alike: it is judged once, and kept once."""
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_DIGEST_BYTES = 16


class RowContent(NamedTuple):
    """What a row says of a customer.

    ``texts`` are as a person types them, ``stored`` the same as they will be kept; ``opening`` is signed
    minor units, 0 for none, ``opening_on`` None for today; ``points`` are those held before, 0 for none.
    ``email``, ``mobile`` and ``card`` are as those are compared.
    """

    texts: Mapping[str, str]
    stored: Mapping[str, Stored]
    tags: tuple[str, ...]
    on_hold: bool | None
    notes: tuple[str, ...]
    opening: int
    opening_on: date | None
    points: int
    number: CustomerId | None
    email: str | None
    mobile: str | None
    card: str | None

    @property
    def digest(self) -> str:
        """Return a digest of everything that the row says."""
        return digest_of(
            *[f"{name}={text}" for name, text in sorted(self.texts.items())],
            *self.tags,
            str(self.on_hold),
            *self.notes,
            str(self.opening),
            str(self.opening_on),
            str(self.number),
            *([f"points={self.points}"] if self.points else ()),
        )


_ALONE_IN_A_SUM = frozenset(
    {FULL_NAME, "first_name", "last_name", "opening_balance", "opening_balance_minor"}
)
_SUMS = frozenset({"total", "totals", "grand total", "sum", "summe", "suma", "somme", "المجموع", "الاجمالي"})
"""What stands in the last row of a list before the sum of its balances."""
FieldJudge = Callable[[str, str, str], Stored]
"""Judges a cleaned text as `judge_cleaned` does."""


def judge_row(
    cells: Mapping[str, str], settings: Settings, today: date, repeated: FieldJudge = judge_cleaned
) -> RowContent:
    """Return what the cells (by field) say; empty cells say nothing.

    ``repeated`` judges the fields that many rows say alike; it may remember what it was asked before.
    Raises the error of the first field that is wrong; the error's field is one of the mapped fields.
    """
    given = {
        name: unguard(bare) if bare.startswith("'") else bare
        for name, cell in cells.items()
        if cell and (bare := cell.strip()) and bare != UNREADABLE
    }
    notes = split_notes(given["notes"]) if "notes" in given else ()
    if any(len(note) > NOTES_LIMIT for note in notes):
        raise InvalidValue(field="notes", reason="too_long")
    texts = _texts(given, settings.locale)
    number_of_either_sort = texts.pop(ANY_PHONE, "")
    stored = {
        name: (repeated if name in REPEATED else judge_cleaned)(name, text, settings.country)
        for name, text in texts.items()
    }
    for name in PAST_DAYS.intersection(stored):
        refuse_future(name, stored[name], today)
    if number_of_either_sort:
        parsed, is_mobile = sort_phone(number_of_either_sort, settings.country, ANY_PHONE)
        name = "mobile" if is_mobile else "phone"
        texts.setdefault(name, parsed)
        stored.setdefault(name, parsed)
    if not (stored.get("first_name") or stored.get("last_name")):
        raise InvalidName(field="first_name", reason="empty")
    opening = _opening(given, settings)
    if opening and not given.keys() - _ALONE_IN_A_SUM and fold(" ".join(texts.values())) in _SUMS:
        raise InvalidValue(field="opening_balance", reason="sum_of_list")
    return RowContent(
        texts=texts,
        stored=stored,
        tags=_tags(given) if "tags" in given or "is_vip" in given else (),
        on_hold=_flag(given, "on_hold"),
        notes=notes,
        opening=opening,
        opening_on=_opening_on(given.get("opening_balance_on", ""), settings, today) if opening else None,
        points=_points(given["opening_points"], settings.locale) if "opening_points" in given else 0,
        number=parse_customer_number(given["number"]) if "number" in given else None,
        email=str(stored["email"]).casefold() if stored.get("email") else None,
        mobile=str(stored["mobile"]) if stored.get("mobile") else None,
        card=str(stored["card_code"]).upper() if stored.get("card_code") else None,
    )


def digest_of(*parts: str) -> str:
    """Return the digest of some texts, the same for the same texts in the same order.

    No text holds a NUL: a row with one is refused.
    """
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=_DIGEST_BYTES).hexdigest()


def _texts(given: dict[str, str], locale: str) -> dict[str, str]:
    """Return the texts by the names that a record knows."""
    texts = {name: clean(text) for name, text in given.items() if name not in _OTHERWISE}
    for name in _SEVERAL.intersection(texts):
        texts[name] = texts[name].partition(" ::: ")[0]
    if "country" in texts:
        texts["country"] = find_country(texts["country"], locale) or texts["country"]
    if "credit_limit_minor" in texts:
        texts["credit_limit"] = texts.pop("credit_limit_minor")
    full_name = texts.pop(FULL_NAME, "")
    if full_name and not (texts.get("first_name") or texts.get("last_name")):
        first, last = split_name(full_name)
        texts |= {"first_name": first, "last_name": last}
    return texts if all(texts.values()) else {name: text for name, text in texts.items() if text}


def _tags(given: Mapping[str, str]) -> tuple[str, ...]:
    return judge_tags((*split_tags(given.get("tags", "")), *([VIP] if _flag(given, "is_vip") else ())))


def _flag(given: Mapping[str, str], name: str) -> bool | None:
    if name not in given:
        return None
    word = given[name].casefold()
    if word not in _YES and word not in _NO:
        raise InvalidValue(field=name, reason="not_a_switch")
    return word in _YES


def split_name(full_name: str) -> tuple[str, str]:
    """Return first and last name, parted where people do: ``Haddad, Marai`` at the comma, else at the last word."""
    last, comma, first = full_name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = full_name.rpartition(" ")
    return (first, last) if first else (last, "")


def _opening(given: dict[str, str], settings: Settings) -> int:
    if "opening_balance_minor" in given:
        return parse_minor(given["opening_balance_minor"], "opening_balance_minor")
    if "opening_balance" not in given:
        return 0
    text = given["opening_balance"]
    # Bookkeepers put what is below zero in brackets.
    bracketed = _IN_BRACKETS.fullmatch(text)
    amount = parse_money(
        bracketed[1] if bracketed else text, settings.money, number_style(settings.locale), "opening_balance"
    )
    return -amount if bracketed else amount


def _points(text: str, locale: str) -> int:
    match = _WHOLE.fullmatch(text.replace(number_style(locale).group, ""))
    if match is None:
        raise InvalidValue(field="opening_points", reason="not_a_count")
    points = int(match[1])
    return check_points(points, "opening_points") if points else 0


def _opening_on(text: str, settings: Settings, today: date) -> date | None:
    if not text:
        return None
    day = parse_date(text, "opening_balance_on")
    if day > today:
        raise InvalidDate(field="opening_balance_on", reason="in_future")
    # A day that cannot be told as an instant is no day to owe since.
    if local_day(noon(day, settings.time_zone), settings.time_zone) != day:
        raise InvalidDate(field="opening_balance_on", reason="too_old")
    return None if day == today else day
