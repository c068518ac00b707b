"""A sheet of paper to draw on: text of any script, rules, boxes and codes, measured in points from the top."""

import zlib
from collections.abc import Iterable, Sequence
from copy import deepcopy
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument, PDFObject, PDFObjectReference

from shopdesk.documents.hidden_text import HiddenText
from shopdesk.documents.pdf_part import PdfPart, packed_stream
from shopdesk.documents.qr_code import qr_code
from shopdesk.documents.shaping import Shaped
from shopdesk.documents.typeface import Face, fitting, font, plain, printable, shaped, width
from shopdesk.wording import spoken

A4_WIDTH, A4_HEIGHT = A4
_CURVE = 0.5523
_LEFTWARD = "\u200f"
"""A mark that is not seen: what follows reads from the right."""


class Sheet(NamedTuple):
    """A page as another paper can take it over: its content, packed, and the fonts that are its paper's own."""

    content: bytes
    fonts: dict[str, PdfPart]


class RenderedPaper(NamedTuple):
    """A finished paper; ``sheets`` are its pages as another paper can take them over."""

    pdf: bytes
    pages: int
    sheets: tuple[Sheet, ...] = ()


class Colour(StrEnum):
    """The tokens of the light theme that papers use."""

    TEXT = "1E1C18"
    MUTED = "6B665C"
    LINE = "E3DFD6"
    ACCENT = "1B6B58"
    ACCENT_SOFT = "E3F0EC"
    CREDIT = "1F6B3B"
    OWED = "A8281C"
    GHOST = "EFEDE7"

    @cached_property
    def operands(self) -> str:
        """Return red, green and blue as PDF writes them."""
        return " ".join(f"{int(self.value[place : place + 2], 16) / 255:.4g}" for place in (0, 2, 4))


