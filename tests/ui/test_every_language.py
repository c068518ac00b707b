"""In every language each page and dialog has room for its words on the smallest screen, also read from the right.

``make test`` looks at the one that is read from the right, ``make languages`` at all of them.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shopdesk.wording import ENGLISH
from tests.ui.every_text import QUESTIONS, EveryText, make_shops
from ui.languages import speak_in

LOCALES = os.environ.get("SHOPDESK_LANGUAGES", "ar_EG").split()
_FEWEST = 5_000
"""So many widgets are looked at in each, or the look was none."""


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the shops once; each language has its own copy."""
    return make_shops(tmp_path_factory.mktemp("shops"))


@pytest.fixture(scope="module", params=LOCALES)
def looked(
    request: pytest.FixtureRequest, qapp: QApplication, shops: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EveryText]:
    """Look at everything once in each language."""
    work = tmp_path_factory.mktemp("work")
    shutil.copytree(shops, work, dirs_exist_ok=True)
    frame = EveryText(qapp, tmp_path_factory.mktemp("out"), work)
    frame.look_at_everything(request.param)
    yield frame
    speak_in(qapp, ENGLISH)


@pytest.mark.parametrize("question", QUESTIONS[1:])
def test_every_text_stands_the_question(looked: EveryText, question: str) -> None:
    assert looked.seen > _FEWEST
    assert sorted(looked.faults[question]) == []
