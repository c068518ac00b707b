"""Hashing PINs: Argon2id, light, because the file itself is already encrypted."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_pin(pin: str) -> str:
    """Return the hash of a PIN, salt and parameters included."""
    return _HASHER.hash(pin)


def pin_fits(pin_hash: str, pin: str) -> bool:
    """Tell whether the PIN is the one that was hashed."""
    try:
        return _HASHER.verify(pin_hash, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
