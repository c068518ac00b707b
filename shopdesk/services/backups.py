"""Keeping the shop safe: backups, restoring one elsewhere, and bringing back what an older file lacks."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from shopdesk.domain.days import local_day
from shopdesk.domain.staff import Deed
from shopdesk.errors import AlreadyExists, InvalidValue, NotFound, ShopDeskError
from shopdesk.paths import is_shops_own
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Book, Desk
from shopdesk.storage import backup as store
from shopdesk.storage import journal, settings
from shopdesk.storage.anchor import Missing
from shopdesk.storage.backup import Backup, Progress, Restored
from shopdesk.storage.backup_file import read_label
from shopdesk.storage.stopping import IsStopped, never

__all__ = [
    "EVERY",
    "Backup",
    "Kept",
    "Missing",
    "Restored",
    "back_up",
    "back_up_if_due",
    "bring_back",
    "follow_elsewhere",
    "is_due",
    "kept_backups",
    "leave_out",
    "made_at",
    "make_backup",
    "restore_backup",
    "rotate_anchor",
]

EVERY = timedelta(minutes=30)
"""How long what was entered waits for its first backup."""


class Kept(NamedTuple):
    """What is kept: this shop's backups, the newest first, and whether the newest lies in the second place too.

    ``in_second_place`` is None where no second place is set.
    """

    backups: tuple[Backup, ...]
    in_second_place: bool | None


def back_up(
    desk: Desk, progress: Progress | None = None, to: Path | None = None, is_stopped: IsStopped = never
) -> Backup:
    """Make a backup now, and with ``to`` a copy of it there; return the one that was asked for.

    Raises Forbidden, DiskFull, Damaged, InUse, InvalidValue (field: file) when nothing can be written there,
    AlreadyExists for a file that is something else than an older backup, Cancelled once ``is_stopped`` says so, which
    is asked while the pages are copied and the checks read.
    """
    desk.require(Deed.BACK_UP)
    if to is not None:
        if is_shops_own(to):
            raise InvalidValue(field="file", reason="shops_own")
        if to.is_dir() or not to.parent.is_dir():
            raise InvalidValue(field="file", reason="cannot_be_written")
        if to.exists() and not store.is_backup(to):
            raise AlreadyExists(what="file")
        with desk.work(Deed.BACK_UP) as work:
            work.enter(Deed.BACK_UP, "backup", {"elsewhere": True})
    made = make_backup(desk.book, progress, is_stopped)
    if to is None:
        return made
    try:
        return store.copy_out(made, to, is_stopped)
    except OSError as error:
        raise InvalidValue(field="file", reason="cannot_be_written") from error


def back_up_if_due(desk: Desk, *, ending: bool = False) -> Backup | None:
    """Make a backup if one is due."""
    return make_backup(desk.book) if is_due(desk, ending=ending) else None


def is_due(desk: Desk, *, ending: bool = False) -> bool:
    """Tell whether something was entered since the last backup, and that is half an hour old or the day is ending."""
    if desk.book.copied_at is not None:
        return False
    # By its place in the journal: one that was made under a clock set ahead is not the newest for ever.
    newest = max(desk.book.backups.listed(), key=lambda each: each.label.sequence, default=None)
    if newest is None:
        return True
    due = ending or abs(desk.clock.now() - newest.label.instant) >= EVERY
    return due and newest.label.sequence != desk.book.sequence


def make_backup(book: Book, progress: Progress | None = None, is_stopped: IsStopped = never) -> Backup:
    """Make a backup for whoever is at work, carry it to the second place, and thin out the older ones."""
    now, zone = book.clock.now(), book.settings.time_zone
    newest = next(iter(book.backups.listed()), None)
    made = book.backups.make(book.database, now, progress, is_stopped)
    second = Path(book.settings.second_place) if book.settings.second_place else None
    if second is not None:
        with suppress(OSError, ShopDeskError):  # a disk that was taken out; `kept_backups` tells
            store.copy_out(made, second / made.path.name, is_stopped)
    for name in book.backups.thin(now, zone):
        if second is not None:
            with suppress(OSError):
                (second / name).unlink(missing_ok=True)
    if newest is None or local_day(newest.label.instant, zone) != local_day(now, zone):
        rotate_anchor(book)
    return made


def rotate_anchor(book: Book) -> None:
    """Set the journal beside the file aside and begin a new one: once a day, and at once after an erasure.

    What was set aside lies among the backups and is thinned out with them.
    """
    if book.missing is None:
        with book.database.anchored() as (anchor, session):
            anchor.begin(session)
            anchor.rotate(session, book.clock.now())


def follow_elsewhere(book: Book) -> bool | None:
    """Bring the journal on the second disk up to date; return whether that disk is there, None where none is set."""
    anchor = book.database.anchor
    if anchor is None or anchor.second is None or not book.settings.second_journal:
        return None
    anchor.second.follow()
    return anchor.second.wait() and bool(anchor.second.reached)


def kept_backups(desk: Desk) -> Kept:
    """Return what is kept; for everybody, because everybody is told how old the last backup is."""
    listed = desk.book.backups.listed()
    second = desk.settings.second_place
    if not second or not listed:
        return Kept(listed, None)
    return Kept(listed, (Path(second) / listed[0].path.name).exists())


def made_at(file: Path) -> datetime:
    """Return when a backup says that it was made; raises NotFound, NotAShop, Damaged, NewerFormat."""
    return read_label(file).instant


def restore_backup(
    file: Path,
    secret: str,
    to: Path,
    *,
    beside: Path | None = None,
    replay: bool = False,
    progress: Progress | None = None,
    is_stopped: IsStopped = never,
) -> Restored:
    """Restore a backup into a new folder; see `storage.backup.restore`."""
    if not file.is_file():
        raise NotFound(kind="backup", reference=str(file))
    return store.restore(
        file, secret, to, beside=beside, replay=replay, progress=progress, is_stopped=is_stopped
    )


def bring_back(desk: Desk) -> Missing:
    """Do again what the file lacks and the journal beside it holds; return what came back.

    Raises Forbidden, Damaged (what: journal_file).
    """
    desk.require(Deed.RESTORE)
    book = desk.book
    with book.database.anchored() as (anchor, session):
        found = anchor.replay(session)
        book.missing = anchor.compare(session)
    _look_again(desk)
    if found.entries and book.missing is None:
        with desk.work(Deed.RESTORE) as work:
            work.enter(Deed.RESTORE, "journal", {"brought_back": found.entries})
    return found


def leave_out(desk: Desk) -> None:
    """Go on without what the file lacks; the journal that holds it is set aside among the backups."""
    desk.require(Deed.RESTORE)
    book = desk.book
    if book.missing is None:
        return
    with book.database.anchored() as (anchor, session):
        anchor.rotate(session, book.clock.now())
    missing, book.missing = book.missing, None
    with desk.work(Deed.RESTORE) as work:
        work.enter(Deed.RESTORE, "journal", {"left_out": missing.entries})


def _look_again(desk: Desk) -> None:
    book = desk.book
    with book.database.read() as session:
        book.sequence = journal.read_head(session).sequence
        book.settings = settings.read_settings(session)
    book.unsettled = True
    desk.feed.publish(Changes(everything=True))
