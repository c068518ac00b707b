"""What stands in the key file: JSON in one canonical spelling and its checksum; no flipped bit passes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from shopdesk.errors import Damaged, NewerFormat
from shopdesk.storage.key_slot import KeySlot, exact_bytes, whole_number
from shopdesk.storage.keys import SALT_BYTES

FORMAT = 1
LARGEST = 64 * 1024

_SHOP_ID_BYTES = 16


@dataclass(frozen=True)
class KeyDocument:
    """The content of the key file; ``generation`` grows with each rewriting."""

    shop_id: str
    generation: int
    key_id: int
    database_salt: bytes
    owner: KeySlot
    recovery: KeySlot

    def bound_to(self, slot: str) -> str:
        """Return what ties a slot (``owner``, ``recovery``) to this shop, root key and database."""
        return f"shopdesk {FORMAT} {self.shop_id} {self.key_id} {self.database_salt.hex()} {slot}"

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        body = {
            "format": FORMAT,
            "shop_id": self.shop_id,
            "generation": self.generation,
            "key_id": self.key_id,
            "database_salt": self.database_salt.hex(),
            "slots": {"owner": self.owner.to_json(), "recovery": self.recovery.to_json()},
        }
        return _spell(body | {"checksum": _checksum(body)})

    @classmethod
    def decode(cls, data: bytes) -> "KeyDocument":
        """Read the bytes of a key file; raises Damaged (what: keys) or NewerFormat (found, known)."""
        try:
            body = _checked(data)
            if body["format"] != FORMAT:
                raise NewerFormat(found=whole_number(body["format"]), known=FORMAT)
            return cls(
                shop_id=exact_bytes(body["shop_id"], _SHOP_ID_BYTES).hex(),
                generation=whole_number(body["generation"]),
                key_id=whole_number(body["key_id"]),
                database_salt=exact_bytes(body["database_salt"], SALT_BYTES),
                owner=KeySlot.from_json(body["slots"]["owner"]),
                recovery=KeySlot.from_json(body["slots"]["recovery"]),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Damaged(what="keys") from error


def _checked(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise ValueError("too large")
    body = json.loads(data)
    if not isinstance(body, dict) or _spell(body) != data:
        raise ValueError("not as this program writes it")
    if body.pop("checksum") != _checksum(body):
        raise ValueError("wrong checksum")
    return body


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(_spell(body)).hexdigest()


def _spell(body: dict[str, Any]) -> bytes:
    return json.dumps(body, indent=1, sort_keys=True).encode() + b"\n"
