"""What happened to a customer's record: who changed which field, from what to what."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.staff import Deed
from shopdesk.services.customers import CHANGE, load
from shopdesk.services.desk import Desk
from shopdesk.storage import customers, journal, merges

ARCHIVED = "archived"
"""The field that stands for hiding a customer from the list and bringing them back."""


class FieldChange(NamedTuple):
    """One field of the record that got another value; ``field`` is a field of `CustomerRecord` or ARCHIVED.

    Values are as JSON knows them: texts, whole numbers (minor units), switches, lists of tags, days as
    ``YYYY-MM-DD``, None.
    """

    at: datetime
    staff: str
    field: str
    before: Any
    after: Any


def record_history(desk: Desk, customer: CustomerId) -> tuple[FieldChange, ...]:
    """Return every change of a person's record, newest first; raises NotFound.

    What was sealed in the journal is opened for this one customer and kept nowhere.
    """
    found: list[FieldChange] = []
    with desk.read() as session:
        load(session, desk.book.vault, customer)
        deeds = (Deed.SAVE_CUSTOMER.value, Deed.ARCHIVE_CUSTOMER.value)
        for member in merges.members_of(session, customer):
            key = customers.key_or_none(session, desk.book.vault, member)
            for at, staff, deed, content in journal.read_deeds(session, customer_number(member), deeds):
                if deed == Deed.ARCHIVE_CUSTOMER:
                    hidden = content[ARCHIVED]
                    found.append(FieldChange(at, staff, ARCHIVED, not hidden, hidden))
                elif "sealed" in content and key is not None:
                    changed = json.loads(key.unseal_text(journal.sealed_bytes(content["sealed"]), CHANGE))
                    found += [FieldChange(at, staff, name, *values) for name, values in changed.items()]
    return tuple(sorted(found, key=lambda change: change.at, reverse=True))
