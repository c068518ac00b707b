"""Changing the shop's settings, each judged on its own."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.domain.country import judge_country
from shopdesk.domain.customer import clean, judge, judge_email
from shopdesk.domain.message import quiet_span
from shopdesk.domain.money import check_positive, parse_minor
from shopdesk.domain.payment_code import is_iban
from shopdesk.domain.sale import parse_quantity
from shopdesk.domain.settings import LARGEST_TEXT, MAIL_SECURITY, SMALLEST_TEXT, THEMES, Settings
from shopdesk.domain.staff import Deed
from shopdesk.domain.till_hardware import DRAWER_PINS, SCANNER_ENDS, SPEEDS, PrinterWay, split_network_place
from shopdesk.errors import InvalidAmount, InvalidEmail, InvalidValue
from shopdesk.formatting import knows_currency, knows_locale
from shopdesk.services.backups import follow_elsewhere
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import settings as rows
from shopdesk.storage.counters import last_number
from shopdesk.wording import LANGUAGES

_TEXT_LIMIT = 500
_NO_DAYS, _LONGEST_DAYS = "none", 5
_SHORTEST_OPEN, _LONGEST_OPEN = 5, 7 * 24 * 60
_IBAN_LIKE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)
_PAPERS = ("58", "80", "A4")
_WHOLE, _LONGEST_PERCENT = 100, 3
_MOST_DAYS, _LAST_PORT = 366, 65_535
_MOST_POINTS = 1_000_000
_TIERS = ("tier_silver", "tier_gold", "tier_platinum")
_MOST_DIGITS = 10
_GAPS, _SHORTEST, _LONGEST_PREFIX = range(10, 201), range(3, 33), 4
_TRUE, _FALSE = frozenset({"1", "true", "on", "yes"}), frozenset({"0", "false", "off", "no"})


def change_settings(desk: Desk, values: Mapping[str, str]) -> Settings:
    """Change settings by key; raises InvalidValue with the key as its field, and then changes none."""
    with desk.work(Deed.CHANGE_SETTINGS) as work:
        apply_settings(work, values)
    if "second_journal" in values:
        follow_elsewhere(desk.book)
    return desk.settings


def apply_settings(work: Work, values: Mapping[str, str]) -> None:
    """Judge and write settings inside a unit of work."""
    judged = {key: judge_setting(key, text) for key, text in values.items()}
    before = asdict(work.settings)
    changed = {key: value for key, value in judged.items() if before[key] != value}
    if "currency" in changed and last_number(work.session, "event"):
        raise InvalidValue(field="currency", reason="has_entries")  # every amount would change its meaning
    _check_tiers({**before, **changed}, changed)
    _check_printer({**before, **changed})
    if changed:
        rows.write_settings(work.session, changed)
        keys = sorted(changed)
        work.enter(
            Deed.CHANGE_SETTINGS,
            "settings",
            {
                "keys": keys,
                "before": [str(before[key]) for key in keys],
                "after": [str(changed[key]) for key in keys],
            },
        )
        work.everything = True


def _check_tiers(values: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    """Raise InvalidValue unless each tier takes more points than the one below it."""
    for lower, higher in pairwise(_TIERS):
        if values[lower] >= values[higher]:
            raise InvalidValue(field=higher if higher in changed else lower, reason="tiers_ascend")


def _check_printer(values: Mapping[str, Any]) -> None:
    """Raise InvalidValue unless the printer's place is one that its way can go to."""
    way, place = PrinterWay(values["printer_way"]), values["printer_place"]
    if way is not PrinterWay.NONE and not place:
        raise InvalidValue(field="printer_place", reason="empty")
    if way is PrinterWay.NETWORK:
        try:
            split_network_place(place)
        except ValueError as error:
            raise InvalidValue(field="printer_place", reason="not_a_printer") from error


