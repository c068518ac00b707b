"""The anchor: beside the database, a sealed copy of what each unit of work wrote, which shows what is missing."""

import base64
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.exc import IntegrityError

from shopdesk.errors import Damaged, DiskFull, InvalidValue
from shopdesk.storage.anchor_file import AnchorFile, Frame, Header, Seal, Writes
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder, sync_folder, telling_full
from shopdesk.storage.journal import FIRST_MAC
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.second_journal import SecondJournal
from shopdesk.storage.session import Session

ENDING = ".journal"

_WAIT_SECONDS = 5.0
_MOST_KEPT_INSIDE = 1 << 18
_LARGEST = 1 << 24
_REMEMBER = "UPDATE anchor SET position = ?, record = ?"
_MARK = (
    "SELECT lineage, position, sequence, mac FROM anchor "
    "LEFT JOIN journal ON sequence = (SELECT max(sequence) FROM journal)"
)
_LEFT = (DiskFull, InvalidValue)
_EVENTS = ("INSERT INTO sale ", "INSERT INTO debt_payment ", "INSERT INTO account_adjustment ")


class Mark(NamedTuple):
    """Where the database stands: how many units of work it holds, and the journal's newest row."""

    lineage: str
    position: int
    sequence: int
    mac: bytes


class Missing(NamedTuple):
    """What the anchor holds and the database does not: rows of the journal, and events on accounts among them.

    ``complete`` tells whether all of it can be brought back.
    """

    entries: int
    events: int
    complete: bool


