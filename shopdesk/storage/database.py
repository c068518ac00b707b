"""The encrypted database of a shop: one writer, many readers, and what their troubles mean."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import sqlite  # noqa: F401 -- else loaded when a shop is opened, and somebody waits
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, Forbidden, NotAShop, ShopDeskError
from shopdesk.storage import cipher
from shopdesk.storage.anchor import Anchor
from shopdesk.storage.authorizer import authorize
from shopdesk.storage.folder import (
    FILE_MODE,
    ShopFolder,
    lacks_room_for,
    sync_file,
    sync_folder,
    telling_full,
)
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.reader_gate import ReaderGate
from shopdesk.storage.session import WITNESS, note_written
from shopdesk.storage.stopping import IsStopped, never

APPLICATION_ID = 0x53444B31  # "SDK1"

_READERS = 4
SURVEY_KIB = 256 * 1024
"""Checks look at every row from several sides: with less, a large file is decrypted a dozen times over."""
_WRITING_KIB = 2_000
"""Who posts comes to few pages twice, and whatever is kept of the rest would grow all day."""
_LONG_KIB = 32 * 1024
"""What writes to every index by the thousand: with less, their pages are sealed and opened again and again."""


class Database:
    """An open ``shop.db``; ``create`` and ``open`` make one, any thread may use it, ``close`` ends it."""

    def __init__(self, folder: ShopFolder, keys: RootKeys) -> None:
        self._folder = folder
        self._key: str | None = cipher.key_text(keys)
        self._identity = _identity(folder)
        self._writing = threading.Lock()
        self._writer_thread: int | None = None
        self._is_frozen = False
        self._is_damaged = False
        self._gate = ReaderGate()
        self.was_cut_off = False
        """Whether whoever had it open last could not close it."""
        self.anchor: Anchor | None = None
        """What stands witness to every unit of work, from the opening of the shop on."""
        self._writer = self._engine(read_only=False, size=1, cache_kib=_WRITING_KIB)
        self._readers = self._engine(read_only=True, size=_READERS)
        self._surveyors = self._engine(read_only=True, size=1)
        event.listen(self._writer, "after_cursor_execute", _note_written)

    @classmethod
    def create(cls, folder: ShopFolder, keys: RootKeys) -> "Database":
        """Make the file of a new shop, still without tables; raises AlreadyExists, DiskFull."""
        try:
            os.close(os.open(folder.database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
        except FileExistsError as error:
            raise AlreadyExists(what="database") from error
        database = cls(folder, keys)
        with database._saying():
            connection = database._connect()
            try:
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                connection.execute("PRAGMA journal_mode=WAL")
            finally:
                connection.close()
        sync_folder(folder.path)
        return cls.open(folder, keys)

    @classmethod
    def open(cls, folder: ShopFolder, keys: RootKeys) -> "Database":
        """Open the file with the keys of its key file; raises NotAShop, Damaged, DiskFull."""
        folder.check_openable()
        cipher.check_header(folder.database, keys)
        folder.database.chmod(FILE_MODE)
        database = cls(folder, keys)
        try:
            with database._saying(), database._writer.connect() as connection:
                if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
                    raise NotAShop(path=str(folder.path))
        except ShopDeskError:
            database._drop_connections()
            raise
        return database

    @contextmanager
    def write(self, *, long: bool = False) -> Iterator[Connection]:
        """Open a unit of work: BEGIN IMMEDIATE, then COMMIT, or ROLLBACK when anything is raised.

        One that is ``long`` has room for more of the file's pages until it ends.
        Raises Forbidden (reason: copy) once it is frozen, InUse when another process writes for longer than 5 s,
        DiskFull, and Damaged (what: database from the first damage on that was met; database_moved when the file
        was renamed or replaced).
        """
        self._refuse_frozen()
        if self._is_damaged:
            raise Damaged(what="database")  # what was met in one place may reach further than it shows
        anchor = self.anchor
        with self._only_writer(), self._saying(), nullcontext() if anchor is None else anchor.held():
            with self._writer.begin() as connection:
                written = None if anchor is None else anchor.begin(connection)
                info = connection.info  # it stays with the driver's connection, which outlives this one
                if written is not None:
                    info[WITNESS] = written.add
                if long:
                    _make_room(connection, _LONG_KIB)
                try:
                    yield connection
                finally:
                    info.pop(WITNESS, None)
                    if long:
                        _make_room(connection, _WRITING_KIB)
                self._check_identity()
                if (
                    anchor is not None
                    and written is not None
                    and written.some
                    and connection.in_transaction()
                ):
                    anchor.prepare(connection, written)
            if anchor is not None:
                anchor.acknowledge()

    @contextmanager
    def anchored(self) -> Iterator[tuple[Anchor, Connection]]:
        """Hold the anchor and a unit of work that it does not stand witness to: to compare, replay or rotate."""
        self._refuse_frozen()
        if self.anchor is None:
            raise RuntimeError("nothing stands witness to this database")
        with self._only_writer(), self._saying(), self.anchor.held(), self._writer.begin() as connection:
            yield self.anchor, connection
            self._check_identity()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a snapshot: all that is read in it is as it was at its first query; it cannot write."""
        with self._gate.shared(), self._saying(), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def survey(self, room_kib: int = SURVEY_KIB) -> Iterator[Connection]:
        """Open a snapshot as `read` does, for what is looked over once: with room for most pages, or for so many."""
        # One connection stays for it: of each that is closed beside others SQLite keeps a handle of the file.
        with self._gate.shared(), self._saying(), self._surveyors.connect() as connection:
            _make_room(connection, room_kib)
            try:
                yield connection
            finally:
                _make_room(connection, 0)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep all other threads away from the file, readers too; they wait."""
        with self._only_writer(), self._gate.alone():
            yield

    @property
    def is_damaged(self) -> bool:
        """Tell whether damage was met since the opening; from then on nothing is written."""
        return self._is_damaged

    def mark_damaged(self) -> None:
        """Write nothing from now on: a check found what no query has met yet."""
        self._is_damaged = True

    def freeze(self) -> None:
        """Let nothing be written from now on: it is refused here, and each connection refuses it by itself."""
        self._is_frozen = True
        self._drop_connections()

    def rekey(self, keys: RootKeys) -> None:
        """Encrypt the whole file anew and go on under these keys; the caller is `alone`, and holds `shop.lock` so.

        All or nothing. Raises DiskFull, Damaged; the file is then under the old key.
        """
        self._drop_connections()
        key, file, failed = cipher.key_text(keys), self._folder.database, None
        with self._saying():
            try:
                with closing(self._connect(foreign_keys=False)) as connection:
                    cipher.encrypt_anew(connection, key)
            except dbapi2.Error as error:
                failed = error  # it may have been done all the same, and what failed came after it
            if not cipher.opens(file, keys):
                raise DiskFull if lacks_room_for(file) else failed or Damaged(what="database")
        self._key = key

    @contextmanager
    def maintenance(self) -> Iterator[Connection]:
        """Open a connection of its own without authorizer and with foreign_keys off.

        The caller commits. The first statement, or ``begin()``, starts BEGIN IMMEDIATE; what must stand
        outside a transaction (VACUUM, backup, rekey) goes to ``connection.connection.driver_connection``.
        """
        engine = self._maintenance_engine()
        try:
            with self._gate.shared(), self._saying(), engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def copy_into(
        self, path: Path, keys: RootKeys, is_stopped: IsStopped = never, *, is_kept: bool = True
    ) -> None:
        """Copy what is committed into a new file under other keys; raises DiskFull, Cancelled.

        One that is not kept, because it goes into another file at once, is not brought to the disk. Writers go on
        meanwhile. Raises Damaged (what: backup) where it breaks off for another reason, which may be the copy's disk.
        """
        self._refuse_frozen()
        with telling_full():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
        with self.survey(cipher.CACHE_KIB) as source:
            cipher.copy(_driver(source), path, cipher.key_text(keys), is_stopped, is_kept=is_kept)
        if is_kept:
            sync_file(path)

    def checkpoint(self, mode: Literal["PASSIVE", "TRUNCATE"] = "PASSIVE") -> bool:
        """Carry what was committed from the -wal into the file; return whether all of it arrived.

        TRUNCATE also empties the -wal and never waits: it returns False while anybody reads or writes.
        """
        if mode == "PASSIVE":
            with self._only_writer():
                return self._checkpoint(mode)
        if not self._writing.acquire(blocking=False):
            return False
        try:
            return self._checkpoint(mode)
        finally:
            self._writing.release()

    def close(self) -> None:
        """Empty the -wal, close every connection and forget the key; a second call does nothing."""
        if self._key is None:
            return
        # What cannot be carried over now stays in the -wal, where the next opening finds it.
        with suppress(ShopDeskError):
            self.checkpoint("TRUNCATE")
        self._drop_connections()
        if self.anchor is not None:
            self.anchor.close()
            if self.anchor.second is not None:
                self.anchor.second.close()
        self._key = None

    def _checkpoint(self, mode: str) -> bool:
        with self._saying():
            pooled = self._writer.raw_connection()
            try:
                connection: Any = pooled.driver_connection
                # PASSIVE never waits, whatever the patience.
                if mode == "TRUNCATE":
                    connection.execute("PRAGMA busy_timeout=0")
                busy, frames, carried = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
                if mode == "TRUNCATE":
                    connection.execute(f"PRAGMA busy_timeout={cipher.BUSY_MS}")
            finally:
                pooled.close()
        return bool(busy == 0 and frames == carried)

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        me = threading.get_ident()
        if self._writer_thread == me:
            if self._gate.is_mine:
                yield
                return
            # Waiting for oneself would hang the program for ever.
            raise RuntimeError("this thread has a unit of work open already")
        with self._writing:
            self._writer_thread = me
            try:
                yield
            finally:
                self._writer_thread = None

    @contextmanager
    def _saying(self) -> Iterator[None]:
        # One HMAC failure poisons a connection, so every trouble with the file drops them all.
        try:
            yield
        except (DBAPIError, dbapi2.Error) as error:
            told = cipher.told(error, self._folder.path)
            if told is None:
                raise
            if isinstance(told, Damaged):
                self._is_damaged |= cipher.is_of_the_file(error)
                self._drop_connections()
            raise told from error

    def _refuse_frozen(self) -> None:
        if self._is_frozen:
            raise Forbidden(reason="copy")

    def _drop_connections(self) -> None:
        for engine in (self._writer, self._readers, self._surveyors):
            engine.dispose()

    def _check_identity(self) -> None:
        # Money committed into a file that was renamed or replaced would be seen by nobody.
        if _identity(self._folder) != self._identity:
            raise Damaged(what="database_moved")

    def _engine(self, *, read_only: bool, size: int, cache_kib: int = cipher.CACHE_KIB) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=lambda: self._guarded(read_only=read_only, cache_kib=cache_kib),
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=_READERS if read_only else 0,
            pool_use_lifo=True,
            hide_parameters=True,
        )
        _begin_with(engine, "BEGIN DEFERRED" if read_only else "BEGIN IMMEDIATE")
        return engine

    def _maintenance_engine(self) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=lambda: self._connect(foreign_keys=False),
            poolclass=NullPool,
            hide_parameters=True,
        )
        _begin_with(engine, "BEGIN IMMEDIATE")
        return engine

    def _guarded(self, *, read_only: bool, cache_kib: int) -> Any:
        connection = self._connect(read_only=read_only or self._is_frozen, cache_kib=cache_kib)
        connection.set_authorizer(authorize)
        return connection

    def _connect(
        self, *, read_only: bool = False, foreign_keys: bool = True, cache_kib: int = cipher.CACHE_KIB
    ) -> Any:
        if self._key is None:
            raise RuntimeError("the database is closed")
        self._check_identity()
        return cipher.connect(
            self._folder.database,
            self._key,
            read_only=read_only,
            foreign_keys=foreign_keys,
            cache_kib=cache_kib,
        )


def _make_room(connection: Connection, kib: int) -> None:
    _driver(connection).execute(f"PRAGMA cache_size=-{kib}")


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Straight to the driver: SQLAlchemy's own way costs as much as the whole of BEGIN to COMMIT.
        _driver(connection).execute(statement)


def _note_written(
    connection: Connection, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool
) -> None:
    note_written(connection, statement, values)


def _identity(folder: ShopFolder) -> tuple[int, int] | None:
    try:
        found = folder.database.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