def judge_setting(key: str, text: str) -> str | int | bool:
    """Return a setting's value in its stored form; raises InvalidValue."""
    if key not in {field.name for field in fields(Settings)}:
        raise InvalidValue(field=key, reason="unknown_field")
    return _JUDGES.get(key, _text)(key, text.strip())


def _text(key: str, text: str) -> str:
    if len(text) > _TEXT_LIMIT:
        raise InvalidValue(field=key, reason="too_long")
    return text


def _name(key: str, text: str) -> str:
    words = clean(text)
    if not words:
        raise InvalidValue(field=key, reason="empty")
    return _text(key, words)


def _email(key: str, text: str) -> str:
    try:
        return judge_email(text) if text else ""
    except InvalidEmail as error:
        raise InvalidEmail(field=key) from error


def _account(key: str, text: str) -> str:
    """Judge an IBAN by its check digits; a UPI id and a PIX key are taken as they are."""
    bare = "".join(text.split()).upper()
    if _IBAN_LIKE.fullmatch(bare) and not is_iban(bare):
        raise InvalidValue(field=key, reason="not_an_iban")
    return _text(key, text)


def _country(key: str, text: str) -> str:
    return judge_country(text, key)


def _currency(key: str, text: str) -> str:
    if not knows_currency(text):
        raise InvalidValue(field=key, reason="not_a_currency")
    return text


def _locale(key: str, text: str) -> str:
    if not knows_locale(text):
        raise InvalidValue(field=key, reason="not_a_locale")
    return text


def _zone(key: str, text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidValue(field=key, reason="not_a_zone") from error
    return text


def _switch(key: str, text: str) -> bool:
    if text.casefold() not in _TRUE | _FALSE:
        raise InvalidValue(field=key, reason="not_a_switch")
    return text.casefold() in _TRUE


def _theme(key: str, text: str) -> str:
    return _one_of(key, text, THEMES)


def _language(key: str, text: str) -> str:
    return _one_of(key, text, ("", *LANGUAGES))


def _paper(key: str, text: str) -> str:
    return _one_of(key, text, _PAPERS)


def _printer_way(key: str, text: str) -> str:
    return _one_of(key, text, tuple(PrinterWay))


def _speed(key: str, text: str) -> int:
    return int(_one_of(key, text, tuple(map(str, SPEEDS))))


def _pin(key: str, text: str) -> str:
    return _one_of(key, text, DRAWER_PINS)


def _scanner_end(key: str, text: str) -> str:
    return _one_of(key, text, SCANNER_ENDS)


def _scanner_gap(key: str, text: str) -> int:
    return _within(key, text, _GAPS)


def _scanner_shortest(key: str, text: str) -> int:
    return _within(key, text, _SHORTEST)


def _scanner_prefix(key: str, text: str) -> str:
    if len(text) > _LONGEST_PREFIX:
        raise InvalidValue(field=key, reason="too_long")
    return text


def _within(key: str, text: str, allowed: range) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS) or int(text) not in allowed:
        raise InvalidValue(field=key, reason="out_of_range")
    return int(text)


def _one_of(key: str, text: str, offered: tuple[str, ...]) -> str:
    if text not in offered:
        raise InvalidValue(field=key, reason="not_a_choice")
    return text


def _rate(key: str, text: str) -> str:
    rate = parse_quantity(text, key)
    if rate > _WHOLE:
        raise InvalidValue(field=key, reason="out_of_range")
    return f"{rate.normalize():f}"


def _points(key: str, text: str) -> str:
    number = parse_quantity(text, key)
    if number > _MOST_POINTS:
        raise InvalidValue(field=key, reason="out_of_range")
    return f"{number.normalize():f}"


def _threshold(key: str, text: str) -> int:
    return _within(key, text, range(1, _MOST_POINTS + 1))


def _percent(key: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_PERCENT) or int(text) > _WHOLE:
        raise InvalidValue(field=key, reason="out_of_range")
    return int(text)


