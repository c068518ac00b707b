"""The bundled icons: drawings that can be tinted, with their licence, and the program's own."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from shopdesk.paths import resource

DRAWINGS = sorted(resource("icons").glob("*.svg"))
TINTED = [path for path in DRAWINGS if path.stem != "shopdesk"]


def ink(path: Path) -> int:
    """Return how many pixels a drawing leaves that are not empty, of 48 × 48."""
    image = QImage(QSize(48, 48), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(48) for y in range(48))


@pytest.mark.parametrize("path", TINTED, ids=lambda path: path.stem)
def test_an_icon_is_one_outline_in_the_colour_it_is_given(path: Path) -> None:
    drawing = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- our own bundled file
    assert drawing.get("stroke") == "currentColor"
    assert drawing.get("fill") == "none"
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke-width") == "2"


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_qt_draws_each_icon(qapp: QApplication, path: Path) -> None:
    assert ink(path) > 50


def test_nothing_but_drawings_and_their_licence_lies_in_the_folder() -> None:
    others = {path.name for path in resource("icons").iterdir()} - {path.name for path in DRAWINGS}
    assert others == {"Lucide-LICENSE.txt"}
    assert "shopdesk" in {path.stem for path in DRAWINGS}


@pytest.mark.parametrize("path", TINTED, ids=lambda path: path.stem)
def test_each_icon_says_under_which_licence_it_comes(path: Path) -> None:
    assert "lucide" in path.read_text(encoding="utf-8").splitlines()[0]
    assert "ISC" in resource("icons", "Lucide-LICENSE.txt").read_text(encoding="utf-8")
