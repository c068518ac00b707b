"""Money: what people type, read to the cent or refused."""

from contextlib import suppress

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.money import (
    ENGLISH,
    LIMIT,
    Currency,
    NumberStyle,
    check_amount,
    check_positive,
    parse_minor,
    parse_money,
)
from shopdesk.errors import InvalidAmount
from shopdesk.formatting import format_money, knows_locale, number_style

AUD, JPY, KWD = Currency("AUD"), Currency("JPY"), Currency("KWD")
GERMAN = NumberStyle(",", ".")
# Toki Pona parts numbers by twos: no shop does. To ask for a locale of no known language takes a while.
LANGUAGES = {name.partition("_")[0] for name in locale_identifiers()} - {"tok"}
LOCALES = sorted(
    name
    for name in set(get_global("likely_subtags").values())
    if name.partition("_")[0] in LANGUAGES and knows_locale(name)
)
CURRENCIES = sorted(Locale("en").currencies)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("1 234,50", 123_450),
        ("1\u00a0234,50", 123_450),
        ("1\u202f234\u202f567,5", 123_456_750),
        ("1’234.50", 123_450),
        ("1'234.50", 123_450),
        ("12,34,567.00", 123_456_700),
        ("1,234,567", 123_456_700),
        ("1.234.567", 123_456_700),
        ("1,234", 123_400),
        ("1,50", 150),
        ("1.5", 150),
        ("5.", 500),
        (".5", 50),
        (" 5 ", 500),
        ("0", 0),
        ("0050", 5_000),
        ("١٢٣", 12_300),
        ("١٬٢٣٤٫٥٠", 123_450),
        ("۱۲۳٫۴", 12_340),
        ("१२३", 12_300),
        ("１２３．５０".replace("．", "."), 12_350),
        ("$1,234.50", 123_450),
        ("1234.50 $", 123_450),
        ("AUD 5", 500),
        ("5aud", 500),
        ("$5.00 AUD", 500),
        ("-$60", -6_000),
        ("$-60", -6_000),
        ("−60.00", -6_000),
        ("+5", 500),
        ("\u200f-5", -500),
        ("\u2066$5.00\u2069", 500),
        ("100000000000.00", LIMIT),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, minor: int) -> None:
    assert parse_money(text, AUD) == minor


