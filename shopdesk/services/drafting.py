"""New customers as they are written, with what is to be sealed still open: values alone, so any process may do it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple, Self

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
        country, blank = self.blank.country or "", _Before.of(self.blank)
        alike: dict[tuple[str, ...], list[str]] = {}  # once each, they are handed over in a word
        drafts = []
        for number, values in enumerate(wanted.records, start=wanted.first):
            opened = draft_open(CustomerRecord(*values), CustomerId(number), country)
            names, text = blank.changed(values)
            drafts.append((opened, alike.setdefault(tuple(names), names), text))
        return drafts


def what_changed(before: CustomerRecord, after: CustomerRecord) -> tuple[list[str], str]:
    """Return the names of the fields that changed, and their old and new values as JSON."""
    return _Before.of(before).changed(fields_of(after))


class _Before(NamedTuple):
    """The fields of a record that is changed, and each as the journal begins to tell of it."""

    fields: tuple[tuple[str, object, str], ...]

    @classmethod
    def of(cls, record: CustomerRecord) -> Self:
        named = zip(_RECORD_FIELDS, fields_of(record), strict=True)
        return cls(tuple((name, old, f'"{name}": [{_json(old)}, ') for name, old in named))

    def changed(self, after: tuple[Any, ...]) -> tuple[list[str], str]:
        """Return the names of the fields that are others now, and their old and new values as JSON."""
        # Most are empty before and after, and that it is the same is sooner told than that it is equal.
        changed = [
            (name, f"{begun}{_json(new)}]")
            for (name, old, begun), new in zip(self.fields, after, strict=True)
            if old is not new and old != new
        ]
        return [name for name, _ in changed], f"{{{', '.join([told for _, told in changed])}}}"


def _json(value: object) -> str:
    """Return what the encoder makes of a value; what a field mostly holds, in a fraction of its time."""
    if isinstance(value, str):
        return encode_basestring(value)
    return "null" if value is None else _encode(value)
