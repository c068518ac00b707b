"""The rows of the customer table: painted whole, and only where something is to be seen anew."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.desk import Desk
from tests.ui.customers.listed import Listed
from ui.customers.row_painter import ROW, RowPainter

NOT_OURS = 0xFFFF00FF


class Painted(QObject):
    """Remembers which parts of a viewport were painted."""

    def __init__(self, viewport: QObject) -> None:
        super().__init__(viewport)
        self.parts: list[QRect] = []
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- overrides Qt's own
        """Take note and let it happen."""
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return super().eventFilter(watched, event)


@pytest.fixture
def listed(qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path) -> Listed:
    """Open the page on Marai alone, so that most of the table is empty."""
    return Listed(qtbot, desk, tmp_path)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_pixel_is_left_as_it_was(listed: Listed, direction: Qt.LayoutDirection) -> None:
    table = listed.page.table
    table.setLayoutDirection(direction)
    picture = QImage(table.viewport().size(), QImage.Format.Format_RGB32)
    picture.fill(NOT_OURS)
    painter = QPainter(picture)
    RowPainter(table, table.lines).paint(painter, picture.rect())
    painter.end()
    column = [picture.pixel(picture.width() // 2, y) for y in range(picture.height())]
    row = [picture.pixel(x, ROW // 2) for x in range(picture.width())]
    assert NOT_OURS not in {*column, *row}


def test_what_scrolls_is_moved_and_not_painted_anew(listed: Listed) -> None:
    assert listed.page.table.viewport().testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_the_mouse_coming_over_a_row_paints_that_row_alone(listed: Listed) -> None:
    table = listed.page.table
    QApplication.processEvents()
    painted = Painted(table.viewport())
    table._hover(0)
    QApplication.processEvents()
    assert [part.height() for part in painted.parts] == [table.rowHeight(0)]
