"""Telephone numbers in any format, from any country."""

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from shopdesk.domain import phone
from shopdesk.domain.numbering import plan_of_code
from shopdesk.domain.phone import parse_phone, prepare, region_of, show_phone, sort_phone
from shopdesk.errors import InvalidPhone

KINDS = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("0412 345 678", "AU", "+61412345678"),
        ("(03) 9670 1234", "AU", "+61396701234"),
        ("+61 412 345 678", "US", "+61412345678"),
        ("0011 44 20 7946 0018", "AU", "+442079460018"),
        ("٠٤١٢٣٤٥٦٧٨", "AU", "+61412345678"),
        ("０４１２３４５６７８", "AU", "+61412345678"),
        ("0412-345-678", "AU", "+61412345678"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("+39 06 6982", "IT", "+39066982"),
    ],
)
def test_a_number_in_any_format_is_kept_as_e164(text: str, country: str, e164: str) -> None:
    assert parse_phone(text, country) == e164


@pytest.mark.parametrize("country", ["AU", "", "Hans_CN", "XX"])
def test_what_was_prepared_is_not_read_again(country: str) -> None:
    prepare(country)
    before = plan_of_code.cache_info().misses
    show_phone("+61412345678", country)
    assert plan_of_code.cache_info().misses == before


@pytest.mark.parametrize("region", REGIONS)
def test_every_example_number_of_a_country_is_its_own_e164(region: str) -> None:
    for kind in KINDS:
        example = phonenumbers.example_number_for_type(region, kind)
        if example is None:
            continue
        e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
        assert parse_phone(e164, "AU") == e164
        national = phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL)
        assert parse_phone(national, region) == e164
        assert parse_phone(show_phone(e164, "AU"), "AU") == e164
        assert phone._stored(e164) == phonenumbers.parse(e164, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_number"),
        ("hello", "not_a_number"),
        ("12", "too_short"),
        ("0412 345 678 901 23", "too_long"),
        ("+999 123 456 789", "unknown_country"),
        ("0012 345 678", "not_in_use"),
        ("0412 345 678 ext 5", "not_in_use"),
        ("4" * 61, "too_long"),
    ],
)
def test_what_nobody_can_dial_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidPhone) as refused:
        parse_phone(text, "AU", "phone")
    assert refused.value.parameters == {"field": "phone", "reason": reason}


@pytest.mark.parametrize(
    ("e164", "country", "shown"),
    [
        ("+61412345678", "AU", "0412 345 678"),
        ("+61412345678", "NZ", "+61 412 345 678"),
        (None, "AU", ""),
        ("", "AU", ""),
    ],
)
def test_a_number_is_shown_national_at_home_and_international_abroad(
    e164: str | None, country: str, shown: str
) -> None:
    assert show_phone(e164, country) == shown


@pytest.mark.parametrize(
    ("e164", "region", "mobile"),
    [("+61412345678", "AU", True), ("+61396701234", "AU", False), ("+12015550123", "US", True)],
)
def test_a_number_tells_its_country_and_whether_it_may_be_a_mobile(
    e164: str, region: str, mobile: bool
) -> None:
    assert region_of(e164) == region
    assert sort_phone(e164, "AU", "mobile") == (e164, mobile)