class Paper:
    """One document in the making.

    Every length is in points; ``y`` grows downwards from the top edge, and text stands on its ``y``.
    """

    def __init__(self, title: str, author: str, size: tuple[float, float] = A4) -> None:
        self._width, self._height = size
        # Without the hour of rendering inside, the same values give the same bytes.
        self._document = PDFDocument(invariant=1)
        self._document.setTitle(printable(title))
        self._document.setAuthor(printable(author))
        self._document.setCreator("ShopDesk")
        self._hidden = HiddenText()
        self._encoded: dict[tuple[str, float, Face], str] = {}
        self._colour: Colour | None = None
        self._sheet: list[str] = []
        self._contents: list[bytes] = []
        self._plain: dict[str, PdfPart] = {}
        self._mirrored = False
        self.follow_reading()
        for face in Face:
            font(face).begin(self._document)

    def follow_reading(self) -> None:
        """Draw what comes as the words that are spoken now are read: mirrored where they run from the right."""
        self._mirrored = spoken().right_to_left

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        face: Face = Face.REGULAR,
        colour: Colour = Colour.TEXT,
    ) -> None:
        """Write one line that begins at ``x``."""
        if not text:
            return
        text = printable(text)
        if self._mirrored:
            x = self._width - x - width(text, size, face)
        self._write(x, y, text, size, face, colour)

    def told(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        face: Face = Face.REGULAR,
        colour: Colour = Colour.TEXT,
    ) -> None:
        """Write one line of a sentence: it is read as the paper is, whatever letter it begins with."""
        self.text(x, y, f"{_LEFTWARD}{text}" if self._mirrored and text else text, size, face, colour)

    def _write(self, x: float, y: float, text: str, size: float, face: Face, colour: Colour) -> None:
        """Write one line of what can be printed from a point that is not mirrored."""
        y = self._height - y
        shown = plain(text, face)
        if shown is not None:
            self._embed(face)
            self._fill(colour, f"BT {shown.name} {size:.2f} Tf {x:.2f} {y:.2f} Td {shown.text} Tj ET")
            return
        outline = shaped(text, face)
        if outline is not None:
            self._outline(outline, x, y, size, colour)
            return
        codes = self._encoded.get((text, size, face))
        if codes is None:
            codes = self._encoded[text, size, face] = self._encode(text, size, face)
        self._fill(colour, f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {codes} ET")

    def text_right(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        face: Face = Face.REGULAR,
        colour: Colour = Colour.TEXT,
    ) -> None:
        """Write one line that ends at ``x``."""
        self.text(x - width(printable(text), size, face), y, text, size, face, colour)

    def text_centred(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        face: Face = Face.REGULAR,
        colour: Colour = Colour.TEXT,
    ) -> None:
        """Write one line with its middle at ``x``."""
        self.text(x - width(printable(text), size, face) / 2, y, text, size, face, colour)

    def ghost(self, word: str) -> None:
        """Write a word across the page, so faintly that everything can be read over it."""
        size = fitting(word, self._width * 0.9, 150, Face.BOLD)
        middle = f"{self._width / 2:.2f} {self._height / 2:.2f}"
        self._draw(f"q 0.7071 0.7071 -0.7071 0.7071 {middle} cm")
        word = printable(word)
        self._write(
            -width(word, size, Face.BOLD) / 2, self._height + size * 0.35, word, size, Face.BOLD, Colour.GHOST
        )
        self._colour = None
        self._draw("Q")

    def rule(
        self,
        left: float,
        y: float,
        right: float,
        colour: Colour = Colour.LINE,
        thickness: float = 0.6,
        *,
        dashed: bool = False,
    ) -> None:
        """Draw a level line."""
        if self._mirrored:
            left, right = self._width - right, self._width - left
        dash = "[2.5 2.5] 0 d" if dashed else ""
        level = self._height - y
        line = f"{left:.2f} {level:.2f} m {right:.2f} {level:.2f} l S"
        self._draw(f"q {colour.operands} RG {thickness} w {dash} {line} Q")

    def upright(self, x: float, top: float, bottom: float, colour: Colour = Colour.LINE) -> None:
        """Draw a thin line from top to bottom."""
        x = self._width - x if self._mirrored else x
        line = f"{x:.2f} {self._height - top:.2f} m {x:.2f} {self._height - bottom:.2f} l S"
        self._draw(f"q {colour.operands} RG 0.6 w {line} Q")

    def box(
        self, left: float, top: float, wide: float, high: float, fill: Colour | None = None, radius: float = 6
    ) -> None:
        """Draw a box with round corners: filled without a frame, or a thin frame."""
        left = self._width - left - wide if self._mirrored else left
        right, low, base = left + wide, self._height - top - high, self._height - top
        bend = radius * (1 - _CURVE)
        path = (
            f"{left + radius:.2f} {low:.2f} m {right - radius:.2f} {low:.2f} l"
            f" {right - bend:.2f} {low:.2f} {right:.2f} {low + bend:.2f} {right:.2f} {low + radius:.2f} c"
            f" {right:.2f} {base - radius:.2f} l"
            f" {right:.2f} {base - bend:.2f} {right - bend:.2f} {base:.2f} {right - radius:.2f} {base:.2f} c"
            f" {left + radius:.2f} {base:.2f} l"
            f" {left + bend:.2f} {base:.2f} {left:.2f} {base - bend:.2f} {left:.2f} {base - radius:.2f} c"
            f" {left:.2f} {low + radius:.2f} l"
            f" {left:.2f} {low + bend:.2f} {left + bend:.2f} {low:.2f} {left + radius:.2f} {low:.2f} c h"
        )
        if fill is None:
            self._draw(f"q {Colour.LINE.operands} RG 0.6 w {path} S Q")
        else:
            self._fill(fill, f"{path} f")

    def qr(self, left: float, top: float, side: float, content: str) -> None:
        """Draw a QR code of a text in a square."""
        left = self._width - left - side if self._mirrored else left
        code = qr_code(content)
        unit = side / code.side
        grid = f"{unit:.4f} 0 0 {-unit:.4f} {left:.2f} {self._height - top:.2f} cm"
        squares = [f"{start} {row} {length} 1 re" for row, start, length in code.stretches()]
        self._fill(Colour.TEXT, f"q {grid} {' '.join(squares)} f Q")

    def bars(
        self, left: float, wide: float, bars: Iterable[tuple[float, float]], top: float, bottom: float
    ) -> None:
        """Draw upright bars in a place so wide: how far from its left each begins, and how wide it is."""
        left = self._width - left - wide if self._mirrored else left
        low, high = self._height - bottom, bottom - top
        drawn = " ".join(f"{left + x:.3f} {low:.2f} {thick:.3f} {high:.2f} re" for x, thick in bars)
        self._fill(Colour.TEXT, f"{drawn} f")

    def next_page(self) -> None:
        """End the page; what is drawn after this stands on the next."""
        content = zlib.compress("\n".join(self._sheet).encode("ascii"))
        self._contents.append(content)
        self._add_page(content, PDFObjectReference(BasicFonts))
        self._sheet.clear()
        self._colour = None

    def take_over(self, sheets: Sequence[Sheet]) -> None:
        """Add the pages of another paper of the same size."""
        for face in Face:
            self._embed(face)
        for sheet in deepcopy(sheets):  # its parts are that paper's
            self._add_page(sheet.content, _fonts(self._plain | sheet.fonts))

    def finish(self) -> RenderedPaper:
        """End the last page, if it was begun, and return the paper."""
        if self._sheet or not self._document.Pages.pages:
            self.next_page()
        own = self._hidden.fonts()
        for face in Face:
            own |= font(face).further_fonts(self._document)
        self._document.idToObject[BasicFonts].dict.update(self._plain | own)
        pdf = self._document.GetPDFData(None)  # it asks a canvas for bookmarks, of which there are none
        sheets = tuple(Sheet(content, own) for content in self._contents)
        return RenderedPaper(pdf, len(self._document.Pages.pages), sheets)

    def _add_page(self, content: bytes, fonts: PDFObject) -> None:
        box = f"[0 0 {self._width:.4f} {self._height:.4f}]"
        head = f"<< /Type /Page /MediaBox {box} /Resources << /ProcSet [/PDF /Text] /Font ".encode()
        drawn = (b" >> /Contents ", packed_stream(content), b" /Parent ", self._document.Pages, b" >>")
        self._document.addPage(PdfPart(head, fonts, *drawn))

    def _embed(self, face: Face) -> None:
        """Have the plain characters of a cut of the typeface on the paper."""
        cut = font(face)
        if cut.plain_name not in self._plain:
            self._plain[cut.plain_name] = cut.plain_font()

    def _outline(self, outline: Shaped, x: float, y: float, size: float, colour: Colour) -> None:
        scale = size / 1000
        self._fill(colour, f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {outline.outline} f Q")
        self._draw(self._hidden.operators(outline, x, y, size))

    def _encode(self, text: str, size: float, face: Face) -> str:
        """Return the operators that show a text in the paper's typeface."""
        cut = font(face)
        parts = cut.splitString(text, self._document)
        if any(part == 0 for part, _ in parts):
            self._embed(face)
        return " ".join(
            f"/{cut.part_name(part)} {size:.2f} Tf ({escapePDF(codes)}) Tj" for part, codes in parts
        )

    def _fill(self, colour: Colour, operators: str) -> None:
        if colour is not self._colour:
            self._colour = colour
            self._draw(f"{colour.operands} rg")
        self._draw(operators)

    def _draw(self, operators: str) -> None:
        self._sheet.append(operators)


def _fonts(named: dict[str, PdfPart]) -> PdfPart:
    """Return a dictionary of fonts by their names."""
    pieces: list[bytes | PdfPart] = [b"<<"]
    for name, part in named.items():
        pieces += [f" /{name} ".encode(), part]
    return PdfPart(*pieces, b" >>")
