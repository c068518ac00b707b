"""Papers are read back with fonts of a program that runs without a screen."""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _application(qapp: "QApplication") -> None:
    """Make the window's application first: where none is, the papers would make one without windows."""
