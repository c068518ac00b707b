"""The folder of a shop: which files lie in it, who may read them, and where it may not be."""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, InvalidValue, NotAShop

_LIVE = (
    *("shop.db", "shop.db-wal", "shop.db-shm", "shop.keys", "shop.keys.2"),
    *("shop.journal", "shop.journal.lock", "shop.lock", "shop.mail.lock", "shop.till.lock"),
)
"""What must lie in the folder itself: behind a link it would be replaced there, or stay behind when this is copied."""
FILE_MODE = 0o600
FOLDER_MODE = 0o700

_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_LEAST_ROOM = 1 << 16
_MOUNTS = Path("/proc/mounts")
# A sync program copies the database while it is written and its -wal apart from it: that copy is torn.
_SYNCED = re.compile(
    r"dropbox( \(.+\))?|onedrive( - .+)?|google ?drive|googledrive-.+|my drive|icloud ?drive|mobile documents"
    r"|com~apple~clouddocs|cloudstorage|nextcloud|owncloud|pcloud ?drive|box sync|megasync|syncthing"
)
# File locks over a network are advisory at best, and shared memory (the -shm file) does not work at all.
_NETWORK = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|davfs\d?|fuse\.(sshfs|rclone|davfs2?|smbnetfs)")


@dataclass(frozen=True)
class ShopFolder:
    """One shop's folder; ``path`` need not exist before ``create``."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "shop.db"

    @property
    def keys(self) -> Path:
        """The key file."""
        return self.path / "shop.keys"

    @property
    def keys_copy(self) -> Path:
        """The same key file again, for the day the first is damaged."""
        return self.path / "shop.keys.2"

    @property
    def journal(self) -> Path:
        """The anchor beside the database."""
        return self.path / "shop.journal"

    @property
    def journal_lock(self) -> Path:
        """Held while something is posted and while the anchor is compared."""
        return self.path / "shop.journal.lock"

    @property
    def lock(self) -> Path:
        """Held shared by every open process, alone by migration and rekey."""
        return self.path / "shop.lock"

    @property
    def mail_lock(self) -> Path:
        """Held by whoever sends the mail that waits."""
        return self.path / "shop.mail.lock"

    @property
    def till_lock(self) -> Path:
        """Held while a till's PIN is judged."""
        return self.path / "shop.till.lock"

    @property
    def backups(self) -> Path:
        """The folder of the backups; it may be a link to another disk."""
        return self.path / "backups"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.path / "logs"

    @property
    def holds_shop(self) -> bool:
        """Whether a shop lies here, healthy or not."""
        return self.database.exists() or self.keys.exists() or self.keys_copy.exists()

    def create(self) -> None:
        """Make the folder for a new shop, readable by its owner alone.

        Raises AlreadyExists where a shop lies already, InvalidValue (field: folder) where none may lie.
        """
        self._check_place()
        if any(os.path.lexists(path) for path in (self.database, self.keys, self.keys_copy, self.journal)):
            raise AlreadyExists(what="shop")
        if self.path.exists() and not self.path.is_dir():
            raise AlreadyExists(what="file")
        for folder in (self.path, self.backups, self.logs):
            folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            folder.chmod(FOLDER_MODE)  # mkdir leaves a folder that was there as it was

    def make_backups(self) -> None:
        """Make the folder of the backups where it is missing.

        Raises InvalidValue (field: folder): it leads to a disk that was taken out, or cannot be written; DiskFull.
        """
        try:
            with telling_full():
                self.backups.mkdir(mode=FOLDER_MODE, exist_ok=True)
        except FileExistsError as error:  # a link that leads nowhere
            raise InvalidValue(field="folder", reason="gone") from error
        except OSError as error:
            raise InvalidValue(field="folder", reason="cannot_be_written") from error

    def check_openable(self) -> None:
        """Raise unless a shop lies here, in a place where it may be opened.

        Raises NotAShop without a database or any key file, Damaged for a database of no bytes,
        InvalidValue (field: folder) for symlinks and folders in the place of files, for files that are not for us to
        read and a folder that is not for us to write in, network and synced folders.
        """
        if not os.path.lexists(self.database) or not (self.keys.exists() or self.keys_copy.exists()):
            raise NotAShop(path=str(self.path))
        self._check_place()
        if not self.database.is_file():
            raise NotAShop(path=str(self.path))
        if any((self.path / name).exists() and not (self.path / name).is_file() for name in _LIVE):
            # A folder cannot be written over, and whoever reads a pipe waits for ever.
            raise InvalidValue(field="folder", reason="not_a_file")
        if any((self.path / name).exists() and not os.access(self.path / name, os.R_OK) for name in _LIVE):
            raise InvalidValue(field="folder", reason="cannot_be_read")
        if not os.access(self.path, os.W_OK):
            raise InvalidValue(field="folder", reason="cannot_be_written")
        if self.database.stat().st_size == 0:
            # SQLite would take it for an empty shop and open it without a word.
            raise Damaged(what="database")

    def _check_place(self) -> None:
        if any((self.path / name).is_symlink() for name in _LIVE):
            raise InvalidValue(field="folder", reason="symlink")
        real = self.path.resolve()
        if any(_SYNCED.fullmatch(part.casefold()) for part in real.parts):
            raise InvalidValue(field="folder", reason="synced_folder")
        if is_on_network(real):
            raise InvalidValue(field="folder", reason="network_folder")


def is_on_network(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Return whether the resolved ``path`` lies on a network file system, as far as the system tells."""
    if str(path).startswith(("\\\\", "//")):
        return True
    if not mounts.exists():
        return False
    depth, kind = -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        _, point, found, *_ = line.split(" ")
        where = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point))
        # The last mount on the same point is the one that is seen.
        if len(where.parts) >= depth and path.is_relative_to(where):
            depth, kind = len(where.parts), found
    return _NETWORK.fullmatch(kind) is not None


def is_full(path: Path) -> bool:
    """Tell whether the disk of a folder has no room left for even the smallest file of SQLite's."""
    try:
        return shutil.disk_usage(path).free < _LEAST_ROOM
    except OSError:  # it was taken out
        return False


def lacks_room_for(file: Path) -> bool:
    """Tell whether the disk of a file has no room for as much again."""
    return shutil.disk_usage(file.parent).free < file.stat().st_size


@contextmanager
def telling_full() -> Iterator[None]:
    """Turn what the system says of a full disk into DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull from error
        raise


@telling_full()
def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that the old or the new content stands there, never a part of it.

    The file belongs to its owner alone. Raises DiskFull.
    """
    partial: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
        partial = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Bring a file that was written by others to the disk."""
    with path.open("r+b") as file, telling_full():
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk, so that a rename outlives a power cut."""
    if os.name != "posix":
        return  # other systems cannot open a folder, and order their renames themselves
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
