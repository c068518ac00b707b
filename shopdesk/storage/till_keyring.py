"""What a till keeps in the keyring of its operating system: a secret, and the count of wrong PINs."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType

from shopdesk.storage.keys import KEY_BYTES
from shopdesk.storage.moments import from_micros_or_none, to_micros

# The keyring looks for its backends when it is first imported, which nobody should wait for at the start.
# ruff: noqa: PLC0415

_SERVICE = "ShopDesk"
_PROBE = "probe"


@dataclass(frozen=True)
class TillEntry:
    """A till's secret, how often in a row its PIN was wrong, and until when nobody may try."""

    secret: bytes = field(repr=False)
    failures: int = 0
    locked_until: datetime | None = None


def new_entry() -> TillEntry:
    """Return the entry of a new till, with a random secret."""
    return TillEntry(secrets.token_bytes(KEY_BYTES))


class _Refused(Exception):
    """The keyring refuses, is shut, or went away."""


@contextmanager
def _keyring() -> Iterator[ModuleType]:
    """Yield what asks the keyring; raises _Refused."""
    import keyring
    from keyring.errors import KeyringError

    refusals: tuple[type[Exception], ...] = (KeyringError, OSError, EOFError, RuntimeError, *of_the_desktop())
    try:
        yield keyring
    except refusals as error:
        raise _Refused from error


def of_the_desktop() -> tuple[type[Exception], ...]:
    """Return what Linux's own keyring raises when it goes away under the hand: that is passed on as it is."""
    try:
        from jeepney import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException
    except ImportError:
        return ()
    return DBusErrorResponse, SecretStorageException


def has_keyring() -> bool:
    """Tell whether there is a keyring that keeps what it is given: written, read back and deleted once."""
    word = secrets.token_hex(8)
    try:
        with _keyring() as keyring:
            keyring.set_password(_SERVICE, _PROBE, word)
            kept = keyring.get_password(_SERVICE, _PROBE)
            keyring.delete_password(_SERVICE, _PROBE)
    except _Refused:
        return False
    return bool(kept == word)


def read_entry(till: str) -> TillEntry | None:
    """Return what this computer keeps for a till; None when it is another computer's, or the keyring is shut."""
    try:
        with _keyring() as keyring:
            kept = keyring.get_password(_SERVICE, till)
        found = json.loads(kept or "null")
        return TillEntry(
            bytes.fromhex(found["secret"]), found["failures"], from_micros_or_none(found["locked_until"])
        )
    except (_Refused, ValueError, KeyError, TypeError):
        return None


def write_entry(till: str, entry: TillEntry) -> bool:
    """Keep an entry; return whether the keyring took it."""
    until = None if entry.locked_until is None else to_micros(entry.locked_until)
    body = {"secret": entry.secret.hex(), "failures": entry.failures, "locked_until": until}
    try:
        with _keyring() as keyring:
            keyring.set_password(_SERVICE, till, json.dumps(body))
    except _Refused:
        return False
    return True


def delete_entry(till: str) -> None:
    """Forget a till; what is not there stays away."""
    with suppress(_Refused), _keyring() as keyring:
        keyring.delete_password(_SERVICE, till)
