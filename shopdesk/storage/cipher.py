"""One connection to a SQLCipher file: its key, its settings, and what its errors mean to a person."""

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from shopdesk.errors import Damaged, DiskFull, InUse, NotAShop, ShopDeskError
from shopdesk.storage.folder import is_full
from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES, RootKeys
from shopdesk.storage.stopping import IsStopped, go_on

PAGE_BYTES = 4096
CACHE_KIB = 16_000
"""A page that is still known need not be decrypted again."""
BUSY_MS = 5_000

_PLAIN_SQLITE = b"SQLite format 3\0"
_OLDEST_SQLITE = (3, 51, 3)  # before it, resetting the -wal could lose commits
_STATEMENTS = 512
_PAGES_AT_ONCE = 4_096
_PRIMARY_CODE = 0xFF
_FULL_SHARED_MEMORY = dbapi2.SQLITE_IOERR | 19 << 8  # SQLITE_IOERR_SHMSIZE: no room for the -shm file
_DAMAGED_INDEX = dbapi2.SQLITE_CORRUPT | 1 << 8  # SQLITE_CORRUPT_VTAB
_TOLD: dict[int, type[ShopDeskError]] = {
    dbapi2.SQLITE_FULL: DiskFull,
    dbapi2.SQLITE_BUSY: InUse,
    dbapi2.SQLITE_LOCKED: InUse,
    dbapi2.SQLITE_CORRUPT: Damaged,
    dbapi2.SQLITE_NOTADB: Damaged,
    dbapi2.SQLITE_IOERR: Damaged,
}
_TOLD_OF_A_COPY: dict[str, type[ShopDeskError]] = {"disk is full": DiskFull, "is locked": InUse}
_PRAGMAS = (
    "recursive_triggers=ON",  # else INSERT OR REPLACE slips past the triggers that refuse DELETE
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",  # a file would hold customers' names in clear
    "synchronous=FULL",
)

# The driver asks of every value but text and numbers for what to write instead; not being told, it looks in four
# places and throws away as many exceptions, which made these two the dearest of all values, by far.
dbapi2.register_adapter(type(None), {None: None}.__getitem__)
dbapi2.register_adapter(bytes, bytes)


def key_text(keys: RootKeys) -> str:
    """Return the raw key and salt as SQLCipher takes them; ValueError for a wrong length."""
    _check_library()
    text = f"x'{keys.database_key.hex()}{keys.database_salt.hex()}'"
    # Of any other length SQLCipher would take it for a passphrase, without a word.
    if (len(keys.database_key), len(keys.database_salt)) != (KEY_BYTES, SALT_BYTES):
        raise ValueError("wrong length of key or salt")
    return text


def connect(
    path: Path, key: str, *, read_only: bool = False, foreign_keys: bool = True, cache_kib: int = CACHE_KIB
) -> Any:
    """Open a connection (of the sqlcipher3 module) to a file that exists; raises what sqlcipher3 raises.

    ``cache_kib`` is how much it may keep of what it decrypted.
    """
    # mode=rw: a file that is gone must not come back as an empty shop.
    connection = dbapi2.connect(
        f"{path.resolve().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to stderr
        # A third of the time of SQLCipher's own choice, SHA-512, on processors that know SHA-256. It is said before
        # the key, of all connections to come: said after it, each page would keep room for the longer seal.
        connection.execute("PRAGMA cipher_default_hmac_algorithm=HMAC_SHA256")
        # Not PRAGMA key: that one leaks into traces and error texts.
        connection.set_key(key)
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA cache_size=-{cache_kib}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def copy(source: Any, path: Path, key: str, is_stopped: IsStopped, *, is_kept: bool) -> None:
    """Copy what a connection sees into a file under another key, some pages at a time.

    Between them others may write: it goes on seeing what it saw first. Raises Cancelled once it should stop, DiskFull,
    InUse, and Damaged (what: backup) for any other reason: it may be the copy's disk, and says nothing of the file.
    """
    try:
        with closing(connect(path, key, foreign_keys=False)) as target:
            if not is_kept:
                target.execute("PRAGMA synchronous=OFF")
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(target, pages=_PAGES_AT_ONCE, progress=lambda *_: go_on(is_stopped))
            target.execute("PRAGMA journal_mode=DELETE")  # one file is the whole of it
    except dbapi2.Error as error:
        # The driver gives these errors no code, only SQLite's words for it.
        for words, kind in _TOLD_OF_A_COPY.items():
            if words in str(error):
                raise kind from error
        if is_full(path.parent):
            raise DiskFull from error
        raise Damaged(what="backup") from error


def encrypt_anew(connection: Any, key: str) -> None:
    """Put the file of a connection, the only one, under another key; raises what sqlcipher3 raises.

    A disk that fills up meanwhile makes SQLCipher take it back, and it does not say so. Under the driver's own
    ``reset_key`` every thread would stand still; nobody traces this connection, so the key gets no further.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute(f'PRAGMA rekey = "{key}"')
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def opens(path: Path, keys: RootKeys) -> bool:
    """Tell whether the file is under this key; raises what `told` returns for other troubles."""
    try:
        connection = connect(path, key_text(keys), read_only=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except dbapi2.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE == dbapi2.SQLITE_NOTADB:
            return False
        trouble = told(error, path.parent)
        if trouble is None:
            raise
        raise trouble from error
    return True


def told(error: DBAPIError | dbapi2.Error, folder: Path) -> ShopDeskError | None:
    """Return what to tell the person about an error of a database in that folder, or None for a bug."""
    code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", 0)
    if code == _FULL_SHARED_MEMORY:
        return DiskFull()
    kind = _TOLD.get(code & _PRIMARY_CODE)
    if kind is None:
        return None
    if code & _PRIMARY_CODE == dbapi2.SQLITE_IOERR and is_full(folder):
        return DiskFull()  # of a disk without room SQLite says no more than that it refused
    return kind(what="database") if kind is Damaged else kind()


def is_of_the_file(error: DBAPIError | dbapi2.Error) -> bool:
    """Tell whether an error means damaged pages, and not an index of words that can be made anew."""
    code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", 0)
    return bool(code != _DAMAGED_INDEX)


def check_header(path: Path, keys: RootKeys) -> None:
    """Raise NotAShop for a plain SQLite file, Damaged for a torn start or another salt than the keys'."""
    with path.open("rb") as file:
        start = file.read(PAGE_BYTES)
    if start.startswith(_PLAIN_SQLITE):
        raise NotAShop(path=str(path.parent))
    # SQLCipher, given a salt, does not look at the one in the file.
    if len(start) < PAGE_BYTES or start[:SALT_BYTES] != keys.database_salt:
        raise Damaged(what="database")


def _check_library() -> None:
    if dbapi2.sqlite_version_info < _OLDEST_SQLITE:
        raise RuntimeError("SQLite is too old")
    connection = dbapi2.connect(":memory:")
    try:
        if connection.execute("PRAGMA cipher_version").fetchone() is None:
            raise RuntimeError("SQLCipher is missing")
    finally:
        connection.close()
