"""The receipt as a printer for rolls takes it (ESC/POS): a picture in dots, so that it prints any script."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform
from reportlab.lib.units import mm

from shopdesk.documents.escpos import print_rows
from shopdesk.documents.page import Colour
from shopdesk.documents.receipt_layout import ROLLS, lay_out
from shopdesk.documents.shaping import shape
from shopdesk.documents.typeface import Face, printable, width
from shopdesk.domain.receipt import Receipt
from shopdesk.wording import spoken, writing_in

DOTS = {"58": 384, "80": 576}
"""How many dots the printing head has."""

_PRINTED = {"58": 48 * mm, "80": 72 * mm}
_DARK = 128
_BYTE = 8
_CURVE = 6
_EM = 1000


def render_raster(receipt: Receipt, roll: str) -> bytes:
    """Return the commands that print the receipt on a roll (``58`` or ``80`` mm) and cut it off."""
    return escpos(draw_receipt_image(receipt, roll))


def draw_receipt_image(receipt: Receipt, roll: str) -> QImage:
    """Draw the receipt in black and white, as wide as the head."""
    with writing_in(receipt.locale):
        laid = lay_out(receipt, roll)
        mirrored_in = ROLLS[roll].wide if spoken().right_to_left else None
    scale = DOTS[roll] / _PRINTED[roll]
    grey = QImage(DOTS[roll], round(laid.length * scale), QImage.Format.Format_Grayscale8)
    grey.fill(Qt.GlobalColor.white)
    painter = QPainter(grey)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(
        QTransform.fromScale(scale, scale).translate(-(ROLLS[roll].wide - _PRINTED[roll]) / 2, 0)
    )
    laid.draw_on(_Dots(painter, mirrored_in))
    painter.end()
    return grey


def escpos(picture: QImage) -> bytes:
    """Return the commands that print a grey picture whose width is whole bytes of dots."""
    dots, step = memoryview(picture.constBits()), picture.bytesPerLine()
    starts = range(0, step * picture.height(), step)
    return print_rows([_packed(bytes(dots[start : start + picture.width()])) for start in starts])


class _Dots:
    """A surface of dots; ``mirrored_in`` is its width where its words run from the right."""

    def __init__(self, painter: QPainter, mirrored_in: float | None) -> None:
        self._painter = painter
        self._mirrored_in = mirrored_in

    def text(self, x: float, y: float, text: str, size: float, face: Face) -> None:
        """Write one line that begins at ``x`` and is as wide as it was measured: Qt moves some pairs together."""
        wide = width(printable(text), size, face)
        if self._mirrored_in is not None:
            x = self._mirrored_in - x - wide
        drawn = shape(printable(text), bold=face is Face.BOLD)
        em = size / _EM
        place = QTransform(wide / drawn.advance / _EM if drawn.advance else em, 0, 0, -em, x, y)
        self._painter.fillPath(place.map(_path(drawn.outline)), QColor(Qt.GlobalColor.black))

    def rule(self, left: float, y: float, right: float, colour: Colour, *, dashed: bool) -> None:
        """Draw a level line; there is one colour."""
        del colour
        step = 4.0 if dashed else right - left
        x = left
        while x < right:
            dash = min(step * 0.6 if dashed else step, right - x)
            self._painter.fillRect(QRectF(x, y - 0.4, dash, 0.8), QColor(Qt.GlobalColor.black))
            x += step


def _path(operators: str) -> QPainterPath:
    """Read an outline in PDF's operators: ``m``, ``l`` and ``c`` after their points."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    numbers: list[int] = []
    for word in operators.split():
        if word == "m":
            path.moveTo(numbers[0], numbers[1])
        elif word == "l":
            path.lineTo(numbers[0], numbers[1])
        elif word == "c":
            path.cubicTo(*numbers[:_CURVE])
        else:
            numbers.append(int(word))
            continue
        numbers = []
    return path


def _packed(row: bytes) -> bytes:
    """Return a row of grey dots as bits, a dark one as 1, the leftmost first."""
    bits = "".join("1" if dot < _DARK else "0" for dot in row)
    return int(bits, 2).to_bytes(len(row) // _BYTE, "big")
