"""Which column of somebody else's file is which field of ours, by the names that people and programs use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.customer import TEXT_FIELDS
from shopdesk.domain.folding import fold
from shopdesk.errors import InvalidValue, NotFound

FULL_NAME = "full_name"
ANY_PHONE = "any_phone"
"""A telephone number of either sort: a mobile is kept as one, anything else as the landline."""

_ALIASES: dict[str, str] = {
    "number": "number|customer number|customer no|shopdesk number",
    "first_name": "first name|given name|first|forename|vorname|prenom|nome|nombre de pila|الاسم الأول",
    "last_name": (
        "last name|family name|surname|last|nachname|nom de famille|cognome|apellidos|apellido|اسم العائلة|الكنية"
    ),
    FULL_NAME: (
        "full name|name|customer name|customer|display name|client name|client|name of customer|contact name|"
        "nombre|nombre y apellidos|nombre completo|cliente|nom|nom complet|nom et prenom|kunde|الاسم|اسم الزبون|الزبون"
    ),
    "email": (
        "email|email address|e-mail 1 - value|e mail|email 1|correo|correo electronico|courriel|mail|البريد|"
        "البريد الإلكتروني"
    ),
    "mobile": (
        "mobile|mobile phone|mobile number|cell|cell phone|handy|mobile no|mob|mob no|cell number|whatsapp|movil|"
        "celular|portable|الجوال|الموبايل|رقم الجوال"
    ),
    "phone": "landline|home phone|work phone",
    ANY_PHONE: (
        "phone|phone number|telephone|tel|phone 1 - value|default address phone|phone no|telephone number|"
        "telephone no|tel no|contact number|contact no|telefono|telefon|numero de telephone|الهاتف|رقم الهاتف|تلفون"
    ),
    "street": (
        "street|address|street address|street address 1|default address address1|address 1 - street|address line 1|"
        "direccion|adresse|strasse|العنوان"
    ),
    "suburb": "suburb|city|town|default address city|address 1 - city|ciudad|ville|ort|المدينة",
    "state": "state|province|region|default address province code|address 1 - region|provincia",
    "postcode": (
        "postcode|postal code|zip|zip code|default address zip|address 1 - postal code|post code|codigo postal|plz"
    ),
    "country": "country code|default address country code|address 1 - country",
    "birthday": "birthday|date of birth|birth date|dob|cumpleanos|fecha de nacimiento|date de naissance|تاريخ الميلاد",
    "location": "store|branch|home store",
    "customer_since_on": "customer since|since",
    "payment_terms_days": "payment terms",
    "communication_preference": "preferred contact|contact preference",
    "card_code": "card code|card number|loyalty card|customer code|membership number",
    "tags": "tags|tag",
    "is_vip": "vip",
    "on_hold": "on hold",
    "notes": "notes|note|memo|comments|comment|remarks|notas|observaciones|remarques|ملاحظات",
    "opening_balance": (
        "opening balance|balance|owes|outstanding balance|debt|balance due|balance owing|amount owed|amount owing|"
        "amount due|owing|owed|outstanding|current balance|account balance|debe|saldo|deuda|solde|dette|doit|"
        "الرصيد|الدين|المبلغ المستحق"
    ),
    "opening_balance_minor": "opening balance minor",
    "opening_points": "opening points|points balance|reward points",
    "opening_balance_on": "opening balance on|opening balance date|balance date",
}
_MUST = re.compile(
    r"\((?:required|optional|pflichtfeld|obligatoire|facultatif|obligatorio|opcional|obbligatorio|facoltativo|"
    r"obrigatorio|verplicht|optioneel|مطلوب|اختياري)\)"
)
"""What the programs that make forms write behind a heading."""
_BARE_NAMES = frozenset({"name", "nom", "nombre", "الاسم"})
"""Headings that mean a whole name, unless a column beside them holds one half of it: *Nom, Prénom*."""
FIELDS = frozenset((*TEXT_FIELDS, *_ALIASES, "credit_limit_minor"))
"""Every field that a column can be mapped to."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What a file can hold: its ``fields``, the names people give them, and those that exclude each other."""

    aliases: Mapping[str, str]
    fields: frozenset[str]
    exclusive: tuple[frozenset[str], ...] = ()


CUSTOMER = FieldNames(_ALIASES, FIELDS, (frozenset({"opening_balance", "opening_balance_minor"}),))


def map_columns(
    columns: tuple[str, ...], chosen: Mapping[str, str] | None = None, names: FieldNames = CUSTOMER
) -> dict[str, str]:
    """Return the field of each column that has one; ``chosen`` (column to field) goes before our guess.

    An empty field in ``chosen`` leaves its column out. Raises NotFound for a column the file has not got,
    InvalidValue with reason ``unknown_field`` or ``mapped_twice``.
    """
    named = {_find_column(columns, column): field.strip() for column, field in (chosen or {}).items()}
    for field in named.values():
        if field and field not in names.fields:
            raise InvalidValue(field=field, reason="unknown_field")
    taken = [field for field in named.values() if field]
    mapping = {column: field for column, field in named.items() if field}
    for field, column in _guesses(columns, names):
        if column not in named and field not in taken and column not in mapping:
            mapping[column] = field
            taken.append(field)
    _refuse_doubles(list(mapping.values()), taken, names)
    return {column: mapping[column] for column in columns if column in mapping}


def _find_column(columns: tuple[str, ...], name: str) -> str:
    """Return the column of that name: as it is written, else ignoring case and signs."""
    if name in columns:
        return name
    found = next((column for column in columns if _plain(column) == _plain(name)), None)
    if found is None:
        raise NotFound(kind="column", reference=name, reason="no_column")
    return found


def _guesses(columns: tuple[str, ...], names: FieldNames) -> list[tuple[str, str]]:
    """Return pairs of field and column, the best name of each field first."""
    by_key = {column: column for column in reversed(columns)}
    by_plain = {_plain(column): column for column in reversed(columns)}
    # A column called by a field's own key is that field, whatever people may call it.
    pairs = [(field, by_key[field]) for field in sorted(names.fields) if field in by_key]
    for field in (*names.aliases, *sorted(names.fields - names.aliases.keys())):
        # A heading "Phone" says less than our own key: it may hold mobiles, and then ANY_PHONE takes it.
        own = "" if field == "phone" else field
        known = (*names.aliases.get(field, "").split("|"), own)
        pairs += [(field, by_plain[_plain(name)]) for name in known if name and _plain(name) in by_plain]
    if any(field == "mobile" for field, _ in pairs):
        pairs = [("phone" if field == ANY_PHONE else field, column) for field, column in pairs]
    for half, other in (("first_name", "last_name"), ("last_name", "first_name")):
        found = {field for field, _ in pairs}
        if half in found and other not in found and other in names.fields:
            pairs = [
                (other if field == FULL_NAME and _plain(column) in _BARE_NAMES else field, column)
                for field, column in pairs
            ]
    return pairs


def _refuse_doubles(fields: list[str], taken: list[str], names: FieldNames) -> None:
    doubled = [field for field in fields if fields.count(field) > 1 or taken.count(field) > 1]
    for group in names.exclusive:
        if group <= set(fields):
            doubled.extend(sorted(group))
    if doubled:
        raise InvalidValue(field=doubled[0], reason="mapped_twice")


def _plain(name: str) -> str:
    """Return a heading as it is compared: small letters and digits of any script only, without *(required)*."""
    return "".join(mark for mark in _MUST.sub("", fold(name)) if mark.isalnum())
