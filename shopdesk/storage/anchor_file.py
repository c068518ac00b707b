"""The file `shop.journal`: one sealed frame for each unit of work, appended and never changed."""

import base64
import json
import os
import struct
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM

from shopdesk.errors import Damaged
from shopdesk.storage.folder import replace_file, telling_full
from shopdesk.storage.packer import Packer
from shopdesk.storage.vault import NONCE_BYTES

FORMAT = 1

_FRAME = struct.Struct(">IQ")  # length of what is sealed, and the position, which the seal covers too
_ROOM = 1 << 16
_PIECE = 1 << 20
_LONGEST_HEADER = 4096
_LONG = 1 << 12
"""Bytes from there on are a paper: sealed, so that packing them would take long and save nothing."""
_MANY, _MOST_WAITING = 1 << 10, 4
_LATER = '{"b":"\\u0000"}'
"""Where such bytes go: no other value is encoded like this."""


class Header(NamedTuple):
    """What stands at the file's beginning, readable by all."""

    shop_id: str
    lineage: str

    def bound_to(self, position: int) -> bytes:
        """Return what ties a frame to its shop, its lineage and its place in the row."""
        return f"shopdesk {FORMAT} anchor\0{self.shop_id}\0{self.lineage}\0{position}".encode()

    def encode(self) -> bytes:
        """Return the line."""
        return json.dumps({"format": FORMAT, **self._asdict()}).encode() + b"\n"


class Frame(NamedTuple):
    """A frame as it lies in the file, still sealed."""

    position: int
    sealed: bytes

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        return _FRAME.pack(len(self.sealed), self.position) + self.sealed


