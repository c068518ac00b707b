"""A sheet of paper to draw on: text of any script, rules, boxes and codes, measured in points from the top."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import segno
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfgen.canvas import Canvas

from shopdesk.documents.hidden_text import HiddenText
from shopdesk.documents.shaping import Shaped
from shopdesk.documents.typeface import Face, fitting, font, printable, shaped, width
from shopdesk.wording import spoken

A4_WIDTH, A4_HEIGHT = A4
# Writing streams in letters that survive mail of the nineties takes a fifth of the time and of the file.
rl_config.useA85 = 0
_CURVE = 0.5523


class RenderedPaper(NamedTuple):
    """A finished paper; ``sheets`` are its pages as another paper can take them over, where it can."""

    pdf: bytes
    pages: int
    sheets: tuple[str, ...] = ()


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
    WHITE = "FFFFFF"

    @cached_property
    def operands(self) -> str:
        """Return red, green and blue as PDF writes them."""
        return " ".join(f"{int(self.value[place : place + 2], 16) / 255:.4g}" for place in (0, 2, 4))


class Paper:
    """One document in the making.

    Every length is in points; ``y`` grows downwards from the top edge, and text stands on its ``y``.
    """

    def __init__(self, title: str, author: str, size: tuple[float, float] = A4) -> None:
        self._buffer = BytesIO()
        self._width, self._height = size
        # Without the hour of rendering inside, the same values give the same bytes.
        self._canvas = Canvas(self._buffer, pagesize=size, pageCompression=1, invariant=1)
        self._canvas.setTitle(printable(title))
        self._canvas.setAuthor(printable(author))
        self._canvas.setCreator("ShopDesk")
        self._document = self._canvas._doc  # noqa: SLF001 - reportlab's fonts ask for it by this name
        self._hidden = HiddenText(self._document)
        self._encoded: dict[tuple[str, float, Face], str] = {}
        self._colour: Colour | None = None
        self._sheet: list[str] = []
        self._sheets: list[str] = []
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

    def _write(self, x: float, y: float, text: str, size: float, face: Face, colour: Colour) -> None:
        """Write one line of what can be printed from a point that is not mirrored."""
        outline = shaped(text, face)
        if outline is not None:
            self._outline(outline, x, self._height - y, size, colour)
            return
        shown = self._encoded.get((text, size, face))
        if shown is None:
            shown = self._encoded[text, size, face] = self._encode(text, size, face)
        self._fill(colour, f"BT 1 0 0 1 {x:.2f} {self._height - y:.2f} Tm {shown} ET")

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
        # Trying all eight masks takes five times as long, and every reader reads every mask.
        left = self._width - left - side if self._mirrored else left
        matrix = segno.make(content, error="m", micro=False, boost_error=False, mask=0).matrix
        unit = side / len(matrix)
        grid = f"{unit:.4f} 0 0 {-unit:.4f} {left:.2f} {self._height - top:.2f} cm"
        squares = [
            f"{start} {row} {end - start} 1 re"
            for row, modules in enumerate(matrix)
            for start, end in _dark(modules)
        ]
        self._fill(Colour.TEXT, f"q {grid} {' '.join(squares)} f Q")

    def bars(self, bars: Iterable[tuple[float, float]], top: float, bottom: float) -> None:
        """Draw upright bars: where each begins, and how wide it is."""
        low, high = self._height - bottom, bottom - top
        drawn = " ".join(f"{x:.3f} {low:.2f} {wide:.3f} {high:.2f} re" for x, wide in bars)
        self._fill(Colour.TEXT, f"{drawn} f")

    def next_page(self) -> None:
        """End the page; what is drawn after this stands on the next."""
        self.take_over("\n".join(self._sheet))
        self._sheet.clear()
        self._colour = None

    def take_over(self, sheet: str) -> None:
        """Add a whole page that was drawn on another paper of the same size."""
        self._sheets.append(sheet)
        self._canvas.addLiteral(sheet)
        self._canvas.showPage()

    def embed(self) -> None:
        """Embed every cut of the typeface, for pages that were drawn elsewhere."""
        for face in Face:
            font(face).getSubsetInternalName(0, self._document)

    def finish(self) -> RenderedPaper:
        """End the last page, if it was begun, and return the paper."""
        if self._sheet or not self._sheets:
            self.next_page()
        is_plain = not self._hidden.letters and all(font(face).is_plain(self._document) for face in Face)
        self._hidden.finish()
        self._canvas.save()
        return RenderedPaper(
            self._buffer.getvalue(), len(self._sheets), tuple(self._sheets) if is_plain else ()
        )

    def _outline(self, outline: Shaped, x: float, y: float, size: float, colour: Colour) -> None:
        scale = size / 1000
        self._fill(colour, f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {outline.outline} f Q")
        self._draw(self._hidden.operators(outline, x, y, size))

    def _encode(self, text: str, size: float, face: Face) -> str:
        """Return the operators that show a text in the paper's typeface."""
        cut = font(face)
        name = cut.getSubsetInternalName(0, self._document)
        plain = cut.plain_codes(text)
        if plain is not None:
            return _shown(name, size, plain)
        parts = cut.splitString(text, self._document)
        return " ".join(
            _shown(cut.getSubsetInternalName(part, self._document), size, codes) for part, codes in parts
        )

    def _fill(self, colour: Colour, operators: str) -> None:
        if colour is not self._colour:
            self._colour = colour
            self._draw(f"{colour.operands} rg")
        self._draw(operators)

    def _draw(self, operators: str) -> None:
        self._sheet.append(operators)


def _shown(name: str, size: float, codes: bytes) -> str:
    return f"{name} {size:.2f} Tf ({escapePDF(codes)}) Tj"


def _dark(modules: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of dark modules begins and ends."""
    place = 0
    for dark, stretch in groupby(modules):
        start, place = place, place + len(list(stretch))
        if dark:
            yield start, place
