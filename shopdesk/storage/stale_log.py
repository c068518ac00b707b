"""A -wal that lies beside an older copy of its database, which SQLite would mix with it without a word.

Who puts yesterday's ``shop.db`` back after a power cut leaves the -wal of today beside it. Each unit of work writes
where the database then stands (the table ``anchor``), so the first place that the -wal tells follows upon that of the
file, or lies before it; where it lies further on, what came between is in neither.
"""

import secrets
import shutil
from datetime import datetime
from pathlib import Path

from shopdesk.storage.carving import carve
from shopdesk.storage.cipher import PAGE_BYTES
from shopdesk.storage.cipher_pages import USABLE, PageOpener, frames, log_of
from shopdesk.storage.folder import ShopFolder, sync_folder, telling_full
from shopdesk.storage.keys import RootKeys

ENDING = ".wal"

_FURTHER = b"\0\0\0\1" + bytes(USABLE - 4)
"""Stands for the pages that a long row runs over to: of the row only its beginning is asked for."""


def set_stale_log_aside(folder: ShopFolder, keys: RootKeys, at: datetime) -> bool:
    """Move a -wal that does not follow upon its database to the backups; return whether there was one.

    To be asked while nobody has the database open. What the -wal holds stands in the anchor too.
    """
    if _follows(folder.database, PageOpener(keys)):
        return False
    folder.make_backups()
    aside = folder.backups / f"{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}{ENDING}"
    try:
        log_of(folder.database).rename(aside)
    except OSError:  # the backups lie on another disk
        with telling_full():
            shutil.copyfile(log_of(folder.database), aside)
        log_of(folder.database).unlink()
    sync_folder(folder.backups)
    sync_folder(folder.path)
    return True


def _follows(database: Path, opener: PageOpener) -> bool:
    """Tell whether the -wal begins where the database ends or before; True where that cannot be told."""
    wal = log_of(database)
    first = _first_mark(wal, opener) if wal.is_file() else None
    if first is None:
        return True
    number, lineage, position = first
    with database.open("rb") as file:
        file.seek((number - 1) * PAGE_BYTES)
        page = opener.open(file.read(PAGE_BYTES), number)
    mark = None if page is None else _mark_on(number, page)
    return mark is None or mark[0] != lineage or position <= mark[1] + 1


def _first_mark(wal: Path, opener: PageOpener) -> tuple[int, str, int] | None:
    """Return the page, the lineage and the position of the first mark in a -wal."""
    with wal.open("rb") as log:
        for number, sealed, _ in frames(log):
            page = opener.open(sealed, number)
            if page is None:
                return None
            mark = _mark_on(number, page)
            if mark is not None:
                return number, *mark
    return None


def _mark_on(number: int, page: bytes) -> tuple[str, int] | None:
    """Return the lineage and the position of the table ``anchor`` where a page is its only one."""
    match [row.values for row in carve(number, page, lambda _further: _FURTHER)]:
        case [(None, str(lineage), int(position), bytes() | None)]:
            return lineage, position
    return None
