"""The customer record: what each field takes, and how it is kept."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import (
    BUNDLE_FIELDS,
    RING_SIZES,
    TEXT_FIELDS,
    CustomerRecord,
    judge,
    judge_tags,
)
from shopdesk.errors import ShopDeskError


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("first_name", "  Marai   Anne ", "Marai Anne"),
        ("last_name", "O\u2019Neill", "O\u2019Neill"),
        ("first_name", "Zoe\u0308", "Zo\u00eb"),
        ("first_name", "王\n伟", "王 伟"),
        ("first_name", "Andr\udce9", "Andr\ufffd"),
        ("first_name", "\u202eiaraM\u202c \u2066Ann\u2069\u200f", "iaraM Ann"),
        ("first_name", "\ufeffMa\u200brai\u00ad", "Marai"),
        ("first_name", "श्री\u200dमती", "श्री\u200dमती"),
        ("first_name", "علی\u200cرضا", "علی\u200cرضا"),
        ("first_name", "\u200d \u200c", None),
        ("first_name", "", None),
        ("first_name", "x" * 100, "x" * 100),
        ("email", "Marai@Example.COM", "Marai@Example.COM"),
        ("email", "o'neill+tag@sub.example.co", "o'neill+tag@sub.example.co"),
        ("mobile", "0412 345 678", "+61412345678"),
        ("phone", "03 9670 1234", "+61396701234"),
        ("ring_size", "m½", "M½"),
        ("ring_size", "z+", "Z+"),
        ("preferred_metal", "yellow gold", "Yellow Gold"),
        ("communication_preference", "WhatsApp", "whatsapp"),
        ("country", "au", "AU"),
        ("gold_preference", "18ct", "18ct"),
        ("birthday", "--02-29", "--02-29"),
        ("birthday", "1900-01-01", "1900-01-01"),
        ("anniversary", "2004-02-29", "2004-02-29"),
        ("customer_since_on", "2011-03-01", date(2011, 3, 1)),
        ("credit_limit", "none", None),
        ("credit_limit", "", None),
        ("credit_limit", "0", 0),
        ("credit_limit", "50000", 50_000),
        ("payment_terms_days", "0", 0),
        ("payment_terms_days", "14", 14),
    ],
)
def test_a_field_is_kept_in_its_stored_form(field: str, text: str, kept: object) -> None:
    assert judge(field, text, "AU") == kept


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("first_name", "x" * 101, "invalid_name"),
        ("spouse_name", "x" * 101, "invalid_value"),
        ("street", "x" * 201, "invalid_value"),
        ("postcode", "x" * 21, "invalid_value"),
        ("email", "marai", "invalid_email"),
        ("email", "marai@example", "invalid_email"),
        ("email", "marai @example.com", "invalid_email"),
        ("email", "a@b@example.com", "invalid_email"),
        ("email", "marai@example..com", "invalid_email"),
        ("email", "marai@.example.com", "invalid_email"),
        ("email", "marai,me@example.com", "invalid_email"),
        ("email", f"{'x' * 250}@example.com", "invalid_email"),
        ("mobile", "12345", "invalid_phone"),
        ("phone", "hello", "invalid_phone"),
        ("ring_size", "Z½", "invalid_value"),
        ("preferred_metal", "Tin", "invalid_value"),
        ("communication_preference", "pigeon", "invalid_value"),
        ("country", "Australia", "invalid_value"),
        ("country", "ZZ", "invalid_value"),
        ("country", "EU", "invalid_value"),
        ("country", "UK", "invalid_value"),
        ("birthday", "2026-02-31", "invalid_date"),
        ("birthday", "1899-12-31", "invalid_date"),
        ("anniversary", "0001-05-17", "invalid_date"),
        ("customer_since_on", "0001-01-01", "invalid_date"),
        ("customer_since_on", "--05-17", "invalid_date"),
        ("credit_limit", "-1", "invalid_amount"),
        ("credit_limit", "500.00", "invalid_amount"),
        ("credit_limit", "1" + "0" * 30, "invalid_amount"),
        ("payment_terms_days", "-1", "invalid_value"),
        ("payment_terms_days", "3651", "invalid_value"),
        ("payment_terms_days", "٣", "invalid_value"),
        ("payment_terms_days", "9" * 5_000, "invalid_value"),
    ],
)
def test_a_field_refuses_what_it_cannot_be(field: str, text: str, code: str) -> None:
    with pytest.raises(ShopDeskError) as refused:
        judge(field, text, "AU")
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (("vip", "WHOLESALE"), ("VIP", "Wholesale")),
        (("Bridal", "bridal", " BRIDAL "), ("Bridal",)),
        (("Café", "Cafe"), ("Café",)),
        (("ＶＩＰ",), ("VIP",)),
        (("", "  "), ()),
        (("Zebra", "Apple"), ("Zebra", "Apple")),
    ],
)
def test_tags_are_kept_once_and_canonical_ones_in_their_spelling(
    given: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    assert judge_tags(given) == kept


@pytest.mark.parametrize(
    ("tags", "reason"), [(("x" * 51,), "tag_too_long"), ([f"tag {n}" for n in range(21)], "too_many")]
)
def test_tags_have_limits(tags: tuple[str, ...], reason: str) -> None:
    with pytest.raises(ShopDeskError) as refused:
        judge_tags(tags)
    assert refused.value.parameters == {"field": "tags", "reason": reason}


def test_a_record_knows_its_name_its_vip_tag_and_what_is_sealed() -> None:
    record = CustomerRecord(first_name="Marai", tags=("VIP",), suburb="Carlton", allergies="nickel")
    assert (record.full_name, record.is_vip) == ("Marai", True)
    assert record.bundle() == {"suburb": "Carlton", "allergies": "nickel"}
    assert CustomerRecord(last_name="Haddad", tags=("vip-ish",)).is_vip is False


def test_every_sealed_field_is_a_text_field_and_there_are_52_ring_sizes() -> None:
    assert set(BUNDLE_FIELDS) < set(TEXT_FIELDS)
    assert len(RING_SIZES) == len(set(RING_SIZES)) == 52
    assert CustomerId(412) == 412
