"""The one file that a backup is: an uncompressed zip of a word about it, the key file, and the database."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from shopdesk.errors import Damaged, NewerFormat, NotAShop, NotFound
from shopdesk.storage.folder import FILE_MODE, sync_folder, telling_full
from shopdesk.storage.key_document import LARGEST
from shopdesk.storage.stopping import IsStopped, Readable, Stoppable, never

ENDING = ".shopbackup"
FORMAT = 1
PARTIAL = ".partial"

_LABEL, _KEYS, _DATABASE = "backup.json", "shop.keys", "shop.db"
_STAMP = (1980, 1, 1, 0, 0, 0)  # the label says when it was made
_CHUNK = 1 << 20
_CHUNKS_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class BackupLabel:
    """What can be known of a backup without opening it: no name, no figure of the shop's customers.

    ``made_at`` in microseconds since 1970; ``sequence`` is the journal's newest row in it.
    """

    backup_id: str
    shop_id: str
    salt: str
    made_at: int
    sequence: int
    position: int
    lineage: str

    @property
    def instant(self) -> datetime:
        """When it was made."""
        return datetime.fromtimestamp(self.made_at // 1_000_000, UTC)


def write_backup(
    path: Path, label: BackupLabel, keys: Readable, database: Readable, prove: Callable[[], object]
) -> None:
    """Put the parts together under their final name, whole or not at all; raises DiskFull, and what reading raises.

    They get the name only after ``prove`` has come back.
    """
    partial = path.with_name(f".{path.name}{PARTIAL}")
    try:
        with telling_full():
            with _kept(partial) as (file, copy), zipfile.ZipFile(file, "w") as archive:
                for name, part in ((_KEYS, keys), (_DATABASE, database)):
                    with archive.open(_part(name), "w", force_zip64=True) as into:
                        copy(part, into)
                archive.writestr(_part(_LABEL), json.dumps({"format": FORMAT, **asdict(label)}))
            prove()
            partial.replace(path)
            sync_folder(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def copy_backup(source: Path, target: Path, is_stopped: IsStopped = never) -> None:
    """Copy a backup to another place, read it back, and give it its name last; raises DiskFull, Damaged, Cancelled."""
    partial = target.with_name(f".{target.name}{PARTIAL}")
    try:
        with telling_full():
            with source.open("rb") as file, _kept(partial) as (into, copy):
                copy(Stoppable(file, is_stopped), into)
            check_whole(partial, is_stopped)
            partial.replace(target)
            sync_folder(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def check_whole(path: Path, is_stopped: IsStopped = never) -> None:
    """Read every byte of a backup; raises Damaged (what: backup) when one is not as it was written, Cancelled."""
    with _opened(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as part:  # which compares what was read with its sum at the end
                while Stoppable(part, is_stopped).read(_CHUNK):
                    pass


def read_label(path: Path) -> BackupLabel:
    """Return what a backup says of itself; raises NotFound, NotAShop, Damaged (what: backup), NewerFormat."""
    with _opened(path) as archive:
        return _label(archive)


def take_apart(path: Path, keys: Path, database: Path, is_stopped: IsStopped = never) -> BackupLabel:
    """Write the key file and the database of a backup to these paths.

    Raises as `read_label` does, DiskFull, Cancelled.
    """
    with _opened(path) as archive, telling_full():
        label = _label(archive)
        if archive.getinfo(_KEYS).file_size > LARGEST:
            raise Damaged(what="backup")
        for name, part in ((_KEYS, keys), (_DATABASE, database)):
            with archive.open(name) as source, _made(part) as into:
                shutil.copyfileobj(Stoppable(source, is_stopped), into, _CHUNK)
        return label


def _label(archive: zipfile.ZipFile) -> BackupLabel:
    if archive.getinfo(_LABEL).file_size > LARGEST:
        raise Damaged(what="backup")
    body: dict[str, Any] = json.loads(archive.read(_LABEL))
    written = body.pop("format")
    if written != FORMAT:
        raise NewerFormat(found=int(written), known=FORMAT)
    label = BackupLabel(**body)
    bytes.fromhex(label.salt)
    return label


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        file: IO[bytes] = path.open("rb")
    except OSError as error:
        raise NotFound(kind="backup", reference=str(path)) from error
    with file:
        if not zipfile.is_zipfile(file):
            raise NotAShop(path=str(path), reason="not_a_backup")
        try:
            with zipfile.ZipFile(file) as archive:
                yield archive
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
            raise Damaged(what="backup") from error


def _part(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, _STAMP)


@contextmanager
def _kept(path: Path) -> Iterator[tuple[IO[bytes], Callable[[Readable, IO[bytes]], None]]]:
    """Open a file that is on the disk once this is left without an error, and give what copies into a part of it.

    What was copied is brought to the disk while more is: otherwise all of it would be waited for at the end.
    """
    under_way: list[Future[None]] = []
    with _made(path) as file, ThreadPoolExecutor(1, "shopdesk-backup-disk") as beside:

        def copy(part: Readable, into: IO[bytes]) -> None:
            for count, data in enumerate(iter(lambda: part.read(_CHUNK), b""), 1):
                into.write(data)
                if count % _CHUNKS_AT_ONCE == 0 and all(each.done() for each in under_way):
                    under_way.append(beside.submit(os.fsync, file.fileno()))

        yield file, copy
        file.flush()
        for each in under_way:
            each.result()  # a disk tells of a trouble once only
        os.fsync(file.fileno())


def _made(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, FILE_MODE), "wb")
