"""What is answered from the tables is what the library answers."""

from random import Random
from typing import Any

import phonenumbers
import pytest
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from shopdesk.domain.numbering import code_of, plan_of_code, read_plainly

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
LONGEST = 14


def by_the_library(text: str, country: str) -> tuple[str, bool] | None:
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException:
        return None
    kind = phonenumbers.number_type(number)
    if number.extension or kind == PhoneNumberType.UNKNOWN:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), kind in MOBILE


def texts_like_those_of(region: str, chance: Random) -> list[str]:
    """Return numbers as a country writes them, the same with digits changed, and digits without any sense."""
    examples = filter(None, (phonenumbers.example_number_for_type(region, kind) for kind in KINDS))
    styles = (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)
    texts = [phonenumbers.format_number(example, style) for example in examples for style in styles]
    texts += [misdialled(text, chance) for text in texts * 3]
    digits = ["".join(chance.choices("0123456789", k=chance.randint(2, LONGEST))) for _ in range(30)]
    return [*texts, *digits, *(f"0{some}" for some in digits), *(f"+{some}" for some in digits)]


def misdialled(text: str, chance: Random) -> str:
    return "".join(
        chance.choice("0123456789") if mark.isdigit() and chance.random() < 0.2 else mark for mark in text
    )


@pytest.mark.parametrize("region", REGIONS)
def test_plain_digits_are_read_as_the_library_reads_them(region: str) -> None:
    for text in texts_like_those_of(region, Random(region)):  # noqa: S311  numbers, not secrets
        plain = read_plainly(text, region)
        assert plain is None or plain == by_the_library(text, region), text


@pytest.mark.parametrize("region", REGIONS)
def test_numbers_are_written_at_home_as_the_library_writes_them(region: str) -> None:
    read = (by_the_library(text, region) for text in texts_like_those_of(region, Random(region)))  # noqa: S311  likewise
    for e164, _ in filter(None, read):
        code = code_of(e164[1:]) or ""
        plan, number = plan_of_code(code), phonenumbers.parse(e164, None)
        national: Any = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        assert plan is None or plan.at_home(e164[1 + len(code) :]) == national


@pytest.mark.parametrize(
    ("text", "country"),
    [("0412 345 678", "AU"), ("(03) 9670 1234"[1:], "AU"), ("+61412345678", "GB"), ("201-555-0123", "US")],
)
def test_what_people_write_most_needs_no_library(text: str, country: str) -> None:
    assert read_plainly(text, country) is not None