class AnchorFile:
    """An anchor opened for reading and appending; the caller holds the lock."""

    def __init__(self, path: Path) -> None:
        try:
            # A plain descriptor: frames are read and written at places, and every append is brought to the disk.
            self._descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise Damaged(what="journal_file") from error
        self._path = path
        found = os.fstat(self._descriptor)
        self._identity = (found.st_dev, found.st_ino)
        self._size = found.st_size
        try:
            self.header, self._end = self._read_header()
            self._last_start, self.position = self._end, -1
            self.catch_up()
        except Damaged:
            self.close()
            raise

    @classmethod
    def create(cls, path: Path, header: Header, first: Frame) -> "AnchorFile":
        """Write a new file with its first frame, in place of what lay there; raises DiskFull."""
        write_frames(path, header, (first,))
        return cls(path)

    @property
    def length(self) -> int:
        """How many bytes of frames the file holds."""
        return self._end

    def last(self) -> Frame | None:
        """Return the last frame, None for a file without one; ``position`` is where it stands, -1 for none."""
        begin = self._last_start + _FRAME.size
        return None if self.position < 0 else Frame(self.position, self._read(self._end - begin, begin))

    def is_current(self) -> bool:
        """Tell whether this is still the file that lies under its name."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return False
        return (found.st_dev, found.st_ino) == self._identity

    def catch_up(self) -> None:
        """Read on to the last frame, which another process may have written; raises Damaged (what: journal_file)."""
        for _ in self._read_on():
            pass

    def news(self) -> Iterator[Frame]:
        """Read on as `catch_up` does, and return the frames; raises Damaged (what: journal_file)."""
        for position, begin, length in self._read_on():
            yield Frame(position, self._read(length, begin))

    def _read_on(self) -> Iterator[tuple[int, int, int]]:
        self._size = os.fstat(self._descriptor).st_size
        for position, begin, length in self._places(self._end, self.position):
            self.position, self._last_start, self._end = position, self._end, begin + length
            yield position, begin, length

    def first(self) -> Frame | None:
        """Return the first frame, None for a file without one."""
        return next(self.frames(), None)

    def frames(self) -> Iterator[Frame]:
        """Return every frame from the beginning; raises Damaged (what: journal_file)."""
        _, start = self._read_header()
        for position, begin, length in self._places(start, -1):
            yield Frame(position, self._read(length, begin))

    def reserve(self, length: int) -> None:
        """Make room for a frame of that many bytes, so that it cannot fail for want of it; raises DiskFull."""
        missing = self._end + 2 * _FRAME.size + length - self._size
        if missing > 0:
            with telling_full():
                for place in range(self._size, self._size + missing + _ROOM, _PIECE):
                    self._write(bytes(min(_PIECE, self._size + missing + _ROOM - place)), place)
                os.fsync(self._descriptor)
            self._size += missing + _ROOM

    def append(self, position: int, length: int, sealed: IO[bytes]) -> None:
        """Write a frame of that many sealed bytes behind the last one and bring it to the disk."""
        sealed.seek(0)
        place = self._end
        with telling_full():
            part = _FRAME.pack(length, position) + sealed.read(_PIECE)
            while part:
                self._write(part, place)
                place += len(part)
                part = sealed.read(_PIECE)
            getattr(os, "fdatasync", os.fsync)(self._descriptor)
        self._last_start, self._end = self._end, place
        self._size = max(self._size, place)
        self.position = position

    def append_again(self, frame: Frame) -> None:
        """Write a frame that the database kept, where the file lacks it."""
        self.append(frame.position, len(frame.sealed), BytesIO(frame.sealed))

    def rewrite_last(self, frame: Frame) -> None:
        """Write a frame in place of the last one, of which the power left a part."""
        self._end = self._last_start
        self.append_again(frame)

    def close(self) -> None:
        """Close the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def _places(self, start: int, position: int) -> Iterator[tuple[int, int, int]]:
        """Return position, place and length of each frame from a place on, without reading what is sealed."""
        while start + _FRAME.size <= self._size:
            length, found = _FRAME.unpack(self._read(_FRAME.size, start))
            if length == 0:
                return  # room that was reserved
            begin = start + _FRAME.size
            if length > self._size - begin or (position >= 0 and found != position + 1):
                raise Damaged(what="journal_file")
            start, position = begin + length, found
            yield found, begin, length

    def _read_header(self) -> tuple[Header, int]:
        line, newline, _ = self._read(_LONGEST_HEADER, 0).partition(b"\n")
        try:
            body: dict[str, Any] = json.loads(line)
            written, header = body.pop("format"), Header(**body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(what="journal_file") from error
        if not newline or written != FORMAT:
            raise Damaged(what="journal_file")
        return header, len(line) + 1

    def _read(self, length: int, place: int) -> bytes:
        os.lseek(self._descriptor, place, os.SEEK_SET)
        parts: list[bytes] = []
        while length > 0 and (part := os.read(self._descriptor, length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _write(self, data: bytes, place: int) -> None:
        os.lseek(self._descriptor, place, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]


def write_frames(path: Path, header: Header, frames: Iterable[Frame]) -> None:
    """Write a whole file, in place of what lay there; raises DiskFull."""
    replace_file(path, header.encode() + b"".join(frame.encode() for frame in frames) + bytes(_ROOM))


class Writes:
    """What a unit of work writes, packed and sealed as it goes, so that an import of a whole book needs no memory.

    Bytes are kept as a pair that no other value looks like. What is long waits in a nameless file in ``folder``. From
    the first statement with many values on, they are packed beside the thread that writes: handing over each of the
    short ones among them would cost more than packing it, so they go together.
    """

    def __init__(self, seal: "Seal", header: Header, position: int, folder: Path) -> None:
        self.position = position
        nonce = os.urandom(NONCE_BYTES)
        self._sealer = seal.begin(header, position, nonce)
        self._packer = Packer()
        self.sealed: IO[bytes] = SpooledTemporaryFile(max_size=_PIECE, dir=str(folder))  # noqa: SIM115  closed by whoever writes
        self.length = 0
        self._keep(nonce)
        self._encode = json.JSONEncoder(separators=(",", ":"), default=self._as_pair).encode
        self._sealed_values: list[bytes] = []
        self._put(self._packer.pack(b'{"writes":['))
        self._parting = ""
        self._beside: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()
        self._gathered: list[tuple[str, Any]] = []
        self._values = 0
        self.some = False

    def add(self, statement: str, values: Any) -> None:
        """Take a statement with its values, or with a list of values when it ran for each of them.

        Raises DiskFull of a statement before it, or of this one where it is packed at once.
        """
        self.some = True
        if self._beside is None:
            if len(values) < _MANY:
                self._take(statement, values)
                return
            self._beside = ThreadPoolExecutor(1, "anchor")
        self._gathered.append((statement, values))
        self._values += len(values)
        if self._values >= _MANY:
            self._settle(_MOST_WAITING)
            self._waiting.append(self._beside.submit(self._take_all, self._let_gathered()))

    def finish(self, sequence: int, mac: bytes) -> None:
        """Seal the end of the frame, where the journal's newest row stands; raises DiskFull."""
        self._settle(0)
        self._take_all(self._let_gathered())
        end = f'],"sequence":{sequence},"mac":"{mac.hex()}"}}'
        self._put(self._packer.pack(end.encode()) + self._packer.finish())
        self._keep(self._sealer.finalize() + self._sealer.tag)

    def whole(self) -> bytes:
        """Return all that is sealed."""
        self.sealed.seek(0)
        return self.sealed.read()

    def close(self) -> None:
        """Let go of what was sealed."""
        if self._beside is not None:
            self._beside.shutdown(cancel_futures=True)
        self.sealed.close()

    def _settle(self, left: int) -> None:
        """Wait until so many statements are left to be packed."""
        while len(self._waiting) > left:
            self._waiting.popleft().result()

    def _let_gathered(self) -> list[tuple[str, Any]]:
        gathered, self._gathered, self._values = self._gathered, [], 0
        return gathered

    def _take_all(self, gathered: list[tuple[str, Any]]) -> None:
        for statement, values in gathered:
            self._take(statement, values)

    def _take(self, statement: str, values: Any) -> None:
        text = self._encode((statement, values))
        first, *others = text.split(_LATER) if self._sealed_values else (text,)
        self._put(self._packer.pack(f"{self._parting}{first}".encode()))
        for value, other in zip(self._sealed_values, others, strict=True):
            self._put(self._packer.pack(b'{"b":"') + self._packer.lay(base64.b64encode(value)))
            self._put(self._packer.pack(f'"}}{other}'.encode()))
        self._sealed_values.clear()
        self._parting = ","

    def _as_pair(self, value: bytes | memoryview) -> dict[str, str]:
        if len(value) < _LONG:
            return {"b": base64.b64encode(value).decode()}
        self._sealed_values.append(bytes(value))
        return {"b": "\0"}

    def _put(self, packed: bytes) -> None:
        if packed:  # mostly not: the packer gathers some thousand bytes
            self._keep(self._sealer.update(packed))

    def _keep(self, sealed: bytes) -> None:
        with telling_full():
            self.sealed.write(sealed)
        self.length += len(sealed)


class Seal:
    """Seals and opens frames with the anchor's key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._piecewise = AES(key)

    def begin(self, header: Header, position: int, nonce: bytes) -> Any:
        """Return what seals a frame piece by piece as `open` opens it: the nonce first, the tag last."""
        sealer = Cipher(self._piecewise, GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(header.bound_to(position))
        return sealer

    def open(self, header: Header, frame: Frame) -> dict[str, Any]:
        """Return the content of a frame; raises Damaged (what: journal_file)."""
        nonce, sealed = frame.sealed[:NONCE_BYTES], frame.sealed[NONCE_BYTES:]
        try:
            text = self._cipher.decrypt(nonce, sealed, header.bound_to(frame.position))
        except (InvalidTag, ValueError) as error:
            raise Damaged(what="journal_file") from error
        content: dict[str, Any] = json.loads(zlib.decompress(text))
        return content
