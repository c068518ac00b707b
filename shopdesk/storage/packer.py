"""What is packed as zlib packs it, but for what is sealed already: that gets no smaller and is laid in as it is."""

import zlib

_HEAD = b"\x78\x01"
_FAST = 1
_LOOKED_BACK = 13
"""So many bits of places before it a piece is looked for at: the 8 KB stay near the processor. With the most, 15, what
an import writes takes a quarter longer and gets no smaller."""
_LONGEST = 0xFFFF


class Packer:
    """Packs a stream piece by piece; what comes out in turn is what `zlib.decompress` opens (RFC 1950 and 1951)."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(_FAST, zlib.DEFLATED, -_LOOKED_BACK)
        self._sum = zlib.adler32(b"")
        self._head = _HEAD

    def pack(self, data: bytes) -> bytes:
        """Take what can be made smaller; return what is done of the stream."""
        self._sum = zlib.adler32(data, self._sum)
        head, self._head = self._head, b""
        return head + self._deflate.compress(data)

    def lay(self, data: bytes) -> bytes:
        """Take what cannot be made smaller, as it is; return what is done of the stream."""
        done = [self.pack(b""), self._deflate.flush(zlib.Z_FULL_FLUSH)]
        self._sum = zlib.adler32(data, self._sum)
        for start in range(0, len(data), _LONGEST):
            part = data[start : start + _LONGEST]
            size = len(part)
            done += [b"\x00", size.to_bytes(2, "little"), (size ^ _LONGEST).to_bytes(2, "little"), part]
        return b"".join(done)

    def finish(self) -> bytes:
        """Return the rest of the stream."""
        return self.pack(b"") + self._deflate.flush() + self._sum.to_bytes(4)
