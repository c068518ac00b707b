"""A shop that cannot be opened: what of it is damaged, what it can be restored from, and taking its place."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from shopdesk.errors import AlreadyExists, InvalidValue, NewerFormat, ShopDeskError
from shopdesk.storage import cipher
from shopdesk.storage.backup import Backup
from shopdesk.storage.backup_file import ENDING, check_whole, read_label
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder, sync_folder
from shopdesk.storage.key_document import KeyDocument

_PLAIN = b"SQLite format 3\0"


class Part(StrEnum):
    """The files of a shop."""

    DATABASE = "database"
    KEYS = "keys"
    KEYS_COPY = "keys_copy"
    JOURNAL = "journal"


class State(StrEnum):
    """How a file is, as far as that shows without the passphrase; ``strange`` is something else than ours."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    MISSING = "missing"
    STRANGE = "strange"


class Condition(NamedTuple):
    """The files of a shop, its newest backup that is whole, and how many newer ones are not."""

    parts: tuple[tuple[Part, State], ...]
    backup: Backup | None
    damaged_backups: int


def part_of(what: str) -> Part:
    """Return the file that an error means which says what is damaged."""
    return {"keys": Part.KEYS, "journal_file": Part.JOURNAL}.get(what, Part.DATABASE)


def examine(folder: Path, known: Collection[Part] = ()) -> Condition:
    """Look at a shop that does not open, changing nothing; reads the newest backup from end to end.

    ``known`` are the parts that an opening or somebody at work found damaged where it does not show from outside.
    """
    place = ShopFolder(folder)
    documents = {Part.KEYS: _document(place.keys), Part.KEYS_COPY: _document(place.keys_copy)}
    salts = {found.database_salt for found in documents.values() if isinstance(found, KeyDocument)}
    states = {
        Part.DATABASE: _database(place.database, salts),
        **{
            part: State.WHOLE if isinstance(found, KeyDocument) else found
            for part, found in documents.items()
        },
        Part.JOURNAL: State.WHOLE if place.journal.is_file() else State.MISSING,
    }
    states |= {part: State.DAMAGED for part in known if states[part] is State.WHOLE}
    damaged = 0
    for path in sorted(place.backups.glob(f"*{ENDING}"), key=lambda path: path.name, reverse=True):
        with suppress(ShopDeskError, OSError):
            check_whole(path)
            backup = Backup(path, read_label(path), path.stat().st_size)
            return Condition(tuple(states.items()), backup, damaged)
        damaged += 1
    return Condition(tuple(states.items()), None, damaged)


def put_in_place(folder: Path, restored: Path, today: date) -> Path:
    """Set the damaged shop's folder aside under another name and give its name to the restored one.

    Not a file in either is touched. Returns where the damaged shop lies then. Raises InUse while a program has it
    open, InvalidValue (field: folder) when the folders cannot be renamed.
    """
    aside = folder.with_name(f"{folder.name} damaged {today}")
    if aside.exists():
        raise AlreadyExists(what="folder")
    lock = ShopFolder(folder).lock
    if lock.exists():
        alone = FileLock(lock)
        alone.acquire()
        alone.release()
    try:
        folder.rename(aside)
        try:
            restored.rename(folder)
        except OSError:
            aside.rename(folder)
            raise
        sync_folder(folder.parent)
    except OSError as error:
        raise InvalidValue(field="folder", reason="cannot_be_written") from error
    return aside


def _document(path: Path) -> KeyDocument | State:
    if not path.is_file():
        return State.MISSING
    try:
        return KeyDocument.decode(path.read_bytes())
    except NewerFormat:
        return State.WHOLE
    except (ShopDeskError, OSError):
        return State.DAMAGED


def _database(path: Path, salts: set[bytes]) -> State:
    if not path.is_file():
        return State.MISSING
    with path.open("rb") as file:
        start = file.read(cipher.PAGE_BYTES)
    if start.startswith(_PLAIN):
        return State.STRANGE
    torn = len(start) < cipher.PAGE_BYTES or path.stat().st_size % cipher.PAGE_BYTES
    return State.DAMAGED if torn or (salts and start[: len(next(iter(salts)))] not in salts) else State.WHOLE
