"""The fields of a customer record as a person meets them: their labels and sections, in order."""

from dataclasses import dataclass

from shopdesk.wording import Worded, mark

FIELD_LABELS = Worded(
    {
        "first_name": "First name",
        "last_name": "Last name",
        "customer_since_on": "Customer since",
        "mobile": "Mobile",
        "phone": "Landline",
        "email": "Email",
        "street": "Street",
        "suburb": "Suburb",
        "state": "State",
        "postcode": "Postcode",
        "country": "Country",
        "ring_size": "Ring size",
        "wrist_size": "Wrist size",
        "preferred_metal": "Preferred metal",
        "gold_preference": "Gold",
        "allergies": "Allergies",
        "birthday": "Birthday",
        "anniversary": "Anniversary",
        "spouse_name": "Spouse",
        "spouse_birthday": "Spouse's birthday",
        "tags": "Tags",
        "source": "Source",
        "communication_preference": "Prefers",
        "location": "Location",
        "card_code": "Card code",
        "credit_limit": "Credit limit",
        "payment_terms_days": "Terms",
        "on_hold": "On hold",
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields; ``note`` says how they are kept."""

    title: str
    fields: tuple[str, ...]
    note: str = ""


SECTIONS = (
    Section(
        mark("Personal details"), ("first_name", "last_name", "customer_since_on", "mobile", "phone", "email")
    ),
    Section(
        mark("Address"),
        ("street", "suburb", "state", "postcode", "country"),
        mark("Private: kept in the sealed part of the record"),
    ),
    Section(
        mark("Jewellery preferences"),
        ("ring_size", "wrist_size", "preferred_metal", "gold_preference", "allergies"),
        mark("Private"),
    ),
    Section(mark("Important dates"), ("birthday", "anniversary", "spouse_name", "spouse_birthday")),
    Section(mark("Tags and relationship"), ("tags", "source", "communication_preference", "location")),
    Section(mark("Account"), ("credit_limit", "payment_terms_days", "card_code", "on_hold")),
)
