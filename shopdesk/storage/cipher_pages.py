"""The pages of an encrypted file read one by one, past the database: a damaged one spoils none of the others.

The format is SQLCipher 4's: AES-256-CBC, and at the end of each page its initialisation vector and an HMAC-SHA256 over
it and its number (the seal's key is derived with SHA-512 all the same); the newest version of a page may still lie in
the -wal.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from shopdesk.errors import Damaged
from shopdesk.storage.cipher import PAGE_BYTES
from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES, RootKeys

LOCK_PAGE = (1 << 30) // PAGE_BYTES + 1
"""Where SQLite locks a file of more than a gigabyte: nothing is ever written there, and nothing seals it."""
_VECTOR, _SEAL = 16, 32
USABLE = PAGE_BYTES - _VECTOR - _SEAL
"""How many bytes of a page SQLite has for itself."""
_MASK = 0x3A
_ROUNDS = 2
_START = b"SQLite format 3\0"
_WAL_HEAD, _FRAME_HEAD = 32, 24
_WAL_SALT = slice(8, 16)


class PageSeals:
    """The seals at the ends of a file's pages, as its keys make them."""

    def __init__(self, keys: RootKeys) -> None:
        masked = bytes(byte ^ _MASK for byte in keys.database_salt)
        key = hashlib.pbkdf2_hmac("sha512", keys.database_key, masked, _ROUNDS, KEY_BYTES)
        self._begun = HMAC(key, SHA256())  # in half the time that Python's own takes for a page

    def fits(self, page: memoryview, number: int) -> bool:
        """Tell whether a whole page is as it was written, the first being 1."""
        made = self._begun.copy()
        made.update(page[_plain(number) : -_SEAL])
        made.update(number.to_bytes(4, "little"))
        try:
            made.verify(bytes(page[-_SEAL:]))
        except InvalidSignature:
            return False
        return True


class SealedFile:
    """A file that is read on from its beginning; what it gives was compared with the seals of its pages."""

    def __init__(self, file: IO[bytes], keys: RootKeys, pages: int) -> None:
        self._file = file
        self._seals = PageSeals(keys)
        self._pages = pages
        self._read = 0

    def read(self, length: int = -1) -> bytes:
        """Return so many bytes, whole pages of them; raises Damaged (what: backup) where one is damaged or missing."""
        data = self._file.read(length)
        pages = memoryview(data)
        for at in range(0, len(data), PAGE_BYTES):
            self._read += 1
            page = pages[at : at + PAGE_BYTES]
            if len(page) != PAGE_BYTES or not (self._read == LOCK_PAGE or self._seals.fits(page, self._read)):
                raise Damaged(what="backup", check="pages")
        if not data and self._read != self._pages:
            raise Damaged(what="backup", check="pages")
        return data


class PageOpener:
    """What opens the pages of one file: its key, and the seals they must bear."""

    def __init__(self, keys: RootKeys) -> None:
        self._key = keys.database_key
        self._seals = PageSeals(keys)

    def open(self, sealed: bytes, number: int) -> bytes | None:
        """Return a page as SQLite reads it, the first being 1; None where it is damaged or cut off."""
        if len(sealed) != PAGE_BYTES or not self._seals.fits(memoryview(sealed), number):
            return None
        first = _plain(number)
        body = sealed[first:-_SEAL]
        reader = Cipher(AES(self._key), CBC(body[-_VECTOR:])).decryptor()
        opened = reader.update(body[:-_VECTOR]) + reader.finalize()
        return _START + opened if first else opened


class CipherPages:
    """The pages of one file under its keys; ``total`` is how many there should be, torn ones included."""

    def __init__(self, path: Path, keys: RootKeys) -> None:
        self._content = path.read_bytes() if path.is_file() else b""
        self._opener = PageOpener(keys)
        wal = log_of(path)
        self._newer = dict(self._waiting(wal)) if wal.is_file() else {}
        self.total = max(-(-len(self._content) // PAGE_BYTES), max(self._newer, default=0))

    def page(self, number: int) -> bytes | None:
        """Return a page opened, the first being 1; None where it is damaged or cut off."""
        at = (number - 1) * PAGE_BYTES
        for sealed in (self._newer.get(number, b""), self._content[at : at + PAGE_BYTES]):
            opened = self._opener.open(sealed, number)
            if opened is not None:
                return opened
        return None

    def _waiting(self, wal: Path) -> Iterator[tuple[int, bytes]]:
        """Yield the pages in the -wal up to its last whole commit, the newest of each last."""
        found = list[tuple[int, bytes]]()
        with wal.open("rb") as log:
            for number, sealed, ends_commit in frames(log):
                if self._opener.open(sealed, number) is None:
                    return  # damaged: what comes after it was never read by anybody
                found.append((number, sealed))
                if ends_commit:
                    yield from found
                    found.clear()


def log_of(database: Path) -> Path:
    """Return where a database's -wal lies."""
    return database.with_name(f"{database.name}-wal")


def frames(log: IO[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield what a -wal holds of its present round: a page's number, the sealed page, whether a commit ends with it."""
    salt = log.read(_WAL_HEAD)[16:24]
    while (head := log.read(_FRAME_HEAD))[_WAL_SALT] == salt and len(
        sealed := log.read(PAGE_BYTES)
    ) == PAGE_BYTES:
        yield int.from_bytes(head[:4], "big"), sealed, any(head[4:8])


def _plain(number: int) -> int:
    """Return how many bytes stand in the clear before a page: the salt of the file."""
    return SALT_BYTES if number == 1 else 0
