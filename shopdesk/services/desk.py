"""The desk that every deed is done at: who acts, for which shop, and the unit of work it happens in."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from shopdesk.clock import Clock
from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import local_day
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed, StaffMember
from shopdesk.errors import ClockJumped, Forbidden, InvalidDate, InvalidValue, RequestConflict
from shopdesk.services.changes import ChangeFeed, Changes
from shopdesk.services.clock_watch import ClockWatch
from shopdesk.storage import journal, points, requests, settings, sight
from shopdesk.storage.anchor import Missing
from shopdesk.storage.backup import BackupStore
from shopdesk.storage.database import Database
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.index_pieces import IndexPieces
from shopdesk.storage.kept import keeping
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.session import Session
from shopdesk.storage.staff import has_left
from shopdesk.storage.touch_log import TouchLog
from shopdesk.storage.vault import Vault

T = TypeVar("T")

_OLDEST_YEAR = 1900
_LONGEST_REQUEST_ID = 200


@dataclass
class Book:
    """The opened shop that all its desks share: file, keys, clock, feed, and the settings as last read."""

    folder: ShopFolder
    database: Database
    vault: Vault
    keys: RootKeys = field(repr=False)
    lock: FileLock = field(repr=False)
    clock: Clock
    feed: ChangeFeed
    backups: BackupStore = field(repr=False)
    settings: Settings
    sequence: int
    """The journal's newest row as far as this process knows."""
    clock_watch: ClockWatch
    touched: TouchLog = field(default_factory=TouchLog, repr=False)
    """Whom units of work touched: what is kept of all customers is brought up to date for these alone."""
    pieces: IndexPieces = field(default_factory=IndexPieces, repr=False)
    """What brings the search indexes together while nobody writes."""
    unsettled: bool = False
    """Whether something was written that the -wal may still hold."""
    journal_renewed: bool = False
    """Whether the journal beside the file was missing or did not fit at the opening, so that a new one was begun."""
    copied_at: datetime | None = None
    """When the backup was made that is only looked into here; None for a shop that is worked in."""
    missing: Missing | None = None
    """What the file lacks and the journal beside it holds: until that is settled nothing can be written."""

    def take_keys(self, keys: RootKeys) -> None:
        """Go on with other keys, after a rekey."""
        self.keys = keys
        self.vault = Vault(keys)
        self.backups = BackupStore(self.folder, keys)


class Work:
    """One unit of work: its session, the instant it is entered at, and what it touched so far."""

    def __init__(self, session: Session, book: Book, staff: StaffMember, *, posting: bool) -> None:
        self.session = session
        self.vault = book.vault
        self.settings = book.settings
        self.staff = staff
        self.clock_now = book.clock.now()
        self.posted = False
        self.everything = False
        self.parked = False
        self.touched: set[CustomerId] = set()
        self.points_moved = 0
        self._book = book
        self.head = journal.read_head(session)
        self.others_wrote = self.head.sequence != book.sequence
        if self.others_wrote:
            self.settings = book.settings = settings.read_settings(session)
        last = self.head.at or self.clock_now
        if posting and book.clock_watch.doubts(last) is not None:
            raise ClockJumped(last=last.isoformat(), now=self.clock_now.isoformat())
        self.now = max(self.clock_now, last)

    @property
    def today(self) -> date:
        """The day it is in the shop."""
        return local_day(self.clock_now, self.settings.time_zone)

    def happened_at(self, at: datetime | None) -> datetime:
        """Return when an event happened: the given instant if it is allowed, else now.

        Raises InvalidDate for the future and Forbidden for a past that this person may not enter.
        """
        if at is None:
            return self.clock_now
        if at > self.clock_now:
            raise InvalidDate(field="at", reason="in_future")
        if at.year < _OLDEST_YEAR:
            raise InvalidDate(field="at", reason="too_old")
        require(self.staff, Deed.LATE_ENTRY)
        return at

    def enter(self, deed: Deed, subject: str, content: journal.Content) -> None:
        """Write the deed in the journal."""
        self.enter_all([(deed, subject, content)])

    def enter_all(self, entries: Iterable[tuple[Deed, str, journal.Content]]) -> None:
        """Write many deeds in the journal, in their order; who gave the PIN for them stands in each."""
        approver = self.staff.approver
        approved = {} if approver is None else {"approved_by": approver.id}
        self.head = journal.append(
            self.session,
            self._book.keys.journal_key,
            self._book.keys.key_id,
            self.head,
            at=self.now,
            staff_id=self.staff.id,
            entries=((deed.value, subject, {**content, **approved}) for deed, subject, content in entries),
        )

    def settle_points(self) -> None:
        """Let the sales that were touched so far earn their points, or give them back."""
        moved = points.bring_up_to_date(self.session, self.clock_now, self.staff.id)
        self.touched |= moved.keys()
        self.points_moved += moved.total()

    @property
    def key_id(self) -> int:
        """The key that seals and chains today."""
        return self._book.keys.key_id


