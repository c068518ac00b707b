"""Every control of every page and dialog can be heard, reached by key, seen when it has the focus, and pressed.

They are looked at in a language that nobody speaks and that is two fifths longer than English: so every text is seen
to have been asked for, and to have room.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui
from shopdesk.wording import ENGLISH
from tests.screens import frame as frames
from tests.stretched import STRETCHED
from tests.ui.every_control import EveryControl
from tests.ui.every_text import QUESTIONS, make_shops
from ui import dress, languages
from ui.start import wardrobe

_SOURCE = {path.name: path.read_text("utf-8") for path in Path(ui.__file__).parent.rglob("*.py")}
_FEWEST = 2_000
"""So many controls are looked at, or the look was none."""


@pytest.fixture(scope="module")
def looked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EveryControl]:
    """Look at everything once."""
    frame = EveryControl(qapp, tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("work"))
    make_shops(frame.work)
    with pytest.MonkeyPatch.context() as patch:
        for place in (dress, wardrobe, frames):
            patch.setattr(place, "wording", lambda _language: STRETCHED)
        frame.is_stretched = True
        frame.look_at_everything("en_AU")
    yield frame
    languages.speak_in(qapp, ENGLISH)


@pytest.mark.parametrize("question", [*QUESTIONS, "name", "role", "value", "tab", "focus", "size"])
def test_every_control_stands_the_question(looked: EveryControl, question: str) -> None:
    assert looked.seen > _FEWEST
    assert sorted(looked.faults[question]) == []


@pytest.mark.parametrize("word", ["doubleClicked", "mouseDoubleClickEvent", "DoubleClicked"])
def test_nothing_needs_a_double_click(word: str) -> None:
    assert [name for name, text in _SOURCE.items() if word in text] == []


def test_nothing_moves_by_itself() -> None:
    moving = re.compile(r"QPropertyAnimation|QTimeLine|QMovie|QVariantAnimation|QGraphicsOpacityEffect")
    assert [name for name, text in _SOURCE.items() if moving.search(text)] == []
