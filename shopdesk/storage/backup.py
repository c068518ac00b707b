"""Backups of an open shop: made online under a key of their own, verified, thinned out, and restored elsewhere."""

import dataclasses
import secrets
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from shopdesk.domain.retention import kept
from shopdesk.errors import AlreadyExists, Damaged, InvalidValue, ShopDeskError
from shopdesk.storage import keyfile, schema
from shopdesk.storage.anchor import ENDING as ANCHOR_ENDING
from shopdesk.storage.anchor import Anchor, Missing, read_mark
from shopdesk.storage.backup_file import (
    ENDING,
    PARTIAL,
    BackupLabel,
    copy_backup,
    read_label,
    take_apart,
    write_backup,
)
from shopdesk.storage.cipher_pages import SealedFile
from shopdesk.storage.database import Database
from shopdesk.storage.examining import examine
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.finding import Check
from shopdesk.storage.folder import (
    FOLDER_MODE,
    ShopFolder,
    replace_file,
    sync_file,
    sync_folder,
    telling_full,
)
from shopdesk.storage.integrity import BEFORE_A_COPY, CHECKS
from shopdesk.storage.keys import SALT_BYTES, RootKeys, backup_key
from shopdesk.storage.moments import to_micros
from shopdesk.storage.schema_integrity import lay_guards_anew
from shopdesk.storage.session import Session
from shopdesk.storage.stale_log import ENDING as LOG_ENDING
from shopdesk.storage.stopping import IsStopped, Stoppable, never
from shopdesk.storage.vault import Vault

_LOCK = ".lock"
_WAIT_SECONDS = 60.0
Progress = Callable[[str], None]
"""Told the name of each step before it is taken: copy, pages, structure, …; may raise to stop."""


class Backup(NamedTuple):
    """A backup that lies somewhere, with what it says of itself."""

    path: Path
    label: BackupLabel
    bytes: int


class Restored(NamedTuple):
    """A shop that was restored; ``missing`` is what the old folder's journal holds beyond the backup."""

    folder: Path
    label: BackupLabel
    bytes: int
    checked: int
    missing: Missing
    replayed: bool


class BackupStore:
    """The backups of one open shop, in the folder beside it."""

    def __init__(self, folder: ShopFolder, keys: RootKeys) -> None:
        self._folder = folder
        self._keys = keys

    def make(
        self,
        database: Database,
        at: datetime,
        progress: Progress | None = None,
        is_stopped: IsStopped = never,
    ) -> Backup:
        """Make a backup and give it its name once it is proven; raises DiskFull, Damaged, InUse, Cancelled.

        Every page of the copy is compared with its seal while that is put in its place, and the file's structure looked
        over meanwhile: page by page the copy is what the file was. InUse when another process is making one.
        Whatever is raised, nothing half-made is left.
        """
        told = progress or _silent
        self._folder.make_backups()
        identity, salt = uuid.uuid4().hex, secrets.token_bytes(SALT_BYTES)
        keys = dataclasses.replace(
            self._keys, database_key=backup_key(self._keys, identity), database_salt=salt
        )
        path = self._folder.backups / f"{at:%Y%m%dT%H%M%SZ}-{identity[:6]}{ENDING}"
        with (
            self._alone(),
            _workplace(self._folder.backups) as work,
            ThreadPoolExecutor(1, "shopdesk-backup") as beside,
        ):
            told("copy")
            place = ShopFolder(work)

            def look_over() -> int:
                return _prove(database, self._keys, BEFORE_A_COPY, _silent, is_stopped, "database")

            try:
                database.copy_into(place.database, keys, is_stopped, is_kept=False)
            except Damaged:
                look_over()  # is it the file itself? That is told first
                raise
            with telling_full():
                shutil.copyfile(self._sound_keys(), place.keys)
            label, pages = _looked_into(place, keys, identity, at)
            whole = beside.submit(look_over)

            def prove() -> None:
                told("structure")
                whole.result()

            told("pages")
            with place.keys.open("rb") as key_file, place.database.open("rb") as copy:
                sealed = Stoppable(SealedFile(copy, keys, pages), is_stopped)
                write_backup(path, label, key_file, sealed, prove)
            told("file")
        return Backup(path, label, path.stat().st_size)

    def listed(self) -> tuple[Backup, ...]:
        """Return this shop's backups, the newest first; a file that is none is passed over."""
        found: list[Backup] = []
        for path in self._folder.backups.glob(f"*{ENDING}"):
            with suppress(ShopDeskError, OSError):
                label = read_label(path)
                if label.shop_id == self._keys.shop_id:
                    found.append(Backup(path, label, path.stat().st_size))
        return tuple(sorted(found, key=lambda each: (each.label.made_at, each.label.sequence), reverse=True))

    def thin(self, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
        """Remove the backups whose time is over, and the old anchors before them; return the backups' names."""
        listed = self.listed()
        keep = kept((each.label.instant for each in listed), now, zone)
        gone = [each for each in listed if each.label.instant not in keep]
        for each in gone:
            each.path.unlink(missing_ok=True)
        if keep:
            oldest = f"{min(keep):%Y%m%dT%H%M%SZ}"
            for aside in self._set_aside():
                if aside.name < oldest:
                    aside.unlink(missing_ok=True)
        return tuple(each.path.name for each in gone)

    def drop_idle_anchors(self) -> None:
        """Remove the old anchors while there is no backup that they could bring up to date."""
        if not self.listed():
            for aside in self._set_aside():
                aside.unlink(missing_ok=True)

    def _set_aside(self) -> Iterator[Path]:
        """Yield the anchors and the -wal files that were set aside."""
        for ending in (ANCHOR_ENDING, LOG_ENDING):
            yield from self._folder.backups.glob(f"*{ending}")

    def _sound_keys(self) -> Path:
        """Return whichever copy of the key file is the newer sound one, as the last opening left them."""
        return self._folder.keys if self._folder.keys.exists() else self._folder.keys_copy

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self._folder.backups / _LOCK)
        lock.acquire(wait_seconds=_WAIT_SECONDS)
        try:
            for left in self._folder.backups.glob(f".*{PARTIAL}"):  # of a process that died
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink(missing_ok=True)
            yield
        finally:
            lock.release()


