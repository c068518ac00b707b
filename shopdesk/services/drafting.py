"""New customers as they are written, with what is to be sealed still open: values alone, so any process may do it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import CustomerRecord
from shopdesk.storage.customer_columns import OpenDraft, draft_open

_RECORD_FIELDS = tuple(part.name for part in fields(CustomerRecord))
fields_of = attrgetter(*_RECORD_FIELDS)
"""Returns all that a record holds, in the order in which one is made of it."""
_encode = json.JSONEncoder(default=str, ensure_ascii=False).encode


Opened = tuple[OpenDraft, list[str], str]
"""A draft, with the names of its fields and the old and new values as the journal seals them."""


class Wanted(NamedTuple):
    """New customers as they are handed over: the fields of their records, and the id that the first is to have."""

    first: CustomerId
    records: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts new customers of a shop; ``blank`` is its blank record, whose country telephones are dialled from."""

    blank: CustomerRecord

    def __call__(self, wanted: Wanted) -> list[Opened]:
        """Draft each of them."""
        country = self.blank.country or ""
        drafts = []
        for number, values in enumerate(wanted.records, start=wanted.first):
            record = CustomerRecord(*values)
            drafts.append(
                (draft_open(record, CustomerId(number), country), *what_changed(self.blank, record))
            )
        return drafts


def what_changed(before: CustomerRecord, after: CustomerRecord) -> tuple[list[str], str]:
    """Return the names of the fields that changed, and their old and new values as JSON."""
    pairs = zip(_RECORD_FIELDS, fields_of(before), fields_of(after), strict=True)
    changed = [(name, old, new) for name, old, new in pairs if old != new]
    text = ", ".join([f'"{name}": [{_json(old)}, {_json(new)}]' for name, old, new in changed])
    return [name for name, _, _ in changed], f"{{{text}}}"


def _json(value: object) -> str:
    """Return what the encoder makes of a value; what a field mostly holds, in a fraction of its time."""
    if value is None:
        return "null"
    return encode_basestring(value) if isinstance(value, str) else _encode(value)
