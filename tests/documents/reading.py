"""A finished paper as a reader of PDF finds it: its words, and whether there is ink where they lie."""

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from shopdesk.documents.page import RenderedPaper

_SCALE = 3


def page_texts(paper: RenderedPaper) -> list[str]:
    """Return the words of each page as they are copied from it."""
    return [page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages]


def placed_texts(paper: RenderedPaper, page: int = 0) -> list[tuple[str, float]]:
    """Return each piece of text of a page with its left edge (points)."""
    found: list[tuple[str, float]] = []

    def note(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            found.append((text.strip(), matrix[4]))

    PdfReader(BytesIO(paper.pdf)).pages[page].extract_text(visitor_text=note)
    return found


class Printed:
    """The pixels of a paper, white paper under them."""

    def __init__(self, paper: RenderedPaper) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(paper.pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument()
        self._document.load(self._buffer)

    def text(self, page: int = 0) -> str:
        """Return the words of a page as the window's preview finds them."""
        return self._document.getAllText(page).text()

    def place(self, words: str, page: int = 0) -> QRectF:
        """Return where the words lie on the page (points from its top left corner)."""
        start = self.text(page).index(words)
        return self._document.getSelectionAtIndex(page, start, len(words)).boundingRectangle()

    def ink(self, place: QRectF, page: int = 0) -> int:
        """Return how many pixels of the place are not white."""
        size = self._document.pagePointSize(page)
        drawn = self._document.render(
            page, QSize(round(size.width() * _SCALE), round(size.height() * _SCALE))
        )
        white = QImage(drawn.size(), QImage.Format.Format_RGB32)
        white.fill(QColor("white"))
        painter = QPainter(white)
        painter.drawImage(QPointF(), drawn)
        painter.end()
        area = QRectF(place.topLeft() * _SCALE, place.size() * _SCALE).toAlignedRect()
        cut = white.copy(area & white.rect()).convertToFormat(QImage.Format.Format_Grayscale8)
        return sum(value < 200 for value in bytes(cut.constBits()))
