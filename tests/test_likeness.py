"""Screens are compared by tolerance: noise passes, what a person would see is named with its place."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.screens.accepted import compare, mark, read_accepted, write_accepted
from tests.screens.likeness import CELL, Likeness, likeness, patches
from ui.fonts import window_font

BUTTON, FIGURE = QRect(40, 40, 120, 40), QRect(200, 96, 40, 20)


def screen(button: QRect = BUTTON, figure: str = "7", ink: str = "#A8281C", *, noise: int = 0) -> QImage:
    """Return a picture of 330 x 170: a button with its word, and a figure."""
    picture = QImage(330, 170, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.fillRect(button, QColor("#1B6B58"))
    painter.setFont(window_font(14, QFont.Weight.DemiBold))
    painter.setPen(QColor(ink))
    painter.drawText(FIGURE, figure)
    painter.end()
    for pixel in range(noise):
        picture.setPixelColor(3 + CELL * pixel, 5, QColor("black"))
    return picture


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    """Text is painted by the application."""


def differing(now: QImage) -> list[QRect]:
    return [patch.place for patch in patches(likeness(screen()), likeness(now))]


def test_the_same_screen_is_as_it_was() -> None:
    assert differing(screen()) == []


def test_a_pixel_of_noise_here_and_there_passes() -> None:
    assert differing(screen(noise=9)) == []


def test_a_lost_figure_is_named_where_it_stood() -> None:
    (place,) = differing(screen(figure=""))
    assert FIGURE.adjusted(-CELL, -CELL, 0, 0).contains(place.topLeft())
    assert place.width() <= 2 * CELL


def test_a_figure_that_lost_its_red_is_named() -> None:
    assert len(differing(screen(ink="#1E1C18"))) == 1


@pytest.mark.parametrize("by", [2, 8, 40])
def test_a_button_that_moved_is_named(by: int) -> None:
    places = differing(screen(BUTTON.translated(by, 0)))
    assert places
    assert all(place.intersects(BUTTON.adjusted(-CELL, -CELL, by + CELL, CELL)) for place in places)


def test_a_difference_at_the_ragged_edge_stays_inside_the_picture() -> None:
    picture = screen()
    picture.setPixelColor(329, 169, QColor("black"))
    for x in range(320, 330):
        picture.setPixelColor(x, 165, QColor("black"))
    assert differing(picture) == [QRect(320, 160, 10, 10)]


def test_what_is_new_gone_or_of_another_size_is_said() -> None:
    old, small = likeness(screen()), Likeness(16, 16, bytes(3))
    said = {name: words for name, words, _places in compare({"a": old, "b": old}, {"b": small, "c": old})}
    assert said == {"a": "is no longer drawn", "b": "was 330×170, is 16×16", "c": "is new"}


def test_letters_drawn_by_lot_pass_and_a_lost_button_beside_them_does_not() -> None:
    drawn, by_lot, lost = (likeness(each) for each in (screen(), screen(figure="8"), screen(QRect())))
    assert list(compare({"restore-light": drawn}, {"restore-light": by_lot})) == []
    assert len(list(compare({"list-light": drawn}, {"list-light": by_lot}))) == 1
    assert len(list(compare({"restore-light": drawn}, {"restore-light": lost}))) == 1


def test_a_change_is_said_with_place_and_strength_and_marked() -> None:
    old, new = screen(), screen(figure="")
    ((name, words, places),) = compare({"list": likeness(old)}, {"list": likeness(new)})
    assert (name, words.split(" by ")[0]) == ("list", "16×16 at 192,96")
    assert mark(new, places) != new


def test_what_was_accepted_is_read_back(tmp_path: Path) -> None:
    screens = {"list": likeness(screen()), "liste été": likeness(screen(figure=""))}
    write_accepted(screens, tmp_path / "accepted.xz")
    assert read_accepted(tmp_path / "accepted.xz") == screens
    assert read_accepted(tmp_path / "none.xz") == {}
