"""A slot of the key file: a way to the root key by one secret; its header cannot be altered unseen.

The secret makes a pair of keys of which only the public half is kept. The root key is wrapped to that half, so that
a new root key can be given to every slot without knowing any secret, and an old root key opens no new one.
"""

import dataclasses
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.backends import openssl  # noqa: F401 -- else loaded by the first key that is made
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shopdesk.storage.kdf import KdfProfile, stretch
from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES

_NONCE_BYTES = 12
_TAG_BYTES = 16
_LONGEST_COMPUTER = 200


class WrappedRoot(NamedTuple):
    """A root key as one slot keeps it; ``proof`` says that whoever knew that root key made the slot."""

    sender: bytes
    nonce: bytes
    wrapped: bytes
    proof: bytes


@dataclass(frozen=True)
class KeySlot:
    """One way to the root keys: by something typed where there is a ``profile``, else by random bytes.

    ``roots`` by key id: one, and two while a rekey is not finished. ``computer`` names whose slot a till's is.
    """

    generation: int
    profile: KdfProfile | None
    salt: bytes
    public: bytes
    roots: Mapping[int, WrappedRoot]
    computer: str = ""

    @classmethod
    def make(
        cls,
        roots: Mapping[int, bytes],
        secret: bytes,
        *,
        bound_to: str,
        generation: int,
        profile: KdfProfile | None,
        device_secret: bytes = b"",
        computer: str = "",
    ) -> "KeySlot":
        """Make the slot of a secret, with these root keys; ``bound_to`` says which shop and slot this is."""
        empty = cls(generation, profile, secrets.token_bytes(SALT_BYTES), b"", {}, computer)
        pair = empty._pair(secret, device_secret)
        slot = dataclasses.replace(empty, public=pair.public_key().public_bytes_raw())
        for key_id, root in roots.items():
            slot = slot.with_root(key_id, root, bound_to=bound_to)
        return slot

    def with_root(self, key_id: int, root: bytes, *, bound_to: str) -> "KeySlot":
        """Return the slot with one more root key; no secret is needed."""
        pair, nonce = X25519PrivateKey.generate(), secrets.token_bytes(_NONCE_BYTES)
        sender = pair.public_key().public_bytes_raw()
        cipher = AESGCM(_agreed(pair, self.public, sender))
        wrapped = cipher.encrypt(nonce, root, self.header(bound_to, key_id))
        made = WrappedRoot(sender, nonce, wrapped, self._proof(root, bound_to, key_id))
        return dataclasses.replace(self, roots={**self.roots, key_id: made})

    def with_only(self, key_id: int) -> "KeySlot":
        """Return the slot with this root key alone."""
        return dataclasses.replace(self, roots={key_id: self.roots[key_id]})

    def was_made_by(self, root: bytes, key_id: int, *, bound_to: str) -> bool:
        """Tell whether whoever made the slot knew this root key: nobody slipped in a slot of their own."""
        return hmac.compare_digest(self.roots[key_id].proof, self._proof(root, bound_to, key_id))

    def unwrap(self, secret: bytes, *, bound_to: str, device_secret: bytes = b"") -> dict[int, bytes] | None:
        """Return the root keys by their key id, or None when the secret does not fit."""
        pair = self._pair(secret, device_secret)
        if pair.public_key().public_bytes_raw() != self.public:
            return None
        try:
            return {
                key_id: AESGCM(_agreed(pair, kept.sender, kept.sender)).decrypt(
                    kept.nonce, kept.wrapped, self.header(bound_to, key_id)
                )
                for key_id, kept in self.roots.items()
            }
        except (InvalidTag, ValueError):
            return None

    def header(self, bound_to: str, key_id: int) -> bytes:
        """Return the associated data: everything about the slot but what it wraps."""
        return json.dumps([bound_to, key_id, self._described()], sort_keys=True).encode()

    def to_json(self) -> dict[str, Any]:
        """Return the slot as it stands in the key file."""
        roots = {
            str(key_id): {name: part.hex() for name, part in kept._asdict().items()}
            for key_id, kept in self.roots.items()
        }
        return self._described() | {"roots": roots}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "KeySlot":
        """Read a slot; raises ValueError, TypeError, AttributeError or KeyError for whatever is no slot."""
        kdf = found["kdf"]
        profile = None
        if kdf["name"] == "argon2id":
            profile = KdfProfile(kdf["memory_kib"], kdf["time_cost"], kdf["parallelism"])
        elif kdf["name"] != "hkdf-sha256":
            raise ValueError("unknown key derivation")
        computer = found.get("computer", "")
        if not isinstance(computer, str) or len(computer) > _LONGEST_COMPUTER:
            raise ValueError("no name of a computer")
        return cls(
            generation=whole_number(found["generation"]),
            profile=profile,
            salt=exact_bytes(kdf["salt"], SALT_BYTES),
            public=exact_bytes(found["public"], KEY_BYTES),
            roots={counting(key_id): _wrapped_root(kept) for key_id, kept in found["roots"].items()},
            computer=computer,
        )

    def _pair(self, secret: bytes, device_secret: bytes) -> X25519PrivateKey:
        """Return the pair of keys that this slot makes of a secret; slow for what is typed."""
        if self.profile is not None:
            secret = stretch(secret, self.salt, self.profile)
        derive = HKDF(SHA256(), KEY_BYTES, salt=self.salt, info=b"shopdesk 1 slot")
        return X25519PrivateKey.from_private_bytes(derive.derive(device_secret + secret))

    def _proof(self, root: bytes, bound_to: str, key_id: int) -> bytes:
        key = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"shopdesk 1 slot proof").derive(root)
        return hmac.digest(key, self.header(bound_to, key_id), hashlib.sha256)

    def _described(self) -> dict[str, Any]:
        kdf: dict[str, Any] = {"name": "hkdf-sha256", "salt": self.salt.hex()}
        if self.profile is not None:
            kdf |= {
                "name": "argon2id",
                "memory_kib": self.profile.memory_kib,
                "time_cost": self.profile.time_cost,
                "parallelism": self.profile.parallelism,
            }
        said = {"generation": self.generation, "kdf": kdf, "public": self.public.hex()}
        return said | {"computer": self.computer} if self.computer else said


def _agreed(mine: X25519PrivateKey, theirs: bytes, sender: bytes) -> bytes:
    shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    return HKDF(SHA256(), KEY_BYTES, salt=sender, info=b"shopdesk 1 root").derive(shared)


def _wrapped_root(found: Mapping[str, Any]) -> WrappedRoot:
    return WrappedRoot(
        exact_bytes(found["sender"], KEY_BYTES),
        exact_bytes(found["nonce"], _NONCE_BYTES),
        exact_bytes(found["wrapped"], KEY_BYTES + _TAG_BYTES),
        exact_bytes(found["proof"], KEY_BYTES),
    )


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


def counting(text: str) -> int:
    """Return the counting number that a name in the file spells; ValueError for any other spelling."""
    if text != str(int(text)):
        raise ValueError("not as this program writes it")
    return whole_number(int(text))