class Anchor:
    """Stands witness to every unit of work of one open shop; one thread at a time."""

    def __init__(self, folder: ShopFolder, keys: RootKeys, second: SecondJournal | None = None) -> None:
        self.second = second
        self._witnessed = 0
        self._folder = folder
        self._shop_id = keys.shop_id
        self._seal = Seal(keys.anchor_key)
        self._lock = FileLock(folder.journal_lock)
        self._file: AnchorFile | None = None
        self._writes: Writes | None = None
        self._prepared = False
        self.renewed = False
        """Whether the file was missing or unfit when the shop was opened, so that a new one was begun."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock that orders all writers, with the file at hand; raises InUse, DiskFull."""
        self._lock.acquire(wait_seconds=_WAIT_SECONDS)
        try:
            self._look()
            yield
        finally:
            if self._writes is not None:
                self._writes.close()
            self._writes, self._prepared = None, False
            self._lock.release()

    def begin(self, session: Session) -> Writes:
        """Bring the file to where the database stands, before anything is written; return what takes the writes.

        It lacks at most what was committed when the power went. Raises Damaged (reason: rolled_back) when
        the database lacks something, DiskFull.
        """
        mark = read_mark(session)
        self._bring(session, mark)
        file = self._here()
        file.reserve(0)
        self._writes = Writes(self._seal, file.header, mark.position + 1, self._folder.path)
        return self._writes

    def _bring(self, session: Session, mark: Mark) -> None:
        file = self._file
        fits = file is not None and file.header.lineage == mark.lineage
        if self._witnessed > mark.position or (fits and file is not None and file.position > mark.position):
            missing = self.missing(session)
            raise Damaged(what="database", reason="rolled_back", count=missing.entries)
        if file is None or not fits:
            self._begin_anew(mark)
        elif file.position < mark.position:
            record = read_record(session)
            if record is None or file.position + 1 < mark.position:
                self._begin_anew(mark)
            else:
                file.append_again(Frame(mark.position, record))

    def prepare(self, session: Session, written: Writes) -> None:
        """Seal what was written and make room for it, before the commit; raises DiskFull."""
        mark = read_mark(session)
        written.finish(mark.sequence, mark.mac)
        self._here().reserve(written.length)
        kept = written.whole() if written.length <= _MOST_KEPT_INSIDE else None
        _driver(session).execute(_REMEMBER, (written.position, kept))
        self._prepared = True

    def acknowledge(self) -> None:
        """Append what was prepared, after the commit."""
        if self._prepared and self._writes is not None:
            self._here().append(self._writes.position, self._writes.length, self._writes.sealed)
            self._follow()

    def compare(self, session: Session) -> Missing | None:
        """Look at the opening whether files and database tell the same; return what the database lacks, or None.

        A file that lacks the last commit is completed; one that does not fit is set aside, and ``renewed`` says so.
        A disk that is full, or was taken out, is left to the next posting to tell: reading goes on.
        """
        mark = read_mark(session)
        file = self._file
        header = Header(self._shop_id, mark.lineage)
        self._witnessed = 0 if self.second is None else self.second.position(header)
        if self._witnessed > mark.position:
            return self.missing(session)
        if file is not None and file.header == header:
            if file.position > mark.position:
                return self.missing(session)
            with suppress(*_LEFT):
                if file.position == mark.position and not self._tells(file, mark):
                    self._mend_last(file, mark, read_record(session))
                self._bring(session, mark)
                self._here().reserve(0)
                if self._here().length > _LARGEST:
                    self.rotate(session)
        else:
            renewed = self._folder.journal.exists() or mark.position > 0
            with suppress(*_LEFT):
                self._begin_anew(mark)
            self.renewed = renewed
        self._follow()
        return None

    def missing(self, session: Session) -> Missing:
        """Return what the anchors hold beyond the database."""
        mark = read_mark(session)
        newest = mark.sequence
        events = 0
        position = mark.position
        for frame, content in self._after(mark):
            newest, position = content["sequence"], frame.position
            events += sum(_count(text, values) for text, values in content["writes"])
        last = max(self._witnessed, mark.position if self._file is None else self._file.position)
        return Missing(newest - mark.sequence, events, complete=position >= last)

    def replay(self, session: Session) -> Missing:
        """Do again what the database lacks, inside one unit of work; raises Damaged (what: journal_file)."""
        found = self.missing(session)
        for frame, content in self._after(read_mark(session)):
            try:
                for text, values in content["writes"]:
                    session.exec_driver_sql(text, values_of(values))
            except IntegrityError as error:  # it follows upon something else: the files tell two histories
                raise Damaged(what="journal_file") from error
            _driver(session).execute(_REMEMBER, (frame.position, frame.sealed))
            mark = read_mark(session)
            if (mark.sequence, mark.mac.hex()) != (content["sequence"], content["mac"]):
                raise Damaged(what="journal_file")
        return found

    def rotate(self, session: Session, at: datetime | None = None) -> None:
        """Set the file aside among the backups and begin a new one where the database stands."""
        mark = read_mark(session)
        if self.second is not None and self._witnessed > mark.position:
            self._folder.make_backups()
            self.second.set_aside(Header(self._shop_id, mark.lineage), self._aside(mark, at))
        self._witnessed = 0
        self._begin_anew(mark, at)
        self.renewed = False
        self._follow()

    def check(self, session: Session) -> tuple[int, tuple[str, ...]]:
        """Read the whole file; return how many frames it has and what is wrong with them."""
        mark = read_mark(session)
        file = self._file
        if file is None:
            return 0, ("the file is missing",)
        checked = 0
        try:
            for frame in file.frames():
                self._seal.open(file.header, frame)
                checked += 1
        except Damaged:
            return checked, (f"frame {checked + 1} was altered",)
        if file.position > mark.position:
            missing = self.missing(session)
            return checked, (
                f"the database lacks {missing.entries} entries that stand in the journal beside it",
            )
        if (
            file.header.lineage != mark.lineage
            or file.position != mark.position
            or not self._tells(file, mark)
        ):
            return checked, ("its last frame is not the database's last unit of work",)
        return checked, ()

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
        self._file = None

    def _look(self) -> None:
        """Have the file that lies there now at hand, read to its end; None where it is missing or damaged."""
        try:
            if self._file is not None and self._file.is_current():
                self._file.catch_up()
                return
            self.close()
            if self._folder.journal.exists():
                self._file = AnchorFile(self._folder.journal)
        except Damaged:
            self.close()

    def _here(self) -> AnchorFile:
        if self._file is None:
            raise Damaged(what="journal_file")
        return self._file

    def _tells(self, file: AnchorFile, mark: Mark) -> bool:
        """Tell whether the last frame ends where the database does."""
        last = file.last()
        if last is None or not self._opens(file, last):
            return False
        content = self._seal.open(file.header, last)
        return (content["sequence"], content["mac"]) == (mark.sequence, mark.mac.hex())

    def _mend_last(self, file: AnchorFile, mark: Mark, record: bytes | None) -> None:
        """Write the last frame again if it is torn; begin anew if it tells something else than the database."""
        last = file.last()
        if last is None or record is None or self._opens(file, last):
            self._begin_anew(mark)
        else:
            file.rewrite_last(Frame(mark.position, record))

    def _opens(self, file: AnchorFile, frame: Frame) -> bool:
        with suppress(Damaged):
            self._seal.open(file.header, frame)
            return True
        return False

    def _begin_anew(self, mark: Mark, at: datetime | None = None) -> None:
        self.close()
        if self._folder.journal.exists():
            self._folder.make_backups()
            aside = self._aside(mark, at)
            # A second name, not another one: at no moment is there no journal beside the file.
            try:
                os.link(self._folder.journal, aside)
            except OSError:  # a disk that knows no second names
                with telling_full():
                    shutil.copyfile(self._folder.journal, aside)
            sync_folder(self._folder.backups)
        header = Header(self._shop_id, mark.lineage)
        with closing(Writes(self._seal, header, mark.position, self._folder.path)) as first:
            first.finish(mark.sequence, mark.mac)
            self._file = AnchorFile.create(self._folder.journal, header, Frame(mark.position, first.whole()))
        self.renewed = True

    def _aside(self, mark: Mark, at: datetime | None) -> Path:
        stamp = (at or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
        return self._folder.backups / f"{stamp}-{mark.position:08d}-{secrets.token_hex(2)}{ENDING}"

    def _follow(self) -> None:
        if self.second is not None:
            self.second.follow()

    def _after(self, mark: Mark) -> Iterator[tuple[Frame, dict[str, Any]]]:
        """Return the frames that follow upon a mark, without a gap, from this file and those set aside."""
        found: dict[int, tuple[Frame, dict[str, Any]]] = {}
        elsewhere = None if self.second is None else self.second.path(Header(self._shop_id, mark.lineage))
        beside = (*sorted(self._folder.backups.glob(f"*{ENDING}")), self._folder.journal)
        for path in beside if elsewhere is None else (*beside, elsewhere):
            for frame, content in self._read(path, mark):
                found[frame.position] = (frame, content)
        position = mark.position + 1
        while position in found:
            yield found[position]
            position += 1

    def _read(self, path: Path, mark: Mark) -> Iterator[tuple[Frame, dict[str, Any]]]:
        with suppress(Damaged):  # what stands before the damage still counts
            file = AnchorFile(path)
            try:
                first = True
                for frame in file.frames():
                    # The first one only says where the file begins.
                    if not first and file.header.lineage == mark.lineage and frame.position > mark.position:
                        yield frame, self._seal.open(file.header, frame)
                    first = False
            finally:
                file.close()


def read_mark(session: Session) -> Mark:
    """Return where the database stands."""
    row = _driver(session).execute(_MARK).fetchone()
    return Mark(row[0], row[1], row[2] or 0, row[3] or FIRST_MAC)


def read_record(session: Session) -> bytes | None:
    """Return the sealed frame of the last unit of work; None when it was too long to keep."""
    record: bytes | None = session.exec_driver_sql("SELECT record FROM anchor").scalar_one()
    return record


def _driver(session: Session) -> Any:
    """Return the driver's own connection: three queries stand in every posting, and SQLAlchemy doubles them."""
    return session.connection.driver_connection


def _count(text: str, values: Any) -> int:
    """Return how many events a statement wrote: for each row one, or one for each time it ran."""
    if not text.startswith(_EVENTS):
        return 0
    return len(values) if values and isinstance(values[0], list) else max(1, text.count("(?"))


def values_of(values: Any) -> Any:
    """Return the values of a statement as the driver takes them."""
    if isinstance(values, dict):
        return base64.b64decode(values["b"])
    if values and isinstance(values[0], list):
        return [values_of(each) for each in values]
    return tuple(values_of(value) if isinstance(value, dict) else value for value in values)
