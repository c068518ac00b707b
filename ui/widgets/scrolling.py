"""A quiet area that scrolls what is higher than its place: no frame, no ground, no focus of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(inside: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return an area over a widget that takes the area's width and scrolls in its height.

    What is put into the widget afterwards, in its place from the start, is dressed once; what moves is dressed anew.
    """
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
