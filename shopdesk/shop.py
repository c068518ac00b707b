"""Opening a shop: the only place that wires storage and services together."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self

from shopdesk.clock import Clock, SystemClock
from shopdesk.domain.account import StaffId
from shopdesk.domain.settings import THEMES, Settings
from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.errors import Damaged, InUse, ShopDeskError
from shopdesk.services.backups import rotate_anchor
from shopdesk.services.changes import ChangeFeed
from shopdesk.services.clock_watch import ClockWatch
from shopdesk.services.desk import Book, Desk
from shopdesk.services.settings import apply_settings
from shopdesk.services.staff import check_pin, insert_staff, list_staff
from shopdesk.storage import journal, keyfile, rekeying, schema
from shopdesk.storage import settings as setting_rows
from shopdesk.storage.anchor import Anchor
from shopdesk.storage.backup import BackupStore
from shopdesk.storage.backup_copy import BackupCopy, open_backup
from shopdesk.storage.cipher_pages import log_of
from shopdesk.storage.database import Database
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.kdf import KdfProfile
from shopdesk.storage.keyfile import Secret
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.second_journal import SecondJournal
from shopdesk.storage.stale_log import set_stale_log_aside
from shopdesk.storage.till_slot import by_pin, tills_here
from shopdesk.storage.vault import Vault

_NOBODY = StaffMember(StaffId(0), "", Role.OWNER, has_pin=False)
"""Who acts before the owner is written: only while a shop is made."""


@dataclass(frozen=True, slots=True)
class NewShop:
    """What a new shop needs to know; the PIN may be empty, then the owner chooses one at sign-in."""

    name: str
    country: str
    currency: str
    locale: str
    zone: str
    owner_name: str
    passphrase: str = field(repr=False)
    owner_pin: str = field(default="", repr=False)
    language: str = ""
    theme: str = THEMES[0]


class Shop:
    """An open shop; closing it throws its keys away."""

    def __init__(self, folder: Path, database: Database, desk: Desk) -> None:
        self.folder = folder
        self.desk = desk
        self._database = database

    def close(self) -> None:
        """Empty the -wal, close the file and forget its keys."""
        self._database.close()
        self.desk.book.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def shop_exists(folder: Path) -> bool:
    """Tell whether there is a shop in the folder, healthy or not."""
    return ShopFolder(folder).holds_shop


def create_shop(
    folder: Path, new: NewShop, *, profile: KdfProfile | None = None, clock: Clock | None = None
) -> tuple[Shop, str]:
    """Make a shop and return it open, with its recovery key, which is told this once.

    Raises AlreadyExists when there is one, and the error of the first value that is wrong. Nothing is left
    of a shop that could not be finished.
    """
    keyfile.check_passphrase(new.passphrase)
    if new.owner_pin:
        check_pin(new.owner_pin)
    place = ShopFolder(folder)
    place.create()
    made: Database | None = None
    lock = FileLock(place.lock)
    try:
        lock.acquire(shared=True)
        keys, recovery_key = keyfile.create_keys(place, new.passphrase, profile)
        made = Database.create(place, keys)
        schema.bring_up_to_date(made)
        desk = _seat(_book(place, made, keys, clock or SystemClock(), lock), new)
    except BaseException:
        if made is not None:
            made.close()
        lock.release()
        _remove(place)
        raise
    return Shop(folder, made, desk), recovery_key


def has_till_pin(folder: Path) -> bool:
    """Tell whether this computer opens the shop with a till PIN; asks the keyring, which may take a while."""
    try:
        return bool(tills_here(ShopFolder(folder)))
    except ShopDeskError:
        return False


def open_with_pin(folder: Path, pin: str, *, clock: Clock | None = None) -> Shop:
    """Open a shop with the till PIN of this computer; raises as `open_shop` and `by_pin` do."""
    clock = clock or SystemClock()
    return open_shop(folder, by_pin(ShopFolder(folder), pin, clock.now()), clock=clock)


def open_shop(folder: Path, secret: Secret, *, clock: Clock | None = None) -> Shop:
    """Open a shop with its passphrase or recovery key; the owner acts until somebody signs in.

    Raises WrongSecret, NotAShop, Damaged or NewerFormat.
    """
    place = ShopFolder(folder)
    place.check_openable()
    clock = clock or SystemClock()
    lock = FileLock(place.lock)
    lock.acquire(shared=True)  # first of all: the keys of a shop that is being rekeyed would not fit any more
    try:
        was_cut_off = _was_cut_off(place, lock)
        keys = _keys(place, secret, clock, lock)
        if was_cut_off:
            with suppress(InUse), lock.alone():
                set_stale_log_aside(place, keys, clock.now())
        database = Database.open(place, keys)
        database.was_cut_off = was_cut_off
    except BaseException:
        lock.release()
        raise
    try:
        was_older = schema.is_older(database)
        if was_older:
            _migrate(place, database, keys, clock, lock)
        schema.bring_up_to_date(database)
        desk = _owners_desk(Desk(_book(place, database, keys, clock, lock), _NOBODY))
        if was_older:
            rotate_anchor(desk.book)  # what was written to older tables cannot be done again on these
    except BaseException:
        database.close()
        lock.release()
        raise
    return Shop(folder, database, desk)


class ShopCopy:
    """A backup that is looked into; closing it leaves nothing of it."""

    def __init__(self, backup: Path, copy: BackupCopy, desk: Desk) -> None:
        self.folder = copy.place.path
        self.backup = backup
        self.desk = desk
        self._copy = copy

    def close(self) -> None:
        """Forget the keys, and remove what was taken apart."""
        self._copy.close()


def open_copy(backup: Path, secret: str, *, clock: Clock | None = None) -> ShopCopy:
    """Open a backup with the passphrase of its day or the recovery key, to look into it; the owner looks.

    Raises WrongSecret, NotFound, NotAShop, Damaged, NewerFormat, DiskFull.
    """
    clock = clock or SystemClock()
    copy = open_backup(backup, secret)
    try:
        with copy.database.read() as session:
            head = journal.read_head(session)
            settings = setting_rows.read_settings(session)
        book = Book(
            folder=copy.place,
            database=copy.database,
            vault=Vault(copy.keys),
            keys=copy.keys,
            lock=FileLock(copy.place.lock),
            clock=clock,
            feed=ChangeFeed(),
            backups=BackupStore(copy.place, copy.keys),
            settings=settings,
            sequence=head.sequence,
            clock_watch=ClockWatch(clock, head.at),
            copied_at=copy.label.instant,
        )
        return ShopCopy(backup, copy, _owners_desk(Desk(book, _NOBODY)))
    except BaseException:
        copy.close()
        raise


def _was_cut_off(place: ShopFolder, lock: FileLock) -> bool:
    """Tell whether the power went or the program was killed: something waits in the -wal and nobody is at work."""
    wal = log_of(place.database)
    if not wal.exists() or not wal.stat().st_size:
        return False
    try:
        with lock.alone():
            return True
    except InUse:
        return False


def _keys(place: ShopFolder, secret: Secret, clock: Clock, lock: FileLock) -> RootKeys:
    """Return the keys that a secret opens; a rekey that was interrupted is finished or taken back first."""
    opened = keyfile.open_keys(place, secret)
    if opened.coming is None:
        return opened.keys
    with lock.alone():
        # Once more: whoever held the lock meanwhile may have done it.
        opened = keyfile.open_keys(place, secret)
        return opened.keys if opened.coming is None else rekeying.settle(place, opened, clock.now())


def _migrate(place: ShopFolder, database: Database, keys: RootKeys, clock: Clock, lock: FileLock) -> None:
    """Back an older shop up and bring it up to date while nobody else has it open; raises InUse."""
    with lock.alone():
        BackupStore(place, keys).make(database, clock.now())
        schema.bring_up_to_date(database)


def _book(place: ShopFolder, database: Database, keys: RootKeys, clock: Clock, lock: FileLock) -> Book:
    with database.read() as session:
        settings = setting_rows.read_settings(session)
    second = SecondJournal(place, lambda: settings.second_journal)
    database.anchor = Anchor(place, keys, second)
    with database.anchored() as (anchor, session):
        missing = anchor.compare(session)
        head = journal.read_head(session)

    def shut_lately() -> timedelta:
        with database.read() as session:
            return journal.longest_pause(session, head.sequence)

    book = Book(
        folder=place,
        database=database,
        vault=Vault(keys),
        keys=keys,
        lock=lock,
        clock=clock,
        feed=ChangeFeed(),
        backups=BackupStore(place, keys),
        settings=settings,
        sequence=head.sequence,
        clock_watch=ClockWatch(clock, head.at, shut_lately),
        journal_renewed=anchor.renewed,
        missing=missing,
    )
    second.folder = lambda: book.settings.second_journal
    return book


def _seat(book: Book, new: NewShop) -> Desk:
    """Write the settings and the owner of a new shop, and return the owner's desk."""
    values = {
        "shop_name": new.name,
        "country": new.country,
        "currency": new.currency,
        "locale": new.locale,
        "language": new.language,
        "zone": new.zone,
        "theme": new.theme,
    }
    with Desk(book, _NOBODY).work(Deed.SET_UP) as work:
        work.settings = Settings()
        work.enter(Deed.SET_UP, "shop", {})
        apply_settings(work, values)
        insert_staff(work, new.owner_name, Role.OWNER, new.owner_pin)
    return _owners_desk(Desk(book, _NOBODY))


def _owners_desk(desk: Desk) -> Desk:
    """Return the desk with the owner acting; raises Damaged for a shop without one."""
    owners = [member for member in list_staff(desk) if member.role is Role.OWNER and not member.disabled]
    if not owners:
        raise Damaged(what="staff")
    return desk.as_staff(owners[0])


def _remove(place: ShopFolder) -> None:
    """Remove what an unfinished shop left, and nothing that was there before it."""
    made = (place.keys, place.keys_copy, place.journal, place.journal_lock, place.lock)
    for path in (*made, *place.path.glob(f"{place.database.name}*")):
        path.unlink(missing_ok=True)
    for folder in (place.backups, place.logs, place.path):
        with suppress(OSError):  # somebody else's files keep it
            folder.rmdir()
