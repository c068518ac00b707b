"""The journal: every deed that matters, gap-free, each row chained to the one before it by an HMAC."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from json.encoder import encode_basestring
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, insert_rows, run

_SHORT_CODE_BYTES = 5
_LATELY = 10_000
"""How many of the newest rows tell for how long the shop is shut: of a busy one, those of some weeks."""
_COLUMNS = ("sequence", "at", "staff_id", "deed", "subject", "content", "key_id", "mac")
FIRST_MAC = bytes(32)
"""What the first row is chained to."""

Body = tuple[int, int, int | None, str, str, str, int]
"""A row but for its MAC, in the order of its columns."""
Content = Mapping[str, str | int | bool | bytes | list[str] | list[int] | None]


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row: its sequence (0 for an empty journal), instant and MAC."""

    sequence: int
    at: datetime | None
    mac: bytes

    @property
    def code(self) -> str:
        """Return the sequence and a short MAC, as papers print it: ``42-K7QF3M2A``."""
        return short_code(self.sequence, self.mac)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is stored; ``content`` is canonical JSON."""

    sequence: int
    at: int
    staff_id: int | None
    deed: str
    subject: str
    content: str
    key_id: int
    mac: bytes


def read_head(session: Session) -> Head:
    """Return the newest row's place in the chain."""
    row = run(session, "SELECT sequence, at, mac FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    return Head(0, None, FIRST_MAC) if row is None else Head(row[0], from_micros(row[1]), row[2])


def newest_key_id(session: Session) -> int:
    """Return which key the newest row is chained with; 0 for an empty journal."""
    row = session.exec_driver_sql("SELECT key_id FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    return 0 if row is None else int(row[0])


def longest_pause(session: Session, newest: int) -> timedelta:
    """Return the longest time between two entries that followed one another lately, up to the one so numbered."""
    micros = session.exec_driver_sql(
        "SELECT coalesce(max(pause), 0) FROM (SELECT at - lag(at) OVER (ORDER BY sequence) AS pause FROM "
        f"(SELECT sequence, at FROM journal WHERE sequence <= ? ORDER BY sequence DESC LIMIT {_LATELY}))",
        (newest,),
    ).scalar_one()
    return timedelta(microseconds=micros)


def append(
    session: Session,
    key: bytes,
    key_id: int,
    head: Head,
    *,
    at: datetime,
    staff_id: int | None,
    entries: Iterable[tuple[str, str, Content]],
) -> Head:
    """Write the next rows, each a deed, its subject and its content, and return the new head."""
    micros = to_micros(at)
    sequence, mac = head.sequence, head.mac
    begun, rows = Chain(key), []
    for deed, subject, content in entries:
        sequence += 1
        text = canonical(content)
        mac = begun.mac(mac, (sequence, micros, staff_id, deed, subject, text, key_id))
        rows.append((sequence, micros, staff_id, deed, subject, text, key_id, mac))
    if not rows:
        return head
    insert_rows(session, "journal", _COLUMNS, rows)
    return Head(sequence, at, mac)


class Chain:
    """Makes the MACs of rows under one key, begun once: begun for each row it would cost three times as much."""

    def __init__(self, key: bytes) -> None:
        self._begun = HMAC(key, SHA256())

    def mac(self, before: bytes, row: Body) -> bytes:
        """Return the MAC of a row: HMAC-SHA256 over the MAC before it and the row's canonical JSON."""
        sequence, micros, staff_id, deed, subject, content, key_id = row
        # What the encoder makes of the row, in half its time: a proof chains every row there is.
        text = (
            f"[{sequence},{micros},{'null' if staff_id is None else staff_id},{encode_basestring(deed)},"
            f"{encode_basestring(subject)},{encode_basestring(content)},{key_id}]"
        )
        made = self._begun.copy()
        made.update(before + text.encode())
        return made.finalize()


def chain(key: bytes, before: bytes, row: Body) -> bytes:
    """Return the MAC of a single row."""
    return Chain(key).mac(before, row)


def canonical(content: Content) -> str:
    """Return one spelling of the content: sorted keys, no spaces, sealed bytes as base64."""
    # What the encoder makes of it, in half its time: an import enters 100,000 of them.
    return (
        f"{{{','.join([f'{encode_basestring(name)}:{_spelt(content[name])}' for name in sorted(content)])}}}"
    )


def short_code(sequence: int, mac: bytes) -> str:
    """Return what a paper prints so that it can be checked later."""
    return f"{sequence}-{base64.b32encode(mac[:_SHORT_CODE_BYTES]).decode()}"


def _spelt(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bytes):
        return f'"{base64.b64encode(value).decode()}"'
    if isinstance(value, list):
        each = [encode_basestring(one) if isinstance(one, str) else _encode(one) for one in value]
        return f"[{','.join(each)}]"
    return _encode(value)


# Made once: an encoder for each value would cost more than the value.
_encode = json.JSONEncoder(separators=(",", ":")).encode


def read_deeds(
    session: Session, subject: str, deeds: Sequence[str]
) -> list[tuple[datetime, str, str, Mapping[str, Any]]]:
    """Return instant, staff name, deed and content of what was done to a subject, newest first."""
    rows = session.exec_driver_sql(
        "SELECT at, coalesce(name, ''), deed, content FROM journal LEFT JOIN staff ON staff.id = staff_id "
        "WHERE subject = ? AND deed IN (SELECT value FROM json_each(?)) ORDER BY sequence DESC",
        (subject, json.dumps(list(deeds))),
    )
    return [(from_micros(at), name, deed, json.loads(content)) for at, name, deed, content in rows]


def sealed_bytes(text: str) -> bytes:
    """Return what was sealed before it went into the content as text."""
    return base64.b64decode(text)


def last_change(session: Session, subject: str, deed: str) -> tuple[list[str], str] | None:
    """Return which fields the newest deed of its kind on a subject changed, and whose it was."""
    row = session.exec_driver_sql(
        "SELECT content, coalesce(name, '') FROM journal LEFT JOIN staff ON staff.id = staff_id "
        "WHERE subject = ? AND deed = ? ORDER BY sequence DESC LIMIT 1",
        (subject, deed),
    ).fetchone()
    return None if row is None else (json.loads(row[0]).get("fields", []), row[1])
