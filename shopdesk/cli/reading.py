"""Words of a command line as the values that services take; what cannot be one is refused by its rule."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import uuid4

from shopdesk.domain.customer import clean
from shopdesk.domain.days import parse_instant
from shopdesk.domain.money import parse_minor
from shopdesk.domain.sale import SaleLine, parse_quantity
from shopdesk.errors import InvalidValue
from shopdesk.services.desk import Desk

_LONGEST_COUNT = 9
_LINE_KEYS = {"text", "quantity", "price_minor", "tax_rate"}
_Choice = TypeVar("_Choice", bound=StrEnum)


def choice(kind: type[_Choice], text: str, field: str) -> _Choice:
    """Return the choice of that name; raises InvalidValue."""
    try:
        return kind(text.strip())
    except ValueError as error:
        raise InvalidValue(field=field, reason="not_a_choice") from error


def count(text: str, field: str, least: int = 0) -> int:
    """Read a whole number of at least so much; raises InvalidValue."""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) <= _LONGEST_COUNT):
        raise InvalidValue(field=field, reason="not_a_count")
    if int(bare) < least:
        raise InvalidValue(field=field, reason="not_positive")
    return int(bare)


def amount(text: str | None, field: str) -> int:
    """Read minor units; nothing given is none. Raises InvalidAmount."""
    return 0 if text is None else parse_minor(text, field)


def moment(text: str | None, desk: Desk) -> datetime | None:
    """Read when something happened; nothing and today's date are None, so that a retry says the same again.

    Raises InvalidDate.
    """
    now = desk.clock.now()
    at = now if text is None else parse_instant(text, desk.settings.time_zone, "at", now)
    return None if at == now else at


def request_id(given: str | None) -> str:
    """Return the request's id as it was given, else a new one."""
    return uuid4().hex if given is None else given


def pairs(texts: Iterable[str], field: str) -> list[tuple[str, str]]:
    """Part ``NAME=VALUE`` at the last sign of equality; raises InvalidValue."""
    found = []
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign:
            raise InvalidValue(field=field, reason="not_a_pair")
        found.append((name.strip(), value.strip()))
    return found


def sale_line(text: str) -> SaleLine:
    """Read a line of a sale from its JSON; raises InvalidValue, InvalidAmount."""
    try:
        # Numbers stay text: no amount and no rate passes through a float.
        given: Any = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise InvalidValue(field="line", reason="not_json") from error
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise InvalidValue(field="line", reason="not_json")
    unknown = sorted(given.keys() - _LINE_KEYS)
    if unknown:
        raise InvalidValue(field=unknown[0], reason="unknown_field")
    return SaleLine(
        text=clean(given.get("text", "")),
        price=parse_minor(given.get("price_minor", ""), "price"),
        quantity=parse_quantity(given.get("quantity", "1")),
        tax_rate=parse_quantity(given["tax_rate"], "tax_rate") if "tax_rate" in given else Decimal(0),
    )
