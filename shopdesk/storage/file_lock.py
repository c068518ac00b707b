"""A lock between processes: held on a file of its own, shared or alone, and let go when a process dies."""

import errno
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopdesk.errors import InUse, InvalidValue
from shopdesk.storage.folder import FILE_MODE, telling_full

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PATIENCE_SECONDS = 0.002
_BACK_SECONDS = 60.0
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.EISDIR})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO})
"""What the system says when the disk was taken out."""
_BYTES = 512
"""Where locks are always exclusive, whoever shares holds one of these bytes and whoever is alone all of them."""


class FileLock:
    """One holder of the lock on ``path``; the file is made when it is missing and never removed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._place = (0, _BYTES)

    @property
    def held(self) -> bool:
        """Whether this holder has it."""
        return self._descriptor is not None

    def acquire(self, *, shared: bool = False, wait_seconds: float = 0.0) -> None:
        """Take the lock, shared with others or alone; raises InUse when it is not free in time, DiskFull.

        InvalidValue (field: folder) where nothing can be written, or the folder is gone.
        """
        if self._descriptor is not None:
            raise RuntimeError("this lock is held already")
        descriptor = self._open()
        until = time.monotonic() + wait_seconds
        self._place = (random.randrange(_BYTES), 1) if shared else (0, _BYTES)  # noqa: S311  spreads, hides nothing
        while not _try(descriptor, self._place, shared=shared):
            if time.monotonic() >= until:
                os.close(descriptor)
                raise InUse
            time.sleep(_PATIENCE_SECONDS)
        self._descriptor = descriptor

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold alone for a while what is held shared; raises InUse, and it is held shared again then."""
        self.release()
        try:
            self.acquire()
            yield
        finally:
            self.release()
            self.acquire(shared=True, wait_seconds=_BACK_SECONDS)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor is None:
            return
        _free(self._descriptor, self._place)
        os.close(self._descriptor)
        self._descriptor = None

    def _open(self) -> int:
        try:
            with telling_full():
                return os.open(self._path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError as error:
            if error.errno in _READ_ONLY:
                raise InvalidValue(field="folder", reason="cannot_be_written") from error
            if error.errno in _GONE:
                raise InvalidValue(field="folder", reason="gone") from error
            raise


if sys.platform == "win32":

    def _try(descriptor: int, place: tuple[int, int], *, shared: bool) -> bool:
        del shared
        os.lseek(descriptor, place[0], os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, place[1])
        except OSError:
            return False
        return True

    def _free(descriptor: int, place: tuple[int, int]) -> None:
        os.lseek(descriptor, place[0], os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, place[1])

else:

    def _try(descriptor: int, place: tuple[int, int], *, shared: bool) -> bool:
        del place
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(descriptor: int, place: tuple[int, int]) -> None:
        del place
        fcntl.flock(descriptor, fcntl.LOCK_UN)
