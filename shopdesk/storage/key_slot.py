"""A slot of the key file: the root key, wrapped under one secret; its header cannot be altered unseen."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shopdesk.storage.kdf import KdfProfile, stretch
from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES

_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True)
class KeySlot:
    """One way to the root key: by a passphrase where there is a ``profile``, else by random bytes."""

    generation: int
    profile: KdfProfile | None
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def wrap(
        cls, root: bytes, secret: bytes, *, bound_to: str, generation: int, profile: KdfProfile | None
    ) -> "KeySlot":
        """Wrap the root key under a secret; ``bound_to`` says which shop and slot this is."""
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        empty = cls(generation, profile, salt, nonce, wrapped=b"")
        cipher = AESGCM(empty.wrapping_key(secret))
        return cls(generation, profile, salt, nonce, cipher.encrypt(nonce, root, empty.header(bound_to)))

    def unwrap(self, secret: bytes, *, bound_to: str) -> bytes | None:
        """Return the root key, or None when the secret does not fit."""
        try:
            return AESGCM(self.wrapping_key(secret)).decrypt(self.nonce, self.wrapped, self.header(bound_to))
        except InvalidTag:
            return None

    def wrapping_key(self, secret: bytes) -> bytes:
        """Return the key that this slot makes of a secret; slow for a passphrase."""
        if self.profile is not None:
            return stretch(secret, self.salt, self.profile)
        return HKDF(SHA256(), KEY_BYTES, salt=self.salt, info=b"shopdesk 1 slot").derive(secret)

    def header(self, bound_to: str) -> bytes:
        """Return the associated data: everything about the slot but what it wraps."""
        return json.dumps([bound_to, self._described()], sort_keys=True).encode()

    def to_json(self) -> dict[str, Any]:
        """Return the slot as it stands in the key file."""
        return self._described() | {"nonce": self.nonce.hex(), "wrapped": self.wrapped.hex()}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "KeySlot":
        """Read a slot; raises ValueError, TypeError or KeyError for whatever is no slot."""
        kdf = found["kdf"]
        profile = None
        if kdf["name"] == "argon2id":
            profile = KdfProfile(kdf["memory_kib"], kdf["time_cost"], kdf["parallelism"])
        elif kdf["name"] != "hkdf-sha256":
            raise ValueError("unknown key derivation")
        return cls(
            generation=whole_number(found["generation"]),
            profile=profile,
            salt=exact_bytes(kdf["salt"], SALT_BYTES),
            nonce=exact_bytes(found["nonce"], _NONCE_BYTES),
            wrapped=exact_bytes(found["wrapped"], KEY_BYTES + _TAG_BYTES),
        )

    def _described(self) -> dict[str, Any]:
        kdf: dict[str, Any] = {"name": "hkdf-sha256", "salt": self.salt.hex()}
        if self.profile is not None:
            kdf |= {
                "name": "argon2id",
                "memory_kib": self.profile.memory_kib,
                "time_cost": self.profile.time_cost,
                "parallelism": self.profile.parallelism,
            }
        return {"generation": self.generation, "kdf": kdf}


def exact_bytes(text: str, length: int) -> bytes:
    """Return the bytes of a hexadecimal text; ValueError unless there are ``length`` of them."""
    data = bytes.fromhex(text)
    if len(data) != length:
        raise ValueError("wrong length")
    return data


def whole_number(value: object) -> int:
    """Return a counting number; ValueError for anything else, True included."""
    if type(value) is not int or value < 1:
        raise ValueError("not a counting number")
    return value
