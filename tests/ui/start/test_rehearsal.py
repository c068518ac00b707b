"""Pieces of the window are drawn ahead between the keys of the secret, and not once the window itself is made."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.rehearsed import pieces
from ui.start.rehearsal import Rehearsal


class Piece(QWidget):
    """Counts how often one of them was painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- the toolkit's name
        del event
        Piece.painted += 1


def test_every_piece_is_drawn_once(qtbot: QtBot) -> None:
    Piece.painted = 0
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(Rehearsal(window, [Piece, Piece]).over):
        pass
    assert Piece.painted == 2


def test_no_piece_is_made_while_somebody_types(qtbot: QtBot) -> None:
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    rehearsal = Rehearsal(window, [unexpected])
    before = rehearsal._timer.remainingTime()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert rehearsal._timer.remainingTime() > before


def test_nothing_is_drawn_once_the_page_is_gone(qtbot: QtBot) -> None:
    window = QLineEdit()
    qtbot.addWidget(window)
    with qtbot.waitSignal(Rehearsal(window, [unexpected]).over):
        pass


def unexpected() -> QWidget:
    raise AssertionError


def test_the_real_pieces_can_be_drawn(qtbot: QtBot) -> None:
    for make in pieces():
        piece = make()
        qtbot.addWidget(piece)
        assert not piece.grab().isNull()
