"""The requests that were carried out: the same id with the same content gets the first result."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session, insert_row, run


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """What was done under a request id; ``result`` is JSON."""

    deed: str
    digest: bytes
    result: str


def read_request(session: Session, request_id: str) -> StoredRequest | None:
    """Return what was done under the id, or None."""
    row = run(session, "SELECT deed, digest, result FROM request WHERE id = ?", (request_id,)).fetchone()
    return None if row is None else StoredRequest(row[0], row[1], row[2])


def write_request(session: Session, request_id: str, stored: StoredRequest, at: datetime) -> None:
    """Remember what was done."""
    insert_row(
        session,
        "request",
        {
            "id": request_id,
            "deed": stored.deed,
            "digest": stored.digest,
            "result": stored.result,
            "at": to_micros(at),
        },
    )
