"""Every test of the window begins in the same dress, whatever the one before changed."""

import gc
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.wording import ENGLISH
from ui.languages import speak_in
from ui.theme import apply_theme, theme

PLAIN = ("light", 100)
PATIENCE_MS = 60_000
"""For so long is waited for what a busy machine does late; what comes ends the wait at once."""


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Give up no wait before that, unless it says so itself."""
    with pytest.MonkeyPatch.context() as patch:
        for wait in (vars(QtBot)["waitUntil"], vars(QtBot)["waitSignal"]):
            patch.setitem(wait.__kwdefaults__, "timeout", PATIENCE_MS)
        yield


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Dress the program in the light theme at its own size, read from the left."""
    if not qapp.styleSheet() or (theme().name, theme().scale) != PLAIN:
        apply_theme(qapp, *PLAIN)
    if qapp.layoutDirection() is not Qt.LayoutDirection.LeftToRight:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(scope="module", autouse=True)
def plain_words(qapp: QApplication) -> Iterator[None]:
    """Leave English and bare figures behind, whatever the windows of a module spoke."""
    yield
    speak_in(qapp, ENGLISH)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Let no worker find and destroy a window that nobody holds, as the program sees to itself (ui/rubbish.py).

    Before any fixture, those of a module too: what they draw with a worker beside them stood still for ever.
    """
    gc.disable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Collect again between tests."""
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Show an empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window
