"""What stands in the key file: JSON in one canonical spelling and its checksum; no flipped bit passes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shopdesk.errors import Damaged, NewerFormat
from shopdesk.storage.key_slot import KeySlot, counting, exact_bytes, whole_number
from shopdesk.storage.keys import SALT_BYTES

FORMAT = 1
LARGEST = 64 * 1024
MOST_TILLS = 24
OWNER, RECOVERY = "owner", "recovery"

_SHOP_ID_BYTES = 16
_TILL_ID_BYTES = 8


class Coming(NamedTuple):
    """The root key that a rekey which is not finished leads to, with what is wrapped under it."""

    key_id: int
    retired: Mapping[int, bytes]


@dataclass(frozen=True)
class KeyDocument:
    """The content of the key file; ``generation`` grows with each rewriting.

    ``slots`` by name: owner, recovery, and of each till an id of its own. ``retired`` are the journal's keys of
    earlier root keys by key id, wrapped under this one.
    """

    shop_id: str
    generation: int
    key_id: int
    database_salt: bytes
    slots: Mapping[str, KeySlot]
    retired: Mapping[int, bytes] = field(default_factory=dict)
    coming: Coming | None = None

    @property
    def owner(self) -> KeySlot:
        """The slot of the passphrase."""
        return self.slots[OWNER]

    @property
    def tills(self) -> dict[str, KeySlot]:
        """The slots of computers, by id."""
        return {name: slot for name, slot in self.slots.items() if name not in (OWNER, RECOVERY)}

    def bound_to(self, slot: str) -> str:
        """Return what ties a slot to this shop, its database and its name."""
        return f"shopdesk {FORMAT} {self.shop_id} {self.database_salt.hex()} {slot}"

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        coming = self.coming and {"key_id": self.coming.key_id, "retired": _hex(self.coming.retired)}
        body = {
            "format": FORMAT,
            "shop_id": self.shop_id,
            "generation": self.generation,
            "key_id": self.key_id,
            "database_salt": self.database_salt.hex(),
            "slots": {name: slot.to_json() for name, slot in self.slots.items()},
            "retired": _hex(self.retired),
            "coming": coming,
        }
        return _spell(body | {"checksum": _checksum(body)})

    @classmethod
    def decode(cls, data: bytes) -> "KeyDocument":
        """Read the bytes of a key file; raises Damaged (what: keys) or NewerFormat (found, known)."""
        try:
            body = _checked(data)
            if body["format"] != FORMAT:
                raise NewerFormat(found=whole_number(body["format"]), known=FORMAT)
            coming = body["coming"]
            document = cls(
                shop_id=exact_bytes(body["shop_id"], _SHOP_ID_BYTES).hex(),
                generation=whole_number(body["generation"]),
                key_id=whole_number(body["key_id"]),
                database_salt=exact_bytes(body["database_salt"], SALT_BYTES),
                slots={name: KeySlot.from_json(slot) for name, slot in body["slots"].items()},
                retired=_retired(body["retired"]),
                coming=coming and Coming(whole_number(coming["key_id"]), _retired(coming["retired"])),
            )
            document._check_slots()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Damaged(what="keys") from error
        return document

    def _check_slots(self) -> None:
        wrapped = {self.key_id, self.coming.key_id} if self.coming else {self.key_id}
        if not {OWNER, RECOVERY} <= self.slots.keys() or len(self.tills) > MOST_TILLS:
            raise ValueError("not the slots of a shop")
        for name in self.tills:
            exact_bytes(name, _TILL_ID_BYTES)
        if any(slot.roots.keys() != wrapped for slot in self.slots.values()):
            raise ValueError("a slot without the root key")


def _hex(keys: Mapping[int, bytes]) -> dict[str, str]:
    return {str(key_id): wrapped.hex() for key_id, wrapped in keys.items()}


def _retired(found: Mapping[str, str]) -> dict[int, bytes]:
    return {counting(key_id): bytes.fromhex(wrapped) for key_id, wrapped in found.items()}


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
