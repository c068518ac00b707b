"""The pages of a PDF one below the other, drawn as they come into view."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.pdf_documents import pdf_document
from ui.theme import set_role, theme

_GAP = 16
_WIDEST = 900
_KEPT_PAGES = 8


class PaperView(QAbstractScrollArea):
    """Shows the pages as wide as there is room; a page that was drawn is kept for a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The paper"))
        set_role(self, "reader")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._document = pdf_document(self)
        self._buffer = QBuffer(self)
        self._page = lru_cache(maxsize=_KEPT_PAGES)(self._draw_page)

    def page_count(self) -> int:
        """Return how many pages there are."""
        return self._document.pageCount()

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show a paper; None shows nothing."""
        place = self.verticalScrollBar().value()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf or b""))
        if pdf:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
        self._page.cache_clear()
        self._set_range()
        self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pages in their new width."""
        super().resizeEvent(event)
        self._page.cache_clear()
        self._set_range()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the drawn pages go, some megabytes each: a dialog that is closed is not forgotten at once."""
        super().hideEvent(event)
        self._page.cache_clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view."""
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme().sunken))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = theme().px(_GAP) - self.verticalScrollBar().value()
        for number in range(self.page_count()):
            size = self._size(number)
            if top + size.height() >= 0 and top <= self.viewport().height():
                left = (self.viewport().width() - size.width()) / 2
                painter.drawImage(QRectF(left, top, size.width(), size.height()), self._page(number))
                painter.setPen(QColor(theme().line))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(left, top, size.width(), size.height()))
            top += size.height() + theme().px(_GAP)
        painter.end()

    def _draw_page(self, number: int) -> QImage:
        """Draw one page; PDF pages are transparent, so the paper is painted first."""
        ratio = self.devicePixelRatioF()
        drawn = self._document.render(number, self._size(number) * ratio)
        page = QImage(drawn.size(), QImage.Format.Format_RGB32)
        page.fill(QColor("white"))
        painter = QPainter(page)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return page

    def _size(self, number: int) -> QSize:
        points = self._document.pagePointSize(number)
        gap = 2 * theme().px(_GAP)
        width = min(max(self.viewport().width() - gap, 50), theme().px(_WIDEST))
        return QSize(width, round(width * points.height() / points.width()) if points.width() else width)

    def _set_range(self) -> None:
        gap = theme().px(_GAP)
        heights = sum(self._size(number).height() + gap for number in range(self.page_count()))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, heights + gap - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme().px(40))
