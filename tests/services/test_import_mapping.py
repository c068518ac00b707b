"""Headings of other programs and how they are understood."""

import pytest

from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.import_mapping import map_columns

EXPORTS = {
    "Shopify": (
        "First Name|Last Name|Email|Default Address Address1|Default Address Zip|Phone|Note|Tags|Total Spent",
        "first_name last_name email street postcode any_phone notes tags",
    ),
    "Square": (
        "First Name|Last Name|Email Address|Phone Number|Street Address 1|City|Postal Code|Birthday|Memo",
        "first_name last_name email any_phone street suburb postcode birthday notes",
    ),
    "Loyverse": (
        "Customer name|Email|Phone|Address|City|Province|Postal code|Points balance|Note",
        "full_name email any_phone street suburb state postcode notes",
    ),
    "Google Contacts": (
        "First Name|Last Name|Phone 1 - Value|E-mail 1 - Value|Notes|Address 1 - City",
        "first_name last_name any_phone email notes suburb",
    ),
    "our own": (
        "number|first name|last name|email|mobile|phone|notes|tags|opening balance",
        "number first_name last_name email mobile phone notes tags opening_balance",
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_the_exports_of_other_programs_are_understood(program: str) -> None:
    header, fields = EXPORTS[program]
    assert list(map_columns(tuple(header.split("|"))).values()) == fields.split()


def test_a_choice_goes_before_the_guess() -> None:
    mapping = map_columns(("Name", "Email", "Remarks"), {"remarks": "notes", "Email": ""})
    assert mapping == {"Name": "full_name", "Remarks": "notes"}


def test_a_column_with_our_own_key_is_that_field() -> None:
    assert map_columns(("phone", "first_name"))["phone"] == "phone"


@pytest.mark.parametrize(
    ("columns", "chosen", "reason"),
    [
        (("Foo", "Bar"), {}, "no_known_column"),
        (("Foo",), {"Foo": "shoe_size"}, "unknown_field"),
        (("A", "B"), {"A": "notes", "B": "notes"}, "mapped_twice"),
        (("opening_balance", "opening_balance_minor"), {}, "mapped_twice"),
    ],
)
def test_a_wrong_mapping_is_refused(columns: tuple[str, ...], chosen: dict[str, str], reason: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        map_columns(columns, chosen)
    assert refusal.value.parameters["reason"] == reason


def test_a_column_that_is_not_there_cannot_be_mapped() -> None:
    with pytest.raises(NotFound):
        map_columns(("Name",), {"Nom": "last_name"})
