"""A shop that is being set up: it lies beside its later place until its owner has kept the recovery key."""

import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from shopdesk.clock import Clock
from shopdesk.demo import CUSTOMERS, make_demo
from shopdesk.errors import AlreadyExists, Cancelled
from shopdesk.paths import demo_shop_folder
from shopdesk.shop import NewShop, Shop, create_shop, open_shop, shop_exists
from shopdesk.storage import schema
from shopdesk.storage.folder import sync_folder
from shopdesk.storage.kdf import KdfProfile
from shopdesk.viewmodels.first_run import ShopPlan

_ENDING = ".unfinished"
_DEMO_MARK = "demo"
"""The file in a demo shop's folder that says what it is, and for which tables it was made."""
_ABANDONED_AFTER_SECONDS = 24 * 60 * 60


class UnfinishedShop:
    """Makes a shop in a temporary folder beside ``folder`` and moves it there when it is finished.

    A recovery key exists only once a shop does, and a shop should exist only once its key was typed back:
    so it is made apart, closed, and renamed as one piece at the end. Until then it can be thrown away from
    any thread; a crash leaves an encrypted, empty folder that a later set-up removes.
    """

    def __init__(
        self, folder: Path, *, profile: KdfProfile | None = None, clock: Clock | None = None
    ) -> None:
        self._folder = folder
        self._profile = profile
        self._clock = clock
        self._at_work = threading.Lock()
        self._abandoned = False
        self._made: Path | None = None
        self._passphrase = ""

    def make(self, plan: ShopPlan) -> str:
        """Make the shop, in place of one made before, and return its recovery key; blocks for a second.

        Raises what `create_shop` raises, AlreadyExists where a shop lies, Cancelled when it was discarded
        meanwhile.
        """
        with self._at_work:
            self._abandoned = False
            self._remove()
            _check_free(self._folder)
            _remove_leftovers(self._folder)
            place = _beside(self._folder)
            shop, key = create_shop(place, NewShop(**asdict(plan)), profile=self._profile, clock=self._clock)
            shop.close()
            self._made, self._passphrase = place, plan.passphrase
            if self._abandoned:
                self._remove()
                raise Cancelled
        return key

    def finish(self) -> Shop:
        """Move the shop to its place and open it; raises AlreadyExists where one lies by now."""
        with self._at_work:
            if self._made is None:
                raise Cancelled
            _check_free(self._folder)
            if self._folder.is_dir():
                self._folder.rmdir()
            self._made.rename(self._folder)
            sync_folder(self._folder.parent)
            passphrase, self._made, self._passphrase = self._passphrase, None, ""
        return open_shop(self._folder, passphrase, clock=self._clock)

    def discard(self) -> None:
        """Leave nothing of the shop; at once, or as soon as the thread that makes it looks up."""
        self._abandoned = True
        if self._at_work.acquire(blocking=False):
            try:
                self._remove()
            finally:
                self._at_work.release()

    def _remove(self) -> None:
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)
        self._made, self._passphrase = None, ""


def _check_free(folder: Path) -> None:
    """Raise AlreadyExists unless the place is free: a folder with files in it is not ours to take."""
    if shop_exists(folder):
        raise AlreadyExists(what="shop")
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise AlreadyExists(what="folder")


def _remove_leftovers(folder: Path) -> None:
    """Remove what a set-up that crashed long ago left beside the shop's place."""
    for place in folder.parent.glob(f".{folder.name}.*{_ENDING}"):
        if place.stat().st_mtime < time.time() - _ABANDONED_AFTER_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


def make_whole_demo(
    folder: Path, progress: Callable[[int, int], None] | None = None, customers: int = CUSTOMERS
) -> None:
    """Make the demo shop in its folder, all of it or nothing; raises what `make_demo` and ``progress`` raise."""
    _check_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folder)
    place = _beside(folder)
    try:
        make_demo(place, customers, progress=progress)
        (place / _DEMO_MARK).write_text(schema.fingerprint(), encoding="ascii")
        if folder.is_dir():
            folder.rmdir()
        place.rename(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def is_outdated_demo(folder: Path) -> bool:
    """Tell whether another program made the demo that lies there, so that it is made anew and not opened.

    A shop that neither lies at the demo's own place nor says that it is one is nobody's to throw away.
    """
    mark = folder / _DEMO_MARK
    is_demo = mark.is_file() or folder == demo_shop_folder()
    made_for = mark.read_text(encoding="ascii", errors="replace") if mark.is_file() else ""
    return is_demo and shop_exists(folder) and made_for != schema.fingerprint()


def replace_demo(folder: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the demo shop, in place of the one that lies there; raises as `make_whole_demo` does."""
    if shop_exists(folder):
        shutil.rmtree(folder)
    make_whole_demo(folder, progress)


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(4)}{_ENDING}")
