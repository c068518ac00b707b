"""Every test of the window begins in the same dress, whatever the one before changed."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme, theme

PLAIN = ("light", 100)


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Dress the program in the light theme at its own size, read from the left."""
    if not qapp.styleSheet() or (theme().name, theme().scale) != PLAIN:
        apply_theme(qapp, *PLAIN)
    if qapp.layoutDirection() is not Qt.LayoutDirection.LeftToRight:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(autouse=True)
def rubbish_waits_for_the_painting_thread() -> Iterator[None]:
    """Let no worker find and destroy a window that nobody holds, as the program sees to itself (ui/rubbish.py)."""
    gc.disable()
    yield
    gc.enable()
