"""Chips, elided labels, flowing tags: nothing is lost where there is little room."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.banner import Banner
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip, paint_chip
from ui.widgets.chip_row import ChipRow
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout

TAGS = [(f"Tag number {number}", "tag") for number in range(6)]


def test_a_banner_is_never_a_window_of_its_own(qapp: QApplication, qtbot: QtBot) -> None:
    window, focused = QWidget(), list[object]()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    qapp.focusWindowChanged.connect(focused.append)
    Banner(window)
    qapp.processEvents()
    qapp.focusWindowChanged.disconnect(focused.append)
    assert focused == []


@pytest.mark.parametrize("width", [60, 200, 350, 2_000])
def test_chips_without_room_are_counted(qtbot: QtBot, width: int) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(width, 30)
    row.set_chips(TAGS)
    row.show()
    shown = [chip for chip in row.findChildren(Chip) if chip.isVisible()]
    counted = sum(int(chip.text().removeprefix("+")) for chip in shown if chip.text().startswith("+"))
    assert counted + sum(chip.text().startswith("Tag") for chip in shown) == len(TAGS)
    assert all(chip.geometry().right() < width for chip in shown if chip.text().startswith("Tag"))


def test_the_first_chip_is_cut_off_rather_than_counted(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(200, 30)
    row.set_chips([("Allergy: nickel, latex, cobalt and every sort of glue", "allergy"), *TAGS])
    row.show()
    first, more = (chip for chip in row.findChildren(Chip) if chip.isVisible())
    if first.text().startswith("+"):
        first, more = more, first
    assert first.toolTip() == first.text()
    assert (first.x(), more.text()) == (0, "+6")
    assert more.geometry().right() < 200


def test_a_cut_text_is_whole_in_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("A very long name that does not fit")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_flows_stays_inside(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.setLayoutDirection(direction)
    flow = FlowLayout(place, spacing=4)
    labels = [QLabel("Neighbour") for _ in range(10)]
    for label in labels:
        flow.addWidget(label)
    place.resize(200, flow.heightForWidth(200))
    place.show()
    assert all(place.rect().contains(label.geometry()) for label in labels)
    assert len({label.y() for label in labels}) > 1


def test_a_box_is_ticked_by_its_text_and_high_enough(qtbot: QtBot) -> None:
    box = CheckBox("S-01402 · 10 Oct")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    assert box.hitButton(box.rect().center())
    assert box.sizeHint().height() >= 44
    box.click()
    assert box.isChecked()


def test_a_chip_reads_the_same_where_one_reads_from_the_right(qapp: QApplication) -> None:
    del qapp
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        picture = QImage(140, 30, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setLayoutDirection(direction)
        paint_chip(painter, QRectF(picture.rect()), "Ring M½", ("#ffffff", "#000000"))
        painter.end()
        pictures.append(picture)
    assert pictures[0] == pictures[1]


def test_a_sign_at_the_end_stays_there_where_words_run_from_the_right(
    qtbot: QtBot, qapp: QApplication
) -> None:
    seen = []
    try:
        for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            qapp.setLayoutDirection(way)
            label = ElidedLabel("M½")
            qtbot.addWidget(label)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.resize(60, 20)
            seen.append(label.grab().toImage())
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert seen[0] == seen[1]
