"""Money, dates, counts and names as text in a locale; window, terminal and papers all write through here."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.numbers import is_currency

from shopdesk.domain.country import COUNTRIES
from shopdesk.domain.folding import fold
from shopdesk.domain.money import Currency, NumberStyle

_MINUS = "\u2212"
_JOINED = "\u2060"
_SIGNS = {"+", _MINUS}
_EUROPEAN = frozenset("0123456789")
_SYMBOL_PLACE = "\u00a4"
_THOUSANDS = (3, 3)
_ZEROS = {
    "arab": 0x0660,
    "arabext": 0x06F0,
    "deva": 0x0966,
    "beng": 0x09E6,
    "mymr": 0x1040,
    "tibt": 0x0F20,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "mtei": 0xABF0,
    "cakm": 0x11136,
    "adlm": 0x1E950,
    "hmnp": 0x1E140,
}
_MARKS_OF_DIRECTION = str.maketrans("", "", "\u061c\u200e\u200f")
_INITIALS = 2
_SHORTEST_MONTH = 3
_FIGURE = re.compile(r"(?<!Code )(?<![\w.:/{«-])\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z0-9}]|[.:-]\d)", re.ASCII)
_LANGUAGES_OF_LISTS = ("en", "de", "es", "fr", "it", "ar")
"""In which a list from elsewhere, or somebody who types, may name a month, besides the shop's own."""
_WORLD = "001"
"""How a language is written where it is at home in no country: English days before their months."""
_ALSO_CALLED = {"uk": "GB", "great britain": "GB", "england": "GB", "usa": "US", "america": "US"}


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How a locale writes numbers: marks, digits (None for ASCII) and the sizes of its groups."""

    style: NumberStyle
    digits: dict[int, int] | None
    first_group: int
    other_groups: int

    def grouped(self, whole: int) -> str:
        """Return a number that is not negative, in groups, with ASCII digits."""
        if (self.first_group, self.other_groups) == _THOUSANDS:
            text = f"{whole:,}"
            return text if self.style.group == "," else text.replace(",", self.style.group)
        text, groups, size = str(whole), [], self.first_group
        while len(text) > size:
            text, group, size = text[:-size], text[-size:], self.other_groups
            groups.append(group)
        return self.style.group.join([text, *reversed(groups)])

    def in_digits(self, text: str) -> str:
        """Return the text with the locale's own digits."""
        return text if self.digits is None else text.translate(self.digits)


def format_money(minor: int, currency: Currency, locale: str, *, symbol: bool = True) -> str:
    """Write minor units as people read them: ``$1,284.00``, ``−$60.00``; without the symbol if asked."""
    numbers, before, after, decimals, major = _money_style(currency.code, locale, symbol)
    whole, rest = divmod(abs(minor), major)
    text = numbers.grouped(whole)
    if decimals:
        text = f"{text}{numbers.style.decimal}{rest:0{decimals}d}"
    sign = _MINUS if minor < 0 else ""
    return f"{sign}{before}{numbers.in_digits(text)}{after}"


def format_count(number: int, locale: str) -> str:
    """Write a whole number in groups: ``1,240``."""
    numbers = _numbers(locale)
    return (_MINUS if number < 0 else "") + numbers.in_digits(numbers.grouped(abs(number)))


@lru_cache(maxsize=4096)
def in_own_figures(text: str, locale: str) -> str:
    """Write the figures that stand in a text with the locale's own digits and marks: ``1–30`` as ``١–٣٠``.

    What only looks like one stays: keys (F5), names of things (C-000412, Code 128), addresses, fields, signs («1»).
    """
    numbers = _numbers(locale)
    if numbers.digits is None:
        return text
    marks: dict[int, int | str] = {
        **numbers.digits,
        ord(","): numbers.style.group,
        ord("."): numbers.style.decimal,
    }
    return _FIGURE.sub(lambda found: found[0].translate(marks), text)


def number_style(locale: str) -> NumberStyle:
    """Return the marks with which the locale's people type amounts, a point or a comma for decimals.

    Marks of other scripts cannot be mistaken for anything else, so reading amounts needs no word on them.
    """
    style = _numbers(locale).style
    return style if style.decimal in {".", ","} else NumberStyle()


@lru_cache(maxsize=4096)
def format_date(day: date, locale: str, language: str = "") -> str:
    """Write a date in full, in the words of a language or of the locale's own: ``21 Nov 2026``, ``21 nov. 2026``."""
    return _written(day, _worded(locale, language).date_formats["medium"].pattern, locale, language)


