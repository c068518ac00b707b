"""A cut of the paper's typeface in reportlab's hands: what a paper embeds of it is made once for papers alike."""

import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont, makeToUnicodeCMap

from shopdesk.documents.pdf_part import PdfPart, packed_stream
from shopdesk.documents.plain_outlines import plain_outlines

_PLAIN = "·–—−’“”…×€£"
"""Beside ASCII, what most papers need: it has the same codes on all of them."""
_NO_BREAK = 0xA0
_CODES = 256
"""How many codes a part has."""
_FEW = 64
"""How many parts of a cut are kept, each some ten thousand bytes."""


class _Embedded(NamedTuple):
    """A part of the cut as it goes into a file: the packed font program, its length unpacked, and more."""

    program: bytes
    unpacked: int
    characters: bytes
    widths: str


class Cut(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose first part has the same name and codes on every paper.

    Characters beyond ``_PLAIN`` stand in further parts, which a page takes along to another paper.
    """

    def __init__(self, name: str, file: str, short: str) -> None:
        super().__init__(name, file)
        self._short = short
        self._parts: dict[tuple[int, ...], _Embedded] = {}
        self._plain: tuple[int, ...] = ()
        self._codes: dict[int, int] = {}

    def begin(self, document: Any) -> None:
        """Give the plain characters their codes in a new document, and the first part no others."""
        self.splitString(_PLAIN, document)
        state = self._assignState(document)
        state.nextCode = _CODES
        if not self._codes:
            self._plain = tuple(state.subsets[0])
            self._codes = {mark: code for mark, code in state.assignments.items() if mark} | {_NO_BREAK: 32}

    @property
    def plain_name(self) -> str:
        """The name of the first part of the cut, on every paper."""
        return self.part_name(0)

    def plain_codes(self, text: str) -> bytes | None:
        """Return what stands for a text in the first part of the cut, None if it has other characters."""
        if text.isascii():
            return text.encode()  # it has its own codes there
        if self._codes.keys() >= set(map(ord, text)):
            return text.translate(self._codes).encode("latin-1")
        return None

    def part_name(self, number: int) -> str:
        """Return the name of a part of the cut on a paper."""
        return f"{self._short}+{number}"

    def plain_font(self) -> PdfPart:
        """Return the first part of the cut, for one paper."""
        return self._font(0, self._plain)

    def further_fonts(self, document: Any) -> dict[str, PdfPart]:
        """Return the other parts that a document needs, by their names; call it once, when all is drawn."""
        state = self._assignState(document)
        state.frozen = 1
        return {
            self.part_name(number): self._font(number, tuple(subset))
            for number, subset in enumerate(state.subsets)
            if number
        }

    def _font(self, number: int, subset: tuple[int, ...]) -> PdfPart:
        part, face, name = self._part(subset), self.face, self.part_name(number)
        full_name = f"{SUBSETN(number).decode()}+{self.face.name.decode()}"
        described = (
            f"<< /Ascent {face.ascent:g} /CapHeight {face.capHeight:g} /Descent {face.descent:g} "
            f"/Flags {face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC} /FontBBox {_array(face.bbox)} "
            f"/FontName /{full_name} /ItalicAngle {face.italicAngle:g} /MissingWidth {face.defaultWidth:g} "
            f"/StemV {face.stemV:g} /Type /FontDescriptor /FontFile2 "
        )
        told = (
            f"<< /BaseFont /{full_name} /FirstChar 0 /LastChar {len(subset) - 1} /Name /{name} "
            f"/Subtype /TrueType /Type /Font /Widths {part.widths} /FontDescriptor "
        )
        program = packed_stream(part.program, Length1=part.unpacked)
        descriptor = PdfPart(described.encode(), program, b" >>")
        return PdfPart(told.encode(), descriptor, b" /ToUnicode ", packed_stream(part.characters), b" >>")

    def _part(self, subset: tuple[int, ...]) -> _Embedded:
        part = self._parts.get(subset)
        if part is None:
            if len(self._parts) >= _FEW:
                self._parts.clear()
            program = plain_outlines(self.face.makeSubset(list(subset)))
            characters = makeToUnicodeCMap(self.fontName, list(subset)).encode("ascii")
            widths = _array(map(self.face.getCharWidth, subset))
            part = _Embedded(zlib.compress(program, 9), len(program), zlib.compress(characters, 9), widths)
            self._parts[subset] = part
        return part


def _array(numbers: Iterable[float]) -> str:
    return f"[{' '.join(f'{number:g}' for number in numbers)}]"
