"""Opening a shop at the till: the keyring's secret together with a PIN, and never the PIN alone."""

from dataclasses import replace
from datetime import datetime

from shopdesk.domain.lockout import LAST_TRY, tries_left, wait_after
from shopdesk.errors import LockedOut, NotFound, WrongSecret
from shopdesk.storage import keyfile
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.key_document import KeyDocument
from shopdesk.storage.keyfile import Roots, Secret
from shopdesk.storage.till_keyring import TillEntry, read_entry, write_entry

_WAIT_SECONDS = 5.0


def tills_here(folder: ShopFolder) -> tuple[str, ...]:
    """Return the ids of the slots that this computer has the other half of; raises Damaged (what: keys), NotAShop."""
    return tuple(till for till in keyfile.tills(folder) if read_entry(till) is not None)


def by_pin(folder: ShopFolder, pin: str, now: datetime) -> Secret:
    """Return what opens a key file by the till PIN of this computer.

    It raises NotFound (kind: till) where this computer has no slot, WrongSecret (tries_left), LockedOut (seconds; or
    reason: till), InUse. A failure is in the keyring before the PIN is judged.
    """

    def one_by_one(document: KeyDocument) -> Roots:
        # The keyring only reads and writes: two who try at once would be counted as one.
        lock = FileLock(folder.till_lock)
        lock.acquire(wait_seconds=_WAIT_SECONDS)
        try:
            return roots(document)
        finally:
            lock.release()

    def roots(document: KeyDocument) -> Roots:
        till, entry = _found(document)
        if entry.failures >= LAST_TRY:
            raise LockedOut(reason="till")
        if entry.locked_until is not None and entry.locked_until > now:
            raise LockedOut(seconds=max(1, round((entry.locked_until - now).total_seconds())))
        failures = entry.failures + 1
        wait = wait_after(failures)
        counted = replace(entry, failures=failures, locked_until=None if wait is None else now + wait)
        if not write_entry(till, counted):
            raise NotFound(kind="till", reference=till)
        found = document.tills[till].unwrap(
            pin.encode(), bound_to=document.bound_to(till), device_secret=entry.secret
        )
        if found is None:
            raise WrongSecret(tries_left=tries_left(failures))
        write_entry(till, TillEntry(entry.secret))
        return found

    return one_by_one


def _found(document: KeyDocument) -> tuple[str, TillEntry]:
    for till in document.tills:
        entry = read_entry(till)
        if entry is not None:
            return till, entry
    raise NotFound(kind="till", reference="")