def restore(
    backup: Path,
    secret: str,
    target: Path,
    *,
    beside: Path | None = None,
    replay: bool = False,
    progress: Progress | None = None,
    is_stopped: IsStopped = never,
) -> Restored:
    """Restore a backup into a new folder, prove it, and begin a new lineage there.

    ``beside`` is the folder of the shop that was: what its journal holds beyond the backup is counted, and
    with ``replay`` brought back. Nothing there is changed. Raises WrongSecret, NotFound, NotAShop, Damaged,
    NewerFormat, AlreadyExists (what: folder), DiskFull, InvalidValue (field: folder), Cancelled.
    """
    told = progress or _silent
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise AlreadyExists(what="folder")
    label = read_label(backup)
    with telling_full():
        target.parent.mkdir(parents=True, exist_ok=True)
    with _workplace(target.parent) as work:
        place, inside = ShopFolder(work / "shop"), ShopFolder(work / "backup")
        place.create()
        inside.path.mkdir(mode=FOLDER_MODE)
        told("copy")
        take_apart(backup, inside.keys, inside.database, is_stopped)
        replace_file(place.keys, inside.keys.read_bytes())
        replace_file(place.keys_copy, inside.keys.read_bytes())
        keys = keyfile.unlock(place, secret)
        if keys.shop_id != label.shop_id:
            raise Damaged(what="backup")
        with _opened(inside, keys_inside(keys, label)) as (copy, _):
            copy.copy_into(place.database, keys, is_stopped)
        database = Database.open(place, keys)
        try:
            with database.maintenance() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA journal_mode=WAL")
            schema.bring_up_to_date(database)
            with database.write() as session:
                lay_guards_anew(session)
            missing = _bring_over(database, keys, beside, replay=replay)
            with database.write() as session:
                session.exec_driver_sql("UPDATE anchor SET lineage = ?, record = NULL", (uuid.uuid4().hex,))
            database.anchor = Anchor(place, keys)
            with database.anchored() as (anchor, session):
                anchor.rotate(session)
            database.checkpoint("TRUNCATE")
            checked = _prove(database, keys, CHECKS, told, is_stopped)
        finally:
            database.close()
        sync_file(place.database)
        if target.is_dir():
            target.rmdir()
        place.path.rename(target)
        sync_folder(target.parent)
    return Restored(target, label, ShopFolder(target).database.stat().st_size, checked, missing, replay)


def keys_inside(keys: RootKeys, label: BackupLabel) -> RootKeys:
    """Return the shop's keys with those that this backup's own file is encrypted with."""
    return dataclasses.replace(
        keys,
        database_key=backup_key(keys, label.backup_id),
        database_salt=bytes.fromhex(label.salt),
    )


def is_backup(path: Path) -> bool:
    """Tell whether a file says of itself that it is a backup of some shop."""
    try:
        read_label(path)
    except ShopDeskError:
        return False
    return True


def copy_out(backup: Backup, target: Path, is_stopped: IsStopped = never) -> Backup:
    """Copy a backup to another place and read it back there; raises DiskFull, Damaged, Cancelled, OSError."""
    copy_backup(backup.path, target, is_stopped)
    return backup._replace(path=target)


def _bring_over(database: Database, keys: RootKeys, beside: Path | None, *, replay: bool) -> Missing:
    if beside is None or not ShopFolder(beside).journal.exists():
        return Missing(0, 0, complete=True)
    anchor = Anchor(ShopFolder(beside), keys)
    try:
        with anchor.held(), database.write() as session:
            return anchor.replay(session) if replay else anchor.missing(session)
    finally:
        anchor.close()


def _prove(
    database: Database,
    keys: RootKeys,
    checks: Mapping[str, Check],
    told: Progress,
    is_stopped: IsStopped,
    what: str = "backup",
) -> int:
    """Run these checks; return how many, and raise Damaged (``what``) when one finds something, Cancelled."""
    for name, found in examine(database, Vault(keys), keys.chain_keys, checks, told, is_stopped).items():
        if found is None or found.problems:
            raise Damaged(what=what, check=name)
    return len(checks)


def _looked_into(place: ShopFolder, keys: RootKeys, identity: str, at: datetime) -> tuple[BackupLabel, int]:
    """Open a copy under its own keys; return its label, and how many pages it has."""
    with _opened(place, keys) as (_, session):
        mark = read_mark(session)
        pages: int = session.exec_driver_sql("PRAGMA page_count").scalar_one()
    salt = keys.database_salt.hex()
    made_at = to_micros(at)
    return BackupLabel(
        identity,
        keys.shop_id,
        salt,
        made_at,
        sequence=mark.sequence,
        position=mark.position,
        lineage=mark.lineage,
    ), pages


@contextmanager
def _opened(place: ShopFolder, keys: RootKeys) -> Iterator[tuple[Database, Session]]:
    try:
        database = Database.open(place, keys)
    except Damaged as error:
        raise Damaged(what="backup") from error
    try:
        with database.read() as session:
            yield database, session
    finally:
        database.close()


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    try:
        with telling_full():
            work = Path(tempfile.mkdtemp(prefix=".", suffix=PARTIAL, dir=folder))
    except OSError as error:
        raise InvalidValue(field="folder", reason="cannot_be_written") from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _silent(_: str) -> None:
    """Tell nobody."""
