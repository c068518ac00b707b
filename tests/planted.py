"""What is planted in the shops of all tests, and the net that looks for it in every file a test run writes."""

import base64
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

SECRETS = ("correct horse battery", "seven silver spoons", "demo shop, not secret")
"""Passphrases of the tests' shops."""
PERSONAL = (
    "Haddad",
    "Maraidis",
    "Rosa Rossi",
    "Mina Costa",
    "Zebedee",
    "Quillfeather",
    "@planted.example",
    "Bucephalas Lane",
    "allergic to brass",
    "412345678",
    "412 345 678",
    "412345004",
    "412 345 004",
    "1,284.00",
)
"""Names, an address, an allergy, telephones and an amount: the shops of most tests hold one of them or another."""
_ASKED_FOR = frozenset({".csv", ".xlsx", ".pdf", ".part"})
"""How lists and papers end that people ask for or hand over, whole or in the making, or the folder they are made in.

They hold no secret; a shop's folder has none of them."""
_TELLS_SECRET = ".passphrase"
"""How a file ends from which the program is told a passphrase: it holds nothing else."""
_GOES = {"os.remove": 0, "shutil.rmtree": 0, "os.rename": 1}
"""Deeds that take a file away, by the interpreter's names for them, and where it stands among what is told."""
_CHUNK = 4096
_MARGIN = 128
_BITS, _SIXTH = 8, 6
_LETTER, _OTHER = b"\1", b"\0"


@cache
def _forms(word: str) -> tuple[bytes, ...]:
    """Return how a word may stand in a file: as it is, in capitals, in small letters, UTF-16 of either end, base64."""
    cases = (case.encode() for case in (word, word.upper(), word.lower()))
    # Without the last zero it is what the other end writes as well.
    return (
        *dict.fromkeys(cases),
        word.encode("utf-16-le")[:-1],
        *map(partial(_base64, word.encode()), range(3)),
    )


def _base64(word: bytes, before: int) -> bytes:
    """Return what is the same of a word's base64 wherever it stands, that many bytes after a multiple of three."""
    coded = base64.b64encode(bytes(before) + word)
    return coded[-(-before * _BITS // _SIXTH) : (before + len(word)) * _BITS // _SIXTH]


def planted_in(data: bytes, words: tuple[str, ...] = (*SECRETS, *PERSONAL)) -> list[str]:
    """Return which of the planted words stand in this."""
    legible = b"\xff".join(_legible(data, words))
    return [word for word in words if any(form in legible for form in _forms(word))]


def _legible(data: bytes, words: tuple[str, ...]) -> Iterator[bytes]:
    """Yield what might be one of the words: what is encrypted, nearly all of a shop, has hardly anything."""
    marks, shortest = _marks(words)
    marked = data.translate(marks)
    start = marked.find(shortest)
    while start >= 0:
        end = marked.find(_OTHER, start)
        yield data[start : end if end >= 0 else None]
        start = marked.find(shortest, end) if end >= 0 else -1


@cache
def _marks(words: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Return what marks each byte that stands in any form of the words, and the shortest form, marked."""
    forms = [form for word in words for form in _forms(word)]
    letters = frozenset(b"".join(forms))
    marks = b"".join(_LETTER if byte in letters else _OTHER for byte in range(256))
    return marks, _LETTER * min(map(len, forms))


class Net:
    """Looks through the files below one folder: those that lie there, and those that are about to go.

    What it has seen before, as most of a copied shop, it does not look through again. ``caught`` holds what it found.
    """

    def __init__(
        self, below: Path, personal: tuple[str, ...] = PERSONAL, secrets: tuple[str, ...] = SECRETS
    ) -> None:
        self._below = below
        self._personal, self._secrets = personal, secrets
        self._seen: set[int] = set()
        self.caught: list[str] = []
        self._is_out = False

    @contextmanager
    def out(self) -> Iterator[None]:
        """Hear of every file that is removed, replaced or emptied meanwhile, and look into it before."""
        self._is_out = True
        sys.addaudithook(self._hear)  # it stays for as long as the interpreter runs
        try:
            yield
        finally:
            self._is_out = False

    def look_through(self) -> None:
        """Look into every file that lies below the folder now."""
        self._look_at(self._below)

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if not self._is_out:
            return
        if event in _GOES:
            self._look_at(given[_GOES[event]])
        elif event == "open" and isinstance(given[2], int) and given[2] & os.O_TRUNC:
            self._look_at(given[0])

    def _look_at(self, given: object) -> None:
        if not isinstance(given, str | os.PathLike):
            return
        path = Path(os.fspath(given))
        if not path.is_relative_to(self._below):
            return
        for place, _, names in os.walk(path):
            for name in names:
                self._look_into(Path(place, name))
        if not path.is_dir():
            self._look_into(path)

    def _look_into(self, path: Path) -> None:
        if path.is_symlink() or not path.is_file():
            return
        with suppress(OSError):  # gone meanwhile
            self._search(path, path.read_bytes())

    def _search(self, path: Path, data: bytes) -> None:
        if {path.suffix, path.parent.suffix} & _ASKED_FOR and not _of_a_shop(path):
            found = planted_in(data, self._secrets)
        elif path.suffix == _TELLS_SECRET:
            found = planted_in(data, self._personal)
        else:
            found = planted_in(self._fresh(data), (*self._secrets, *self._personal))
        self.caught += [f"{path.relative_to(self._below)}: {word}" for word in found]

    def _fresh(self, data: bytes) -> bytes:
        parts: list[bytes] = []
        for at in range(0, len(data), _CHUNK):
            known = hash(data[at : at + _CHUNK])
            if known not in self._seen:
                self._seen.add(known)
                parts.append(data[max(at - _MARGIN, 0) : at + _CHUNK + _MARGIN])
        return b"\0".join(parts)


def _of_a_shop(path: Path) -> bool:
    return any((folder / "shop.keys").exists() for folder in path.parents)
