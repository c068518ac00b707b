"""Telephone numbers: read in any format, kept as E.164, shown as people dial them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from shopdesk.errors import InvalidPhone

_REASONS = {
    NumberParseException.INVALID_COUNTRY_CODE: "unknown_country",
    NumberParseException.NOT_A_NUMBER: "not_a_number",
    NumberParseException.TOO_SHORT_AFTER_IDD: "too_short",
    NumberParseException.TOO_SHORT_NSN: "too_short",
    NumberParseException.TOO_LONG: "too_long",
}
_LENGTHS = {
    phonenumbers.ValidationResult.TOO_SHORT: "too_short",
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "too_short",
    phonenumbers.ValidationResult.TOO_LONG: "too_long",
    phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: "unknown_country",
}
_LONGEST_TEXT = 60


def parse_phone(text: str, country: str, field: str = "mobile") -> str:
    """Return the number as E.164, read as dialled in ``country`` (ISO 3166 alpha-2).

    Raises `InvalidPhone` with reason ``not_a_number``, ``too_short``, ``too_long``, ``unknown_country``
    or ``not_in_use`` (no such number exists there).
    """
    if len(text) > _LONGEST_TEXT:
        raise InvalidPhone(field=field, reason="too_long")
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        raise InvalidPhone(field=field, reason=_REASONS[error.error_type]) from error
    if number.extension or not phonenumbers.is_valid_number(number):
        length = phonenumbers.is_possible_number_with_reason(number)
        raise InvalidPhone(field=field, reason=_LENGTHS.get(length, "not_in_use"))
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def show_phone(e164: str | None, country: str) -> str:
    """Write a stored number: national form at home, international form abroad; empty for None."""
    if not e164:
        return ""
    number = phonenumbers.parse(e164, None)
    at_home = number.country_code == phonenumbers.country_code_for_region(country)
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def region_of(e164: str) -> str | None:
    """Return the country (ISO 3166 alpha-2) a stored number belongs to, or None."""
    region = phonenumbers.region_code_for_number(phonenumbers.parse(e164, None))
    return str(region) if region else None


def is_mobile(e164: str) -> bool:
    """Tell whether a stored number is a mobile, or may be one where the two cannot be told apart."""
    kind = phonenumbers.number_type(phonenumbers.parse(e164, None))
    return kind in {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
