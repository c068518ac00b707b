"""What a till keeps in the keyring of its operating system: a secret, and the count of wrong PINs."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime

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


def has_keyring() -> bool:
    """Tell whether there is a keyring that keeps what it is given: written, read back and deleted once."""
    import keyring
    from keyring.errors import KeyringError

    word = secrets.token_hex(8)
    try:
        keyring.set_password(_SERVICE, _PROBE, word)
        kept = keyring.get_password(_SERVICE, _PROBE)
        keyring.delete_password(_SERVICE, _PROBE)
    except KeyringError:
        return False
    return kept == word


def read_entry(till: str) -> TillEntry | None:
    """Return what this computer keeps for a till; None when it is another computer's, or the keyring is shut."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(_SERVICE, till)
        if kept is None:
            return None
        found = json.loads(kept)
        return TillEntry(
            bytes.fromhex(found["secret"]), found["failures"], from_micros_or_none(found["locked_until"])
        )
    except (KeyringError, ValueError, KeyError, TypeError):
        return None


def write_entry(till: str, entry: TillEntry) -> bool:
    """Keep an entry; return whether the keyring took it."""
    import keyring
    from keyring.errors import KeyringError

    until = None if entry.locked_until is None else to_micros(entry.locked_until)
    body = {"secret": entry.secret.hex(), "failures": entry.failures, "locked_until": until}
    try:
        keyring.set_password(_SERVICE, till, json.dumps(body))
    except KeyringError:
        return False
    return True


def delete_entry(till: str) -> None:
    """Forget a till; what is not there stays away."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, till)
    except KeyringError:
        return
