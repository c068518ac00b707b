"""What is judged and printed before there is a shop to work in: its passphrase and its recovery key."""

from datetime import date

from shopdesk.errors import InvalidValue
from shopdesk.services.staff import check_pin
from shopdesk.storage import recovery_key
from shopdesk.storage.passphrase import check_passphrase

__all__ = ["check_passphrase", "check_pin", "check_typed_key", "recovery_sheet"]


def check_typed_key(typed: str, key: str) -> None:
    """Raise InvalidValue (field: recovery_key) unless the person typed this recovery key.

    Case, spaces and hyphens do not matter. Reasons: those of a key that cannot be one, or ``another_key``.
    """
    if recovery_key.parse(typed) != recovery_key.parse(key):
        raise InvalidValue(field="recovery_key", reason="another_key")


def recovery_sheet(shop_name: str, key: str, made_on: date, locale: str) -> bytes:
    """Return the PDF of the sheet of paper that holds the recovery key."""
    # Drawing paper is loaded when there is some to draw: it doubles the time that the program needs to start.
    from shopdesk.documents.recovery_sheet_pdf import render_recovery_sheet  # noqa: PLC0415 -- see above

    return render_recovery_sheet(shop_name, key, made_on, locale).pdf
