"""The bundled drawings as pixmaps and icons, tinted with a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shopdesk.paths import resource
from ui.theme import theme

_SHARPEST = 2.0
"""Pixmaps are drawn at this many dots to the pixel, so that a dense screen shows them sharp."""


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    """Return the drawing ``name`` (a file of ``resources/icons`` without its ending) in one colour."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    picture = QPixmap(QSize(pixels, pixels) * _SHARPEST)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, pixels * _SHARPEST, pixels * _SHARPEST))
    painter.end()
    picture.setDevicePixelRatio(_SHARPEST)
    return picture


def icon(name: str, colour: str | None = None, pixels: int = 18) -> QIcon:
    """Return the drawing as an icon; the theme's text colour where none is named."""
    look = theme()
    made = QIcon(pixmap(name, colour or look.text, look.px(pixels)))
    made.addPixmap(pixmap(name, look.faint, look.px(pixels)), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource("icons", "shopdesk.svg")))
