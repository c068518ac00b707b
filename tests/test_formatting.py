"""Money, dates, counts and names as people read them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk import formatting
from shopdesk.domain.money import LIMIT, Currency, NumberStyle, parse_money

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("minor", "code", "locale", "text"),
    [
        (128_400, "AUD", "en_AU", "$1,284.00"),
        (-6_000, "AUD", "en_AU", "−$60.00"),
        (5, "AUD", "en_AU", "$0.05"),
        (0, "AUD", "en-AU", "$0.00"),
        (128_400, "AUD", "en_GB", "A$1,284.00"),
        (128_400, "JPY", "ja_JP", "￥128,400"),
        (1_284_000, "KWD", "en_KW", "KWD\u00a01,284.000"),
        (123_456_789, "INR", "hi_IN", "₹12,34,567.89"),
        (128_400, "EUR", "de_DE", "1.284,00\u00a0€"),
        (-128_400, "EUR", "fr_FR", "−1\u202f284,00\u00a0€"),
        (-128_400, "EUR", "nl_NL", "−€\u00a01.284,00"),
        (128_400, "CHF", "de_CH", "CHF\u00a01’284.00"),
        (128_400, "EGP", "ar_EG", "١٬٢٨٤٫٠٠\u00a0ج.م.\u200f"),
        (12_345_678, "BDT", "bn_BD", "১,২৩,৪৫৬.৭৮৳"),
        (128_400, "AUD", "no such place", "A$1,284.00"),
    ],
)
def test_money_is_written_as_the_locale_writes_it(minor: int, code: str, locale: str, text: str) -> None:
    assert formatting.format_money(minor, Currency(code), locale) == text


def test_money_without_its_symbol_keeps_marks_and_sign() -> None:
    assert formatting.format_money(-128_450, Currency("EUR"), "de_DE", symbol=False) == "−1.284,50"


@given(
    st.integers(-LIMIT, LIMIT),
    st.sampled_from(["AUD", "JPY", "KWD"]),
    st.sampled_from(["en_AU", "de_DE", "fr_FR", "ar_EG", "hi_IN", "de_CH", "sv_SE", "fa_IR"]),
)
def test_what_is_written_can_be_typed_back(minor: int, code: str, locale: str) -> None:
    currency = Currency(code)
    text = formatting.format_money(minor, currency, locale, symbol=False)
    assert parse_money(text, currency, formatting.number_style(locale)) == minor


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1–30 days, over 90", "١–٣٠ days, over ٩٠"),
        ("such as 1,234.50.", "such as ١٬٢٣٤٫٥٠."),
        ("F5 and A4, Code 128 and C-000412", "F5 and A4, Code 128 and C-000412"),
        ("192.168.1.50:9100, 2026-11-21, 20:00-08:00", "192.168.1.50:9100, 2026-11-21, 20:00-08:00"),
        ("{0} of {at_2}, «1»", "{0} of {at_2}, «1»"),
    ],
)
def test_figures_among_words_are_written_as_amounts_are(text: str, written: str) -> None:
    assert formatting.in_own_figures(text, "ar_EG") == written
    assert formatting.in_own_figures(text, "ar_MA") == text


@pytest.mark.parametrize(("locale", "decimal", "group"), [("en_AU", ".", ","), ("de_DE", ",", ".")])
def test_the_locale_says_how_amounts_are_typed(locale: str, decimal: str, group: str) -> None:
    assert formatting.number_style(locale) == NumberStyle(decimal, group)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (formatting.format_date(DAY, "en_AU"), "3 Nov 2026"),
        (formatting.format_date(date(2026, 9, 1), "en_AU"), "1 Sep 2026"),
        (formatting.format_date(DAY, "en_US"), "Nov 3, 2026"),
        (formatting.format_short_date(DAY, "en_AU", date(2026, 1, 1)), "3 Nov"),
        (formatting.format_short_date(DAY, "en_AU", date(2027, 1, 1)), "3 Nov 2026"),
        (formatting.format_weekday_date(date(2026, 11, 18), "en_AU"), "Wed 18 Nov"),
        (formatting.format_month_year(date(2011, 3, 5), "en_AU"), "Mar 2011"),
        (formatting.format_date(DAY, "fa_IR"), "۳ نوامبر ۲۰۲۶"),
        (formatting.format_date(DAY, "en_AU", "fr"), "3 nov. 2026"),
        (formatting.format_date(DAY, "en_US", "es"), "3 nov 2026"),
        (formatting.format_date(DAY, "es_MX", "en"), "3 Nov 2026"),
        (formatting.format_date(DAY, "en_AU", "en"), "3 Nov 2026"),
        (formatting.format_short_date(DAY, "en_AU", DAY, "ar"), "3 نوفمبر"),
        (formatting.format_short_date(DAY, "ar_EG", DAY, "en"), "٣ Nov"),
        (formatting.format_weekday_date(DAY, "en_AU", "fr"), "mar. 3 nov."),
        (formatting.format_month_year(DAY, "en_AU", "es"), "nov 2026"),
        (" ".join(formatting.weekday_names("en_US", "fr")[:2]), "dim. lun."),
        (formatting.format_count(1_240, "en_AU"), "1,240"),
        (formatting.format_count(-1_240, "de_DE"), "−1.240"),
    ],
)
def test_dates_and_counts_are_short_and_local(text: str, expected: str) -> None:
    assert text == expected


def test_a_time_is_the_shops_on_the_24_hour_clock() -> None:
    instant = datetime(2026, 11, 21, 3, 20, tzinfo=UTC)
    assert formatting.format_time(instant, ZoneInfo("Australia/Melbourne"), "en_AU") == "14:20"


@pytest.mark.parametrize(("text", "wrapped"), [("محمد…", "\u2068محمد…\u2069"), ("", "")])
def test_a_name_reads_the_way_its_first_letter_does(text: str, wrapped: str) -> None:
    assert formatting.isolate_words(text) == wrapped


@pytest.mark.parametrize(("text", "wrapped"), [("−$5.00", "\u2066−$5.00\u2069"), ("", "")])
def test_an_amount_in_right_to_left_text_is_isolated(text: str, wrapped: str) -> None:
    assert formatting.isolate(text) == wrapped


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("−$5.00", "\u2068−$5.00\u2069"),
        ("−5.00 د.إ.", "\u2068\u200f\u200e−5.00 د.إ.\u2069"),
        ("+5.00 د.إ.", "\u2068\u200f\u200e+5.00 د.إ.\u2069"),
        ("−٥٫٠٠ ج.م.", "\u2068−٥٫٠٠ ج.م.\u2069"),
        ("5.00 د.إ.", "\u20685.00 د.إ.\u2069"),
    ],
)
def test_a_sign_stays_before_the_european_figures_of_an_amount_that_reads_from_the_right(
    text: str, wrapped: str
) -> None:
    assert formatting.isolate_sum(text) == wrapped


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marai Haddad", "MH"),
        ("ana maria de souza", "AS"),
        ("王伟", "王"),
        ("محمد الحداد", "ما"),
        ("कि राम", "किरा"),
        ("'t Hooft", "TH"),
        ("ßeta", "ß"),
        ("42", "4"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_outer_words(name: str, letters: str) -> None:
    assert formatting.initials(name) == letters


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [("AU", "en_AU", "Australia"), ("DE", "de_DE", "Deutschland"), ("QQ", "en_AU", "QQ")],
)
def test_a_country_is_written_by_its_name(code: str, locale: str, name: str) -> None:
    assert formatting.format_country(code, locale) == name


@pytest.mark.parametrize(
    ("name", "locale", "code"),
    [
        ("Australia", "en_AU", "AU"),
        ("oesterreich", "de_AT", None),
        ("österreich", "de_AT", "AT"),
        ("Austria", "de_AT", "AT"),
        ("UK", "en_AU", "GB"),
        ("USA", "en_AU", "US"),
        ("Europe", "en_AU", None),
        ("zz", "en_AU", None),
    ],
)
def test_a_country_is_found_by_its_name_here_or_in_english(name: str, locale: str, code: str | None) -> None:
    assert formatting.find_country(name, locale) == code


@pytest.mark.parametrize(("text", "kept"), [("−$60.00", "−\u2060$60.00"), ("$60.00, 1–30", "$60.00, 1–30")])
def test_no_line_ends_between_a_minus_and_its_currency(text: str, kept: str) -> None:
    assert formatting.unbroken(text) == kept


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Close of 21/11/2026.pdf", "Close of 21-11-2026.pdf"),
        ("زبائن \u20682026-11-21\u2069.\u2068csv\u2069", "زبائن 2026-11-21.csv"),
    ],
)
def test_a_file_is_named_without_folders_and_without_marks_of_direction(words: str, name: str) -> None:
    assert formatting.file_name(words) == name