@pytest.mark.parametrize(
    ("text", "currency", "style", "minor"),
    [
        ("1.234", AUD, GERMAN, 123_400),
        ("1,5", AUD, GERMAN, 150),
        ("1.5", AUD, GERMAN, 150),
        ("1234", JPY, ENGLISH, 1_234),
        ("1,234", JPY, ENGLISH, 1_234),
        ("￥1,234", JPY, ENGLISH, 1_234),
        ("1.234", KWD, ENGLISH, 1_234),
        ("1,234", KWD, ENGLISH, 1_234_000),
        ("1,234", KWD, GERMAN, 1_234),
        ("0,500", KWD, ENGLISH, 500),
        ("1.5", KWD, ENGLISH, 1_500),
    ],
)
def test_currency_and_style_decide_where_a_mark_could_be_either(
    text: str, currency: Currency, style: NumberStyle, minor: int
) -> None:
    assert parse_money(text, currency, style) == minor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("$", "empty"),
        ("-", "empty"),
        ("abc", "not_a_number"),
        ("12abc", "not_a_number"),
        ("5k", "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1e5", "not_a_number"),
        ("1e1000000", "not_a_number"),
        ("0x10", "not_a_number"),
        ("1_000", "not_a_number"),
        ("½", "not_a_number"),
        ("5²", "not_a_number"),
        (".", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1,2345.67", "not_a_number"),
        ("12.34,567.00", "not_a_number"),
        ("12 34", "not_a_number"),
        ("1$2", "not_a_number"),
        ("--5", "not_a_number"),
        ("-$-5", "not_a_number"),
        ("5-", "not_a_number"),
        ("(5)", "not_a_number"),
        ("5\x00", "not_a_number"),
        ("USD 5", "not_a_number"),
        ("1" + " " * 300 + "5", "not_a_number"),
        ("1.234", "too_many_decimals"),
        ("0.001", "too_many_decimals"),
        ("0,500", "too_many_decimals"),
        ("100000000000.01", "too_large"),
        ("-100000000000.01", "too_large"),
        ("1" + "0" * 30, "too_large"),
        ("9" * 5_000, "too_large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidAmount) as refused:
        parse_money(text, AUD, field="price")
    assert (refused.value.field, refused.value.parameters["reason"]) == ("price", reason)


def test_yen_have_no_decimals() -> None:
    with pytest.raises(InvalidAmount) as refused:
        parse_money("1.5", JPY)
    assert refused.value.parameters == {"field": "amount", "reason": "too_many_decimals", "decimals": 0}


@given(st.integers(-LIMIT, LIMIT), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_what_any_locale_writes_in_any_currency_is_read_back(minor: int, code: str, locale: str) -> None:
    text = format_money(minor, Currency(code), locale, symbol=False)
    assert parse_money(text, Currency(code), number_style(locale)) == minor


@pytest.mark.parametrize("currency", [AUD, JPY, KWD])
def test_every_locale_reads_back_what_it_writes(currency: Currency) -> None:
    written = {
        (locale, minor): format_money(minor, currency, locale, symbol=False)
        for locale in LOCALES
        for minor in (0, 5, -100_000, 123_456_789, LIMIT, -LIMIT)
    }
    for (locale, minor), text in written.items():
        assert parse_money(text, currency, number_style(locale)) == minor, locale


@given(
    st.integers(-LIMIT, LIMIT),
    st.sampled_from(
        [("AUD", "en_AU"), ("EUR", "de_DE"), ("EUR", "fr_FR"), ("INR", "hi_IN"), ("KWD", "en_KW")]
    ),
)
def test_a_symbol_or_code_is_read_back_too(minor: int, written: tuple[str, str]) -> None:
    currency, locale = Currency(written[0]), written[1]
    assert parse_money(format_money(minor, currency, locale), currency, number_style(locale)) == minor


@given(st.text(max_size=60))
def test_no_text_is_worse_than_refused(text: str) -> None:
    with suppress(InvalidAmount):
        assert abs(parse_money(text, AUD)) <= LIMIT


@pytest.mark.parametrize(("text", "minor"), [("5", 5), ("-5", -5), (" +5 ", 5), ("10000000000000", LIMIT)])
def test_minor_units_are_a_bare_integer(text: str, minor: int) -> None:
    assert parse_minor(text) == minor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("5.0", "not_minor"),
        ("1e5", "not_minor"),
        ("٥", "not_minor"),
        ("1_0", "not_minor"),
        ("9" * 5_000, "not_minor"),
        ("1" + "0" * 30, "too_large"),
        ("-10000000000001", "too_large"),
    ],
)
def test_anything_but_an_integer_of_minor_units_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidAmount) as refused:
        parse_minor(text)
    assert refused.value.parameters["reason"] == reason


@pytest.mark.parametrize(
    ("minor", "reason"), [(0, "zero"), (-1, "negative"), (LIMIT + 1, "too_large"), (10**30, "too_large")]
)
def test_only_an_amount_above_zero_and_within_the_limit_is_positive(minor: int, reason: str) -> None:
    with pytest.raises(InvalidAmount) as refused:
        check_positive(minor)
    assert refused.value.parameters["reason"] == reason


def test_the_limit_itself_is_allowed_on_either_side() -> None:
    assert (check_positive(LIMIT), check_amount(-LIMIT)) == (LIMIT, -LIMIT)


@pytest.mark.parametrize(("code", "major"), [("JPY", 1), ("AUD", 100), ("KWD", 1_000), ("XXX", 100)])
def test_a_currency_knows_its_minor_units(code: str, major: int) -> None:
    assert Currency(code).major == major
