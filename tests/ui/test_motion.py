"""What moves by itself rests where the shop asks for it, and nothing else moves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.settings import Settings
from ui.dress import dress_of, last_dress, remember_dress
from ui.motion import is_still, rest
from ui.widgets.busy_bar import BusyBar

_MOVING = re.compile(r"QMovie|QTimeLine|Q\w*Animation|setRange\(0, 0\)|setMaximum\(0\)")


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    dress_of(Settings(), Path()).wear(qapp)


def test_signs_of_work_and_the_cursor_rest_when_the_shop_asks(app: QApplication, qtbot: QtBot) -> None:
    dress_of(Settings(still=True), Path()).wear(app)
    bar = BusyBar("Working")
    qtbot.addWidget(bar)
    assert (bar.minimum(), bar.maximum(), app.cursorFlashTime()) == (0, 1, 0)


def test_otherwise_they_move(app: QApplication, qtbot: QtBot) -> None:
    before = app.cursorFlashTime()
    rest(app, still=True)
    rest(app, still=False)
    bar = BusyBar("Working")
    qtbot.addWidget(bar)
    assert (bar.maximum(), app.cursorFlashTime(), is_still()) == (0, before, False)


def test_a_closed_shop_rests_as_last_time(app: QApplication, tmp_path: Path) -> None:
    remember_dress(Settings(still=True), tmp_path)
    last_dress(tmp_path, "en_AU").wear(app)
    assert is_still()


def test_nothing_else_in_the_window_moves() -> None:
    moving = [
        path.name for path in Path("ui").rglob("*.py") if _MOVING.search(path.read_text(encoding="utf-8"))
    ]
    assert moving == ["busy_bar.py"]
