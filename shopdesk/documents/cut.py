"""A cut of the paper's typeface in reportlab's hands: what a paper embeds of it is made once for papers alike."""

import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont, makeToUnicodeCMap

_PLAIN = "·–—−’“”…×€£"
"""Beside ASCII, what most papers need: it has the same codes on all of them."""
_FEW = 64
"""How many parts of a cut are kept, each some ten thousand bytes."""


class _Embedded(NamedTuple):
    """A part of the cut as it goes into a file: the packed font program, its length unpacked, and more."""

    program: bytes
    unpacked: int
    characters: bytes
    widths: bytes


class Cut(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose name and codes do not hang on what is drawn first.

    So pages that need ``_PLAIN`` characters only can be put into another paper as they are.
    """

    def __init__(self, name: str, file: str, short: str) -> None:
        super().__init__(name, file)
        self._short = short
        self._parts: dict[tuple[int, ...], _Embedded] = {}
        self._plain = 0
        self._codes: dict[int, int] = {}

    def begin(self, document: Any) -> None:
        """Give the plain characters their codes in a new document."""
        self.splitString(_PLAIN, document)
        codes = self._assignState(document).assignments
        self._plain = len(codes)
        self._codes = self._codes or {mark: code for mark, code in codes.items() if mark}

    def plain_codes(self, text: str) -> bytes | None:
        """Return what stands for a text in the first part of the cut, None if it has other characters."""
        if self._codes.keys() >= set(map(ord, text)):
            return text.translate(self._codes).encode("latin-1")
        return None

    def is_plain(self, document: Any) -> bool:
        """Tell whether the document needed plain characters only so far."""
        return len(self._assignState(document).assignments) == self._plain

    def getSubsetInternalName(self, subset: int, document: Any) -> str:  # noqa: N802 -- as reportlab calls it
        """Return the name of a part of the cut in the document, which embeds the cut from now on."""
        state = self._assignState(document)
        if state.internalName is None:
            state.internalName = self._short
            document.fontMapping[self.fontName] = f"/{self._short}"
            document.delayedFonts.append(self)
        return f"/{self._short}+{subset}"

    def addObjects(self, document: Any) -> None:  # noqa: N802 -- as reportlab calls it
        """Put the parts of the cut that the document needs into it."""
        state = self._assignState(document)
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            name = f"{self._short}+{number}"
            full_name = f"{SUBSETN(number).decode()}+{self.face.name.decode()}"
            document.idToObject["BasicFonts"].dict[name] = self._font(
                document, name, full_name, tuple(subset)
            )
        del self.state[document]

    def _font(self, document: Any, name: str, full_name: str, subset: tuple[int, ...]) -> Any:
        part = self._part(subset)
        font = PDFTrueTypeFont()
        font.Name, font.BaseFont = name, full_name
        font.FirstChar, font.LastChar = 0, len(subset) - 1
        font.Widths = part.widths
        font.ToUnicode = document.Reference(_stream(part.characters), f"toUnicodeCMap:{full_name}")
        face = self.face
        described = {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "FontBBox": _array(face.bbox),
            "FontName": PDFName(full_name),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": document.Reference(
                _stream(part.program, Length1=part.unpacked), f"fontFile:{full_name}"
            ),
            "MissingWidth": face.defaultWidth,
        }
        font.FontDescriptor = document.Reference(PDFDictionary(described), f"fontDescriptor:{full_name}")
        document.Reference(font, name)
        return font

    def _part(self, subset: tuple[int, ...]) -> _Embedded:
        part = self._parts.get(subset)
        if part is None:
            if len(self._parts) >= _FEW:
                self._parts.clear()
            program = self.face.makeSubset(list(subset))
            characters = makeToUnicodeCMap(self.fontName, list(subset)).encode("ascii")
            widths = _array(map(self.face.getCharWidth, subset))
            part = _Embedded(zlib.compress(program), len(program), zlib.compress(characters), widths)
            self._parts[subset] = part
        return part


def _array(numbers: Iterable[float]) -> bytes:
    return f"[ {' '.join(f'{number:g}' for number in numbers)} ]".encode()


def _stream(packed: bytes, **entries: int) -> Any:
    return PDFStream(PDFDictionary({"Filter": "/FlateDecode", **entries}), packed)
