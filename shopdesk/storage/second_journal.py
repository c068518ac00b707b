"""The anchor's copy on a second disk: brought to where the anchor stands on a thread of its own, so no sale waits.

Its frames are those of the anchor, byte for byte. A file that begins otherwise belongs to a time before the anchor was
rotated and is replaced; one that stands ahead of the anchor is evidence of a loss, and stays.
"""

import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from shopdesk.errors import Damaged, ShopDeskError
from shopdesk.storage.anchor_file import AnchorFile, Frame, Header, write_frames
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder

_PATIENCE_SECONDS = 3.0
_LOCK_SECONDS = 5.0
_SHORT = 8


class SecondJournal:
    """Follows the anchor of one open shop into the folder that ``folder`` names, if it names one.

    ``reached`` tells whether that was possible the last time; None before it was tried.
    """

    def __init__(self, place: ShopFolder, folder: Callable[[], str]) -> None:
        self.folder = folder
        self.reached: bool | None = None
        self._place = place
        self._changed = threading.Condition()
        self._asked = self._done = 0
        self._closing = False
        self._thread: threading.Thread | None = None
        self._first: AnchorFile | None = None
        self._begin: Frame | None = None

    def follow(self) -> None:
        """Ask for the copy to be brought up to date; returns at once."""
        if not self.folder() or self._closing:
            return
        with self._changed:
            self._asked += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="second journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def wait(self) -> bool:
        """Wait a little until all that was asked for is done; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._done == self._asked, _PATIENCE_SECONDS)

    def close(self) -> None:
        """Finish what was asked for, if the disk does not take too long, and end the thread."""
        if self._thread is None:
            return
        done = self.wait()
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if done:
            self._thread.join()

    def path(self, header: Header) -> Path | None:
        """Return where the copy of an anchor lies; None where no folder is set."""
        folder = self.folder()
        if not folder:
            return None
        return Path(folder) / f"shop-{header.shop_id[:_SHORT]}-{header.lineage[:_SHORT]}.journal"

    def position(self, header: Header) -> int:
        """Return up to which unit of work the copy goes; 0 when there is none that fits."""
        path = self.path(header)
        if path is None:
            return 0
        self.reached = path.parent.is_dir()
        with suppress(Damaged, OSError):
            file = AnchorFile(path)
            try:
                return file.position if file.header == header else 0
            finally:
                file.close()
        return 0

    def set_aside(self, header: Header, to: Path) -> None:
        """Move the copy, which holds more than the anchor does, to another place."""
        path = self.path(header)
        if path is not None and path.exists():
            shutil.copyfile(path, to)
            path.unlink()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._asked != self._done)
                if self._closing:
                    self._let_go()
                    return
                goal = self._asked
            reached = self._bring()
            with self._changed:
                self._done, self.reached = goal, reached
                self._changed.notify_all()

    def _bring(self) -> bool:
        try:
            self._copy()
        except (OSError, ShopDeskError):
            self._let_go()  # what was read and not written is read again
            return False
        return True

    def _copy(self) -> None:
        with _Held(self._place.journal_lock):
            if self._first is None or not self._first.is_current():
                self._let_go()
                self._first = AnchorFile(self._place.journal)
                fresh = list(self._first.frames())
                self._begin = fresh[0]
            else:
                fresh = list(self._first.news())
        header, last = self._first.header, self._first.position
        path = self.path(header)
        if path is None:
            self._let_go()
            return
        with _Held(path.with_suffix(".lock")):
            second = _opened(path)
            try:
                if second is not None and second.header == header and second.position > last:
                    return
                if second is not None and second.header == header and second.first() == self._begin:
                    for frame in fresh:
                        if frame.position > second.position:
                            second.append_again(frame)
                else:
                    with _Held(self._place.journal_lock):
                        whole = list(self._first.frames())
                    write_frames(path, header, whole)  # a slow disk keeps no sale waiting
            finally:
                if second is not None:
                    second.close()

    def _let_go(self) -> None:
        if self._first is not None:
            self._first.close()
        self._first = self._begin = None


class _Held:
    """A lock between processes, for as long as a block takes."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path)

    def __enter__(self) -> None:
        self._lock.acquire(wait_seconds=_LOCK_SECONDS)

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _opened(path: Path) -> AnchorFile | None:
    if path.exists():
        with suppress(Damaged):
            return AnchorFile(path)
    return None
