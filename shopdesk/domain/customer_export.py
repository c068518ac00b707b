"""What leaves the book as a list: which customers, which columns, and in what kind of file."""

from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery

COLUMNS = {
    "number": "number",
    "first_name": "first name",
    "last_name": "last name",
    "email": "email",
    "mobile": "mobile",
    "phone": "phone",
    "address": "address",
    "notes": "notes",
    "tags": "tags",
    "is_vip": "VIP",
    "archived_at": "archived",
    "created_at": "created",
    "updated_at": "updated",
}
"""The columns that people mostly want, each with its heading."""

EVERY_COLUMN = {
    "number": "number",
    "first_name": "first name",
    "last_name": "last name",
    "email": "email",
    "mobile": "mobile",
    "phone": "phone",
    "street": "street",
    "suburb": "suburb",
    "state": "state",
    "postcode": "postcode",
    "country": "country",
    "ring_size": "ring size",
    "wrist_size": "wrist size",
    "preferred_metal": "preferred metal",
    "gold_preference": "gold preference",
    "allergies": "allergies",
    "birthday": "birthday",
    "anniversary": "anniversary",
    "spouse_name": "spouse name",
    "spouse_birthday": "spouse birthday",
    "source": "source",
    "communication_preference": "communication preference",
    "notes": "notes",
    "tags": "tags",
    "is_vip": "VIP",
    "customer_since_on": "customer since on",
    "location": "location",
    "card_code": "card code",
    "credit_limit_minor": "credit limit minor",
    "payment_terms_days": "payment terms days",
    "on_hold": "on hold",
    "debt_balance_minor": "debt balance minor",
    "loyalty_points": "loyalty points",
    "loyalty_points_earned": "loyalty points earned",
    "archived_at": "archived",
    "created_at": "created",
    "updated_at": "updated",
}
"""Every column, each with its heading; an import reads the record back from them as it was."""


class SheetKind(StrEnum):
    """What kind of file a list is written as."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """Which customers leave the book, and how: the chosen ones, else those of a query, else everybody.

    Everybody means the archived ones as well.
    """

    kind: SheetKind = SheetKind.CSV
    every_field: bool = False
    query: CustomerQuery | None = None
    chosen: tuple[CustomerId, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Return the columns with their headings."""
        return EVERY_COLUMN if self.every_field else COLUMNS


@dataclass(frozen=True, slots=True)
class ExportedPage:
    """Some customers as they leave the book, to be taken apart by whoever writes them.

    ``columns`` are those that stand in the clear, and ``rows`` has the JSON of their values for each customer;
    ``bundles`` has the JSON of the fields that are written sealed only. ``notes`` and ``tags`` are of those who have
    any. Bundle and notes are None where they do not open.
    """

    ids: list[CustomerId]
    columns: tuple[str, ...]
    rows: list[str]
    bundles: list[bytes | None]
    notes: dict[CustomerId, tuple[str, ...] | None]
    tags: dict[CustomerId, tuple[str, ...]]

    @property
    def unreadable(self) -> list[CustomerId]:
        """Return of whom something does not open."""
        opened = zip(self.ids, self.bundles, strict=True)
        return [one for one, bundle in opened if bundle is None or self.notes.get(one, ()) is None]
