"""The keys of an opened shop, one for each purpose, derived from the one root key that the slots wrap."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shopdesk.errors import Damaged

KEY_BYTES = 32
SALT_BYTES = 16

_NONCE_BYTES = 12


@dataclass(frozen=True)
class RootKeys:
    """What opening the key file gives; nothing secret is in its repr.

    ``retired`` holds the journal's keys from before each rekey, by key id: what was written then is checked by them.
    """

    shop_id: str
    database_key: bytes = field(repr=False)
    database_salt: bytes = field(repr=False)
    pii_key: bytes = field(repr=False)
    journal_key: bytes = field(repr=False)
    anchor_key: bytes = field(repr=False)
    key_id: int
    retired: Mapping[int, bytes] = field(default_factory=dict, repr=False)

    @property
    def chain_keys(self) -> dict[int, bytes]:
        """The journal's keys by the key id that its rows name."""
        return {**self.retired, self.key_id: self.journal_key}


def root_keys(
    root: bytes,
    *,
    shop_id: str,
    key_id: int,
    database_salt: bytes,
    retired: Mapping[int, bytes] | None = None,
) -> RootKeys:
    """Derive the keys of a shop from its root key (32 bytes); ``retired`` as `wrap_retired` gave them.

    Raises Damaged (what: keys) for a retired key that does not open.
    """
    return RootKeys(
        shop_id=shop_id,
        database_key=_derive(root, shop_id, "database"),
        database_salt=database_salt,
        pii_key=_derive(root, shop_id, "pii"),
        journal_key=_derive(root, shop_id, "journal"),
        anchor_key=_derive(root, shop_id, "anchor"),
        key_id=key_id,
        retired=_unwrap_retired(root, shop_id, retired or {}),
    )


def wrap_retired(root: bytes, shop_id: str, chain_keys: Mapping[int, bytes]) -> dict[int, bytes]:
    """Wrap the journal's keys of earlier root keys under a root key."""
    cipher, wrapped = _retiring(root, shop_id), {}
    for key_id, key in chain_keys.items():
        nonce = secrets.token_bytes(_NONCE_BYTES)
        wrapped[key_id] = nonce + cipher.encrypt(nonce, key, _retired_header(shop_id, key_id))
    return wrapped


def backup_key(keys: RootKeys, backup_id: str) -> bytes:
    """Derive the database key (32 bytes) of one backup; it opens no other and not the live file."""
    return _derive(keys.database_key, keys.shop_id, f"backup {backup_id}")


def _unwrap_retired(root: bytes, shop_id: str, wrapped: Mapping[int, bytes]) -> dict[int, bytes]:
    cipher = _retiring(root, shop_id)
    try:
        return {
            key_id: cipher.decrypt(blob[:_NONCE_BYTES], blob[_NONCE_BYTES:], _retired_header(shop_id, key_id))
            for key_id, blob in wrapped.items()
        }
    except (InvalidTag, ValueError) as error:
        raise Damaged(what="keys") from error


def _retiring(root: bytes, shop_id: str) -> AESGCM:
    return AESGCM(_derive(root, shop_id, "retired"))


def _retired_header(shop_id: str, key_id: int) -> bytes:
    return f"shopdesk 1 retired {shop_id} {key_id}".encode()


def _derive(secret: bytes, shop_id: str, purpose: str) -> bytes:
    info = f"shopdesk 1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=shop_id.encode(), info=info).derive(secret)
