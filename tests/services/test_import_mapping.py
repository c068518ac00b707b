"""Headings of other programs and how they are understood."""

import pytest

from shopdesk.domain.customer_export import COLUMNS, EVERY_COLUMN
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.import_mapping import map_columns

_OURS = "number first_name last_name email mobile phone street notes tags is_vip"
_NOT_TAKEN_BACK = {
    "debt_balance_minor",
    "loyalty_points",
    "loyalty_points_earned",
    "archived_at",
    "created_at",
    "updated_at",
}
EXPORTS = {
    "Shopify": (
        (
            "Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|"
            "Default Address Address1|Default Address Address2|Default Address City|Default Address Province Code|"
            "Default Address Country Code|Default Address Zip|Default Address Phone|Phone|Total Spent|Note|Tags"
        ),
        "first_name last_name email street suburb state country postcode any_phone notes tags",
    ),
    "Square": (
        (
            "Reference ID|First Name|Last Name|Email Address|Phone Number|Nickname|Company Name|Street Address 1|"
            "Street Address 2|City|State|Postal Code|Birthday|Memo|Square Customer ID|Creation Source|Lifetime Spend"
        ),
        "first_name last_name email any_phone street suburb state postcode birthday notes",
    ),
    "Loyverse": (
        (
            "Customer ID|Customer name|Email|Phone|Address|City|Province|Postal code|Country|Customer code|"
            "Points balance|Note|First visit|Last visit|Total visits|Total spent"
        ),
        "full_name email any_phone street suburb state postcode country card_code opening_points notes",
    ),
    "Google Contacts": (
        (
            "First Name|Middle Name|Last Name|Nickname|Birthday|Notes|Labels|E-mail 1 - Label|E-mail 1 - Value|"
            "Phone 1 - Label|Phone 1 - Value|Phone 2 - Value|Address 1 - Street|Address 1 - City|Address 1 - Region|"
            "Address 1 - Postal Code|Address 1 - Country"
        ),
        "first_name last_name birthday notes email any_phone street suburb state postcode country",
    ),
    "our own, the usual columns": ("|".join(COLUMNS.values()), _OURS),
    "our own, every field": (
        "|".join(EVERY_COLUMN.values()),
        " ".join(name for name in EVERY_COLUMN if name not in _NOT_TAKEN_BACK),
    ),
    "an exercise book": (
        "Name of customer|Phone No.|Amt paid|Amount owing ($)|Since",
        "full_name any_phone opening_balance customer_since_on",
    ),
    "a French one": ("Nom|Prénom|N° tél|Portable|Solde", "last_name first_name mobile opening_balance"),
    "a Spanish one": (
        "Nombre|Apellidos|Teléfono|Dirección|Debe",
        "first_name last_name any_phone street opening_balance",
    ),
    "a German one": ("Name|Vorname|Telefon|PLZ|Ort", "last_name first_name any_phone postcode suburb"),
    "an Arabic one": ("الاسم|رقم الجوال|المبلغ المستحق", "full_name mobile opening_balance"),
    "our own as people write it": (
        "number|first name|last name|email|mobile|phone|notes|tags|opening balance",
        "number first_name last_name email mobile phone notes tags opening_balance",
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_the_exports_of_other_programs_are_understood(program: str) -> None:
    header, fields = EXPORTS[program]
    assert list(map_columns(tuple(header.split("|"))).values()) == fields.split()


@pytest.mark.parametrize(
    "header",
    [
        "Name|Surname|Phone|Email|Debt",
        "Nombre|Apellidos|Teléfono|Correo|Saldo",
        "Prénom|Nom|Téléphone|Courriel|Solde",
        "الاسم|الكنية|الهاتف|البريد|الدين",
    ],
)
def test_a_list_with_headings_in_any_language_is_understood(header: str) -> None:
    fields = ["first_name", "last_name", "any_phone", "email", "opening_balance"]
    assert list(map_columns(tuple(header.split("|"))).values()) == fields


def test_a_choice_goes_before_the_guess() -> None:
    mapping = map_columns(("Name", "Email", "Remarks"), {"remarks": "notes", "Email": ""})
    assert mapping == {"Name": "full_name", "Remarks": "notes"}


def test_a_column_with_our_own_key_is_that_field() -> None:
    assert map_columns(("phone", "first_name"))["phone"] == "phone"


@pytest.mark.parametrize(
    ("columns", "chosen", "reason"),
    [
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
