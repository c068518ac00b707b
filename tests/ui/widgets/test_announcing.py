"""What changes is told to whoever listens, and why something rests is told to whoever presses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import announcing
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Listen as a screen reader does."""
    said: list[str] = []

    def event(widget: QWidget, text: str) -> str:
        del widget
        return text

    monkeypatch.setattr(announcing, "QAccessibleAnnouncementEvent", event)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    return said


def test_a_banner_is_announced(qtbot: QtBot, heard: list[str]) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell("$50.00 was paid.", "success")
    assert heard == ["$50.00 was paid."]


def test_an_error_is_announced_once_and_a_hint_is_not(qtbot: QtBot, heard: list[str]) -> None:
    field = Field("Email", hint="For statements.")
    qtbot.addWidget(field)
    for error in ("That is not an email address.", "That is not an email address.", ""):
        field.set_error(error)
    assert heard == ["That is not an email address."]


def test_pressing_what_cannot_be_used_says_why(qtbot: QtBot) -> None:
    dialog = Dialog("Archive")
    button = Button("Archive")
    button.set_allowed(False, "The balance is not zero.")
    dialog.add_right(button)
    qtbot.addWidget(dialog)
    dialog.show()
    place = button.mapTo(dialog, button.rect().center())
    QTest.mouseClick(dialog, Qt.MouseButton.LeftButton, pos=place)
    assert QToolTip.text() == "The balance is not zero."
    QToolTip.hideText()
    QTest.qWait(0)