def _scale(key: str, text: str) -> int:
    return _within(key, text, range(SMALLEST_TEXT, LARGEST_TEXT + 1))


def _open_minutes(key: str, text: str) -> int:
    return _within(key, text, range(_SHORTEST_OPEN, _LONGEST_OPEN + 1))


def _folder(key: str, text: str) -> str:
    if text and not (Path(text).is_absolute() and Path(text).is_dir() and os.access(text, os.W_OK)):
        raise InvalidValue(field=key, reason="cannot_be_written")
    return _text(key, text)


def _limit(key: str, text: str) -> str:
    try:
        limit = judge("credit_limit", text, "")
    except InvalidAmount as error:
        raise InvalidAmount(**{**error.parameters, "field": key}) from error
    return "none" if limit is None else str(limit)


def _spend(key: str, text: str) -> int:
    return check_positive(parse_minor(text, key), key)


def _days(key: str, text: str) -> str:
    if text == _NO_DAYS:
        return text
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_DAYS):
        raise InvalidValue(field=key, reason="not_a_number")
    return str(int(text))


def _terms(_key: str, text: str) -> int:
    return int(str(judge("payment_terms_days", text or "30", "")))


def _quiet(key: str, text: str) -> str:
    """Judge quiet hours such as ``20:00-08:00``; nothing means that there are none."""
    if not text:
        return ""
    try:
        begin, end = quiet_span(text)
    except ValueError as error:
        raise InvalidValue(field=key, reason="not_hours") from error
    if begin == end or begin.tzinfo or end.tzinfo:
        raise InvalidValue(field=key, reason="not_hours")
    return f"{begin:%H:%M}-{end:%H:%M}"


def _day_count(key: str, text: str) -> int:
    return _within(key, text, range(_MOST_DAYS + 1))


def _port(key: str, text: str) -> int:
    return _within(key, text, range(1, _LAST_PORT + 1))


def _host(key: str, text: str) -> str:
    if text and re.fullmatch(r"[\w.:-]{1,253}", text) is None:
        raise InvalidValue(field=key, reason="not_a_host")
    return text


def _security(key: str, text: str) -> str:
    return _one_of(key, text, MAIL_SECURITY)


_JUDGES: dict[str, Callable[[str, str], str | int | bool]] = {
    "shop_name": _name,
    "country": _country,
    "currency": _currency,
    "locale": _locale,
    "language": _language,
    "zone": _zone,
    "email": _email,
    "payment_account": _account,
    "payment_terms_days": _terms,
    "default_credit_limit": _limit,
    "debt_too_old_days": _days,
    "refund_limit": _limit,
    "high_value_from": _spend,
    "prices_include_tax": _switch,
    "statement_lines": _switch,
    "second_place": _folder,
    "second_journal": _folder,
    "close_after_minutes": _open_minutes,
    "theme": _theme,
    "tax_rate": _rate,
    "discount_limit": _percent,
    "receipt_paper": _paper,
    "printer_way": _printer_way,
    "printer_speed": _speed,
    "drawer_pin": _pin,
    "drawer_on_cash": _switch,
    "scanner_gap_ms": _scanner_gap,
    "scanner_shortest": _scanner_shortest,
    "scanner_end": _scanner_end,
    "scanner_prefix": _scanner_prefix,
    "text_scale": _scale,
    "still": _switch,
    "quiet_hours": _quiet,
    "reminder_gap_days": _day_count,
    "debt_firm_after_days": _day_count,
    "debt_final_after_days": _day_count,
    "greet_birthdays": _switch,
    "greet_anniversaries": _switch,
    "greet_days_before": _day_count,
    "smtp_host": _host,
    "smtp_port": _port,
    "smtp_security": _security,
    "smtp_sender": _email,
    "loyalty": _switch,
    "points_rate": _points,
    "point_worth": _points,
    "points_at_once": _switch,
    "tier_silver": _threshold,
    "tier_gold": _threshold,
    "tier_platinum": _threshold,
}