def format_short_date(day: date, locale: str, today: date, language: str = "") -> str:
    """Write a date without its year while that is this year: ``3 Nov``; otherwise in full."""
    if day.year != today.year:
        return format_date(day, locale, language)
    return _skeleton_date(day, "MMMd", locale, language)


def format_weekday_date(day: date, locale: str, language: str = "") -> str:
    """Write a date with its weekday and without its year: ``Wed 18 Nov``."""
    return _skeleton_date(day, "MMMEd", locale, language)


def format_month_year(day: date, locale: str, language: str = "") -> str:
    """Write a month: ``Mar 2011``."""
    return _skeleton_date(day, "yMMM", locale, language)


def named_month(word: str, locale: str) -> int | None:
    """Return the month that a word names, whole or shortened, in the locale or a language that lists come in."""
    folded = fold(word)
    names = _month_names(locale)
    if folded in names or len(folded) < _SHORTEST_MONTH:
        return names.get(folded)
    begun = {month for name, month in names.items() if name.startswith(folded)}
    return begun.pop() if len(begun) == 1 else None


@lru_cache(maxsize=16)
def _month_names(locale: str) -> dict[str, int]:
    """Return every name of a month, folded; where two languages disagree, the locale's own goes before."""
    found: dict[str, int] = {}
    for language in (locale, *_LANGUAGES_OF_LISTS):
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in _locale(language).months[use][width].items():
                    found.setdefault(fold(name).rstrip("."), month)
    return found


def writes_day_first(locale: str) -> bool:
    """Tell whether the locale writes the day before the month."""
    pattern = _locale(locale).date_formats["short"].pattern
    return bool(pattern.find("d") < min(pattern.find(mark) for mark in "ML" if mark in pattern))


def first_weekday(locale: str) -> int:
    """Return the day that a week begins with: 0 for Monday."""
    return int(_locale(locale).first_week_day)


def weekday_names(locale: str, language: str = "") -> tuple[str, ...]:
    """Return the short names of the days, as a week begins in the locale: ``Mon`` to ``Sun``."""
    names, first = _worded(locale, language).days["stand-alone"]["abbreviated"], first_weekday(locale)
    return tuple(str(names[(first + place) % len(names)]) for place in range(len(names)))


def format_time(instant: datetime, zone: ZoneInfo, locale: str) -> str:
    """Write the shop's time of an aware instant on the 24-hour clock: ``14:20``."""
    return _numbers(locale).in_digits(instant.astimezone(zone).strftime("%H:%M"))


def format_country(code: str, locale: str) -> str:
    """Write a country (ISO 3166 alpha-2) by its name; the code itself where no name is known."""
    return str(_locale(locale).territories.get(code, code))


@lru_cache(maxsize=1 << 8)
def find_country(name: str, locale: str) -> str | None:
    """Return the code of the country that is called so, in the locale's language or in English; None for none."""
    wanted = fold(name.strip())
    for territories in (_locale(locale).territories, _locale("en").territories):
        for code, written in territories.items():
            if code in COUNTRIES and wanted in {fold(code), fold(written)}:
                return str(code)
    return _ALSO_CALLED.get(wanted)


ISOLATES = "\u2066\u2068\u2069"
_NO_NAMES = str.maketrans("/\\:", "---", ISOLATES + "\u061c\u200e\u200f")
"""What `isolate` and `isolate_words` wrap a text in; it takes no room."""


def isolate(text: str) -> str:
    """Wrap an amount, a phone or a reference so that right-to-left text around it cannot scramble it."""
    return f"\u2066{text}\u2069" if text else text


def unbroken(text: str) -> str:
    """Keep each minus sign with what follows: lines may break between it and a currency's sign (UAX 14, PR × PR)."""
    return text.replace(_MINUS, f"{_MINUS}{_JOINED}")


def among_words(text: str) -> str:
    """Wrap an amount that stands among left-to-right words, where it has letters or digits that read leftward."""
    is_leftward = any(unicodedata.bidirectional(mark) in {"R", "AL", "AN"} for mark in text)
    return isolate(text) if is_leftward else text


def reads_leftward(text: str) -> bool:
    """Tell whether a text runs from the right, as its first letter says."""
    letters = (unicodedata.bidirectional(mark) for mark in text)
    return next((each != "L" for each in letters if each in {"L", "R", "AL"}), False)


def isolate_words(text: str) -> str:
    """Wrap a name or a title likewise; it reads the way its own first letter does, and is cut off at that end."""
    return f"\u2068{text}\u2069" if text else text