@dataclass(frozen=True)
class Desk:
    """A shop with somebody acting in it; every service takes one as its first argument."""

    book: Book
    staff: StaffMember

    @property
    def settings(self) -> Settings:
        """The shop's settings as last read."""
        return self.book.settings

    @property
    def clock(self) -> Clock:
        """The clock of the shop."""
        return self.book.clock

    @property
    def feed(self) -> ChangeFeed:
        """The feed that tells what changed."""
        return self.book.feed

    def today(self) -> date:
        """Return the day it is in the shop."""
        return local_day(self.clock.now(), self.settings.time_zone)

    def as_staff(self, member: StaffMember) -> "Desk":
        """Return the same shop with somebody else acting."""
        return Desk(self.book, member)

    def require(self, deed: Deed) -> None:
        """Raise Forbidden unless the person acting may do this."""
        require(self.staff, deed)

    def doubt_clock(self) -> datetime | None:
        """Return the entry that the clock stands oddly to, else None; postings wait until it is confirmed."""
        if self.book.copied_at is not None:
            return None
        with self.book.database.read() as session:
            newest = journal.read_head(session).at
        return self.book.clock_watch.doubts(newest)

    def confirm_clock(self) -> None:
        """Take the computer's clock as right although it stands oddly to the last entry."""
        self.book.clock_watch.is_confirmed = True

    @contextmanager
    def read(self, deed: Deed = Deed.VIEW) -> Iterator[Session]:
        """Open a snapshot to read from; it shows the customers that the person acting may see."""
        self.require(deed)
        with (
            self.book.database.read() as session,
            sight.limited_to(session, self.staff.limited_to),
            keeping(session, self.book.touched),
        ):
            yield session

    @contextmanager
    def work(self, deed: Deed, *, posting: bool = False, long: bool = False) -> Iterator[Work]:
        """Open a unit of work; after its commit the feed tells what it touched.

        ``posting`` is for deeds that move a balance: they refuse a clock that is in doubt. ``long`` is for those that
        write rows by the thousand. Whoever was disabled in another window meanwhile is refused.
        """
        self.require(deed)
        with (
            self.book.database.write(long=long) as session,
            sight.limited_to(session, self.staff.limited_to),
        ):
            if self._has_left(session):
                raise Forbidden(deed=deed.value)
            work = Work(session, self.book, self.staff, posting=posting)
            before = work.head.sequence
            yield work
            work.settle_points()
            if work.everything:
                work.settings = settings.read_settings(session)
        touched = None if work.everything else frozenset(work.touched)
        self.book.touched.note(before, work.head.sequence, touched)
        self.book.unsettled = True
        self.book.sequence = work.head.sequence
        self.book.settings = work.settings
        if work.posted:
            self.book.database.checkpoint("PASSIVE")
        everything = work.everything or work.others_wrote
        if work.touched or everything or work.parked or work.posted:
            self.feed.publish(Changes(frozenset(work.touched), everything, work.parked))

    def settle(self) -> bool:
        """Carry everything from the -wal into the file, if nobody is busy; return whether nothing is left.

        A flipped bit in the -wal would silently drop what was written after it, so nothing waits there for long.
        """
        if self.book.unsettled and self.book.database.checkpoint("TRUNCATE"):
            self.book.unsettled = False
        return not self.book.unsettled

    def tidy(self) -> bool:
        """Bring the search indexes a step nearer to one piece, if nobody wrote since the last call; say whether.

        To be asked when everything is settled, and to be settled afterwards.
        """
        book = self.book
        if (
            book.unsettled
            or book.copied_at is not None
            or book.missing is not None
            or book.database.is_damaged
        ):
            return False
        book.unsettled = book.pieces.bring_together(book.database, book.sequence)
        return book.unsettled

    def is_over(self) -> bool:
        """Tell whether the person acting, or the owner who approved, was disabled in another window meanwhile."""
        with self.book.database.read() as session:
            return self._has_left(session)

    def _has_left(self, session: Session) -> bool:
        approver = self.staff.approver
        return has_left(session, self.staff.id, None if approver is None else approver.id)

    def notice_others(self) -> bool:
        """Look whether another window wrote to the file since; if so tell the feed, and return True."""
        with self.book.database.read() as session:
            sequence = journal.read_head(session).sequence
            if sequence == self.book.sequence:
                return False
            self.book.settings = settings.read_settings(session)
        self.book.sequence = sequence
        self.feed.publish(Changes(everything=True))
        return True


def require(staff: StaffMember, deed: Deed) -> None:
    """Raise Forbidden unless this person may do the deed."""
    if not staff.may(deed):
        raise Forbidden(deed=deed.value)


def once(
    work: Work,
    deed: Deed,
    request_id: str,
    arguments: Mapping[str, Any],
    act: Callable[[], T],
    encode: Callable[[T], dict[str, Any]],
    decode: Callable[[dict[str, Any]], T],
) -> T:
    """Act, unless this request was carried out before: then return its first result.

    Raises RequestConflict when the id was used with other arguments. A refusal stores nothing, because
    the whole unit of work is rolled back.
    """
    if not request_id or len(request_id) > _LONGEST_REQUEST_ID:
        raise InvalidValue(field="request_id", reason="too_long" if request_id else "empty")
    text = json.dumps(arguments, default=str, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).digest()
    stored = requests.read_request(work.session, request_id)
    if stored is not None:
        if (stored.deed, stored.digest) != (deed.value, digest):
            raise RequestConflict(request_id=request_id)
        return decode(json.loads(stored.result))
    result = act()
    encoded = json.dumps(encode(result), default=str, ensure_ascii=False)
    requests.write_request(
        work.session, request_id, requests.StoredRequest(deed.value, digest, encoded), work.now
    )
    return result
