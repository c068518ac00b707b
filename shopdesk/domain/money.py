"""Money as integer minor units, and the one door through which typed amounts come in."""

import re
import unicodedata
from dataclasses import dataclass

from shopdesk.errors import InvalidAmount

LIMIT = 10**13
"""No single amount and no balance may exceed this many minor units."""

_LONGEST_TEXT = 40
_NO_DECIMALS = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_GROUP_MARKS = " \u00a0\u2009\u202f'\u2019\u060c\u066c\u2e41"
_DECIMAL_MARK = "\u066b"
_SYMBOL = "\u00a4"
_LONGEST_INPUT = 200
_SIGNS = {"-": -1, "\u2212": -1, "+": 1}
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency and how many decimals people write for it."""

    code: str

    @property
    def decimals(self) -> int:
        """Return 0, 2 or 3."""
        if self.code in _NO_DECIMALS:
            return 0
        return 3 if self.code in _THREE_DECIMALS else 2

    @property
    def major(self) -> int:
        """Return how many minor units make one: 1, 100 or 1,000."""
        return int(10**self.decimals)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The marks a locale writes numbers with."""

    decimal: str = "."
    group: str = ","


ENGLISH = NumberStyle()


def parse_money(text: str, currency: Currency, style: NumberStyle = ENGLISH, field: str = "amount") -> int:
    """Read an amount as people write it and return signed minor units.

    Understands both ``1,234.50`` and ``1.234,50``, digits of any script, spaces and apostrophes between
    groups, and the currency's code or a symbol at either end. Where a lone mark could be either, the
    style decides. Raises `InvalidAmount` with reason ``empty``, ``not_a_number``, ``too_many_decimals``
    or ``too_large``.
    """
    sign, body = _bare(text, currency) if len(text) <= _LONGEST_INPUT else (1, text)
    if not body:
        raise InvalidAmount(field=field, reason="empty")
    if len(body) > _LONGEST_TEXT:
        reason = "too_large" if body.isdecimal() else "not_a_number"
        raise InvalidAmount(field=field, reason=reason)
    whole, fraction = _split_decimals(body, style)
    if not re.fullmatch("[0-9]*", whole + fraction, re.ASCII) or not whole + fraction:
        raise InvalidAmount(field=field, reason="not_a_number")
    if len(fraction) > currency.decimals:
        raise InvalidAmount(field=field, reason="too_many_decimals", decimals=currency.decimals)
    minor = int(whole or "0") * currency.major + int((fraction or "0").ljust(currency.decimals, "0"))
    return check_amount(sign * minor, field)


def parse_minor(text: str, field: str = "amount", otherwise: str = "not_minor") -> int:
    """Read a bare integer of minor units, as the terminal and files give it.

    Raises `InvalidAmount` with reason ``empty``, ``otherwise`` or ``too_large``.
    """
    if not re.fullmatch("[+-]?[0-9]{1,40}", text.strip(), re.ASCII):
        raise InvalidAmount(field=field, reason=otherwise if text.strip() else "empty")
    return check_amount(int(text), field)


def check_amount(minor: int, field: str = "amount") -> int:
    """Return the amount if it lies within the limit, either side of zero."""
    if abs(minor) > LIMIT:
        raise InvalidAmount(field=field, reason="too_large")
    return minor


def check_positive(minor: int, field: str = "amount") -> int:
    """Return the amount if it is above zero and within the limit."""
    if minor <= 0:
        raise InvalidAmount(field=field, reason="zero" if minor == 0 else "negative")
    return check_amount(minor, field)


def _bare(text: str, currency: Currency) -> tuple[int, str]:
    """Return the sign, and the rest in ASCII digits without the currency at either end and marks of direction."""
    digits = "".join(_plain(mark) for mark in _INVISIBLE.sub("", text).strip())
    unit = rf"(?:{_SYMBOL}|{currency.code})?"
    match = re.fullmatch(
        rf"{unit}\s*([+\-\u2212]?)\s*{unit}\s*(.*?)\s*{unit}", digits, re.IGNORECASE | re.DOTALL
    )
    return (1, digits) if match is None else (_SIGNS.get(match[1], 1), match[2])


def _plain(mark: str) -> str:
    """Return the ASCII digit of a digit of any script, one mark for every currency symbol, others as they are."""
    if mark.isdecimal():
        return str(unicodedata.decimal(mark))
    return _SYMBOL if unicodedata.category(mark) == "Sc" else mark


def _split_decimals(body: str, style: NumberStyle) -> tuple[str, str]:
    """Return what stands before and after the decimal mark; the caller refuses what is no digit."""
    body = body.replace(_DECIMAL_MARK, style.decimal)
    for mark in _GROUP_MARKS:
        start = re.match(r"[^.,]*", body)
        if start is not None and _is_grouped(start[0], mark):
            body = start[0].replace(mark, "") + body[start.end() :]
    marks = [mark for mark in body if mark in ".,"]
    if not marks:
        return body, ""
    last = marks[-1]
    is_decimal = len(set(marks)) > 1 or (
        len(marks) == 1 and (last == style.decimal or not _is_grouped(body, last))
    )
    if not is_decimal:
        return (body.replace(last, ""), "") if _is_grouped(body, last) else (body, "")
    whole, _, fraction = body.rpartition(last)
    other = "," if last == "." else "."
    if other in whole:
        whole = whole.replace(other, "") if _is_grouped(whole, other) else whole
    return whole, fraction


def _is_grouped(body: str, mark: str) -> bool:
    """Tell whether the mark stands where thousands (or Indian lakhs) are parted; none are parted after a zero."""
    return (
        re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{2,3}})*{re.escape(mark)}[0-9]{{3}}", body)
        is not None
    )
