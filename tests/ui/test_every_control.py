"""Every control of every page and dialog can be heard, reached by key, seen when it has the focus, and pressed."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui
from shopdesk.demo import make_demo
from shopdesk.shop import create_shop
from tests.conftest import NEW_SHOP
from tests.fast_kdf import FAST
from tests.screens.start import draw_doors, draw_set_up
from tests.screens.till import draw_empty, draw_till
from tests.ui.every_control import EveryControl

_SOURCE = {path.name: path.read_text("utf-8") for path in Path(ui.__file__).parent.rglob("*.py")}
_CUSTOMERS = 60
_FEWEST = 2_000
"""So many controls are looked at, or the look was none."""


@pytest.fixture(scope="module")
def looked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> EveryControl:
    """Look at everything once."""
    frame = EveryControl(qapp, tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("work"))
    make_demo(frame.work / "demo", _CUSTOMERS, profile=FAST, clock=frame.clock)
    create_shop(frame.work / "empty", NEW_SHOP, profile=FAST, clock=frame.clock)[0].close()
    frame.look()
    frame.wear("light")
    for draw in (draw_set_up, draw_doors, draw_till, draw_empty):
        draw(frame)
    return frame


@pytest.mark.parametrize("question", ["name", "role", "value", "tab", "focus", "size"])
def test_every_control_stands_the_question(looked: EveryControl, question: str) -> None:
    assert looked.seen > _FEWEST
    assert sorted(looked.faults[question]) == []


@pytest.mark.parametrize("word", ["doubleClicked", "mouseDoubleClickEvent", "DoubleClicked"])
def test_nothing_needs_a_double_click(word: str) -> None:
    assert [name for name, text in _SOURCE.items() if word in text] == []


def test_nothing_moves_by_itself() -> None:
    moving = re.compile(r"QPropertyAnimation|QTimeLine|QMovie|QVariantAnimation|QGraphicsOpacityEffect")
    assert [name for name, text in _SOURCE.items() if moving.search(text)] == []
