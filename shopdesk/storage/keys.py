"""The keys of an opened shop, one for each purpose, derived from the one root key that the slots wrap."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True)
class RootKeys:
    """What opening the key file gives; nothing secret is in its repr."""

    shop_id: str
    database_key: bytes = field(repr=False)
    database_salt: bytes = field(repr=False)
    pii_key: bytes = field(repr=False)
    journal_key: bytes = field(repr=False)
    anchor_key: bytes = field(repr=False)
    key_id: int


def root_keys(root: bytes, *, shop_id: str, key_id: int, database_salt: bytes) -> RootKeys:
    """Derive the keys of a shop from its root key (32 bytes)."""
    return RootKeys(
        shop_id=shop_id,
        database_key=_derive(root, shop_id, "database"),
        database_salt=database_salt,
        pii_key=_derive(root, shop_id, "pii"),
        journal_key=_derive(root, shop_id, "journal"),
        anchor_key=_derive(root, shop_id, "anchor"),
        key_id=key_id,
    )


def backup_key(keys: RootKeys, backup_id: str) -> bytes:
    """Derive the database key (32 bytes) of one backup; it opens no other and not the live file."""
    return _derive(keys.database_key, keys.shop_id, f"backup {backup_id}")


def _derive(secret: bytes, shop_id: str, purpose: str) -> bytes:
    info = f"shopdesk 1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=shop_id.encode(), info=info).derive(secret)