def isolate_sum(text: str) -> str:
    """Wrap an amount that reads the way its currency does, with its sign before European figures.

    Arabic figures have it at their other side, as their people write it.
    """
    is_moved = text[:1] in _SIGNS and text[1:2] in _EUROPEAN and reads_leftward(text)
    return isolate_words(f"\u200f\u200e{text}" if is_moved else text)


def end_kept(text: str) -> str:
    """Keep a sign at the end of a word there, among words that run from the right: M½; its first letter stays first."""
    return text if not text or reads_leftward(text) else f"{text}\u200e"


def file_name(words: str) -> str:
    """Return words as a file may be called: without marks of direction, and with nothing that names a folder."""
    return words.translate(_NO_NAMES)


def initials(full_name: str) -> str:
    """Return the first letters of the first and the last word, in capitals; empty for an empty name."""
    words = [letters for letters in map(_first_letter, full_name.split()) if letters]
    chosen = words if len(words) < _INITIALS else [words[0], words[-1]]
    return "".join(chosen) or full_name.strip()[:1]


def _first_letter(word: str) -> str:
    """Return the word's first letter with the marks that belong to it, in upper case; or nothing."""
    start = next((place for place, mark in enumerate(word) if mark.isalpha()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(word) and unicodedata.category(word[end]) in {"Mn", "Mc"}:
        end += 1
    upper = word[start:end].upper()
    return upper if len(upper) == end - start else word[start:end]


def knows_locale(name: str) -> bool:
    """Tell whether numbers and dates can be written the way of a locale: ``en_AU``."""
    try:
        Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def knows_currency(code: str) -> bool:
    """Tell whether there is, or was, money of that ISO 4217 code: ``AUD``."""
    return is_currency(code)


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    """Return the named locale, English where no such locale is known."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=64)
def _numbers(locale: str) -> _Numbers:
    parsed = _locale(locale)
    system = parsed.default_numbering_system
    # Where Babel has no marks for the locale's own digits, people read its marks for Latin ones.
    symbols = {**parsed.number_symbols.get("latn", {}), **parsed.number_symbols.get(system, {})}
    zero = _ZEROS.get(system)
    digits = None if zero is None else {ord("0") + value: zero + value for value in range(10)}
    first, others = parsed.currency_formats["standard"].grouping
    style = NumberStyle(symbols.get("decimal", "."), symbols.get("group", ","))
    return _Numbers(style, digits, first, others)


@lru_cache(maxsize=256)
def _money_style(code: str, locale: str, symbol: bool) -> tuple[_Numbers, str, str, int, int]:
    """Return how numbers are written, what stands before and after, the decimals and the major unit."""
    currency = Currency(code)
    before, after = _around_amounts(code, _locale(locale)) if symbol else ("", "")
    return _numbers(locale), before, after, currency.decimals, currency.major


def _around_amounts(code: str, locale: Locale) -> tuple[str, str]:
    """Return the currency's symbol with its spaces, before or after amounts as the locale has it."""
    symbol = locale.currency_symbols.get(code, code)
    pattern = locale.currency_formats["standard"].pattern.split(";")[0].translate(_MARKS_OF_DIRECTION)
    before, _, after = pattern.rpartition("0")
    before, after = before.rstrip("#,.0"), after.rstrip("-")
    if before == _SYMBOL_PLACE and symbol[-1].isalpha():
        before += "\u00a0"
    return before.replace(_SYMBOL_PLACE, symbol), after.replace(_SYMBOL_PLACE, symbol)


@lru_cache(maxsize=64)
def _worded(locale: str, language: str) -> Locale:
    """Return the locale, or how its country writes the language if that is another one."""
    own = _locale(locale)
    if language in {"", own.language}:
        return own
    for territory in (own.territory, _WORLD, None):
        with suppress(UnknownLocaleError):
            return Locale(language, territory)
    return own


@lru_cache(maxsize=4096)
def _skeleton_date(day: date, skeleton: str, locale: str, language: str) -> str:
    pattern: str = _worded(locale, language).datetime_skeletons[skeleton].pattern
    return _written(day, pattern.replace("E, ", "E "), locale, language)


def _written(day: date, pattern: str, locale: str, language: str) -> str:
    """Fill a date pattern in words of the language and digits of the locale."""
    parsed = _worded(locale, language)
    # Plain English has months of three letters; its Australian and British children write "Sept" and "June".
    words = Locale("en") if parsed.language == "en" else parsed
    return _numbers(locale).in_digits(babel_date(day, pattern, locale=words))
