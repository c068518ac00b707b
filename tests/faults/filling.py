"""A full disk at any moment of a posting or a backup: refused in words, nothing half done, and it goes on after."""

import errno
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from shopdesk.errors import DiskFull
from shopdesk.services.backups import make_backup
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage.anchor_file import AnchorFile
from shopdesk.storage.cipher import PAGE_BYTES
from shopdesk.storage.cipher_pages import SealedFile
from tests.faults.outcome import PASSPHRASE, Outcome, copied, post

_OFTEN = 10
_MOST = 150


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Fill the disk that often; weakened, the anchor finds its room only after the commit."""
    chance, done, wrong = Random(points), 0, []  # noqa: S311  what to post
    with open_shop(copied(template, work, "filled"), PASSPHRASE) as shop:
        desk = shop.desk
        for point in range(points):
            fill = (_no_page, _no_room, _no_backup)[point % 3]
            tries = fill(desk, chance, f"full {point}", weakened)
            done += tries.count(Try.DONE)
            if Try.HALF_DONE in tries:
                wrong.append(f"point {point}: refused, and yet something was posted")
            if Try.REFUSED not in tries:
                wrong.append(f"point {point}: the disk never was full")
            post(desk, chance, f"room {point}")
            if point % _OFTEN == _OFTEN - 1 and not verify(desk).ok:
                wrong.append(f"point {point}: the proof fails")
    return Outcome(points, done, wrong)


class Try(Enum):
    """What became of a deed on a full disk."""

    DONE = 1
    REFUSED = 2
    HALF_DONE = 3


def _try(desk: Desk, act: Callable[[], object]) -> Try:
    before = _events(desk)
    try:
        act()
    except DiskFull:
        return Try.REFUSED if _events(desk) == before else Try.HALF_DONE
    return Try.DONE


def _no_page(desk: Desk, chance: Random, request: str, weakened: bool) -> list[Try]:
    """Let the database have not one page more."""
    del weakened
    _allow_pages(desk, 1)  # taken as: not more than there are
    try:
        tries: list[Try] = []
        while Try.REFUSED not in tries and Try.HALF_DONE not in tries and len(tries) < _MOST:
            request = f"{request}+"
            tries.append(_try(desk, partial(post, desk, chance, request)))
        return tries
    finally:
        _allow_pages(desk, 1_000_000)


def _allow_pages(desk: Desk, pages: int) -> None:
    pooled = desk.book.database._writer.raw_connection()
    driver: Any = pooled.driver_connection
    driver.set_authorizer(None)
    driver.execute(f"PRAGMA max_page_count={pages}")
    pooled.close()


def _no_room(desk: Desk, chance: Random, request: str, weakened: bool) -> list[Try]:
    """Let the anchor have not one byte more."""
    write, reserve = AnchorFile._write, AnchorFile.reserve

    def refuse(file: AnchorFile, data: bytes, place: int) -> None:
        if place + len(data) > file._size or weakened:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(file, data, place)

    def shrink(file: AnchorFile, length: int) -> None:
        file._size = min(file._size, file._end)
        if not weakened:
            reserve(file, length)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AnchorFile, "_write", refuse)
        patch.setattr(AnchorFile, "reserve", shrink)
        return [_try(desk, lambda: post(desk, chance, request))]


def _no_backup(desk: Desk, chance: Random, request: str, weakened: bool) -> list[Try]:
    """Let a backup be cut in the middle."""
    del chance, request, weakened

    read = SealedFile.read

    def refuse(file: SealedFile, _: int) -> bytes:
        if file._read:
            raise OSError(errno.ENOSPC, "No space left on device")
        return read(file, PAGE_BYTES)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SealedFile, "read", refuse)
        return [_try(desk, lambda: make_backup(desk.book))]


def _events(desk: Desk) -> tuple[int, int]:
    with desk.read() as session:
        row = session.exec_driver_sql(
            "SELECT (SELECT count(*) FROM request), (SELECT value FROM counter WHERE name = 'event')"
        ).one()
        return row[0], row[1]
