"""What tells the person something: banner, avatar, dialog and question."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ports import ScriptedPrompter
from ui.prompter import QuestionDialog, WindowPrompter
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.dialog import Dialog


@pytest.mark.parametrize("role", ["info", "success", "warn", "danger"])
def test_a_banner_says_one_thing_at_a_time(qtbot: QtBot, role: str) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell("first", role, [("Undo", lambda: None), ("Print", lambda: None)])
    banner.tell("second", role)
    assert (banner.text(), banner.actions_offered(), banner.isVisible()) == ("second", (), True)
    assert banner.property("role") == f"banner-{role}"


def test_an_avatar_says_whose_it_is(qtbot: QtBot) -> None:
    avatar = Avatar(34)
    qtbot.addWidget(avatar)
    empty = avatar.grab().toImage()
    avatar.set_person(3, "Marai Haddad")
    assert avatar.accessibleName() == "Marai Haddad"
    assert avatar.grab().toImage() != empty


class TypedDialog(Dialog):
    """A dialog in which something was typed."""

    def is_dirty(self) -> bool:
        """Say that something would be lost."""
        return True


@pytest.mark.parametrize(("answer", "stays"), [(True, False), (False, True)])
def test_esc_asks_before_what_was_typed_is_lost(qtbot: QtBot, answer: bool, stays: bool) -> None:
    prompter = ScriptedPrompter(answer, True)  # what stays is closed once the test is over
    dialog = TypedDialog("Edit", prompter=prompter)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() == stays
    assert len(prompter.asked) == 1


@pytest.mark.parametrize(("button", "answer"), [("yes", True), ("no", False)])
def test_a_question_is_answered_by_its_buttons(qtbot: QtBot, button: str, answer: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QuestionDialog)
        getattr(dialog, button).click()

    QTimer.singleShot(0, press)
    assert WindowPrompter(window).confirm("Overwrite the file?", "Overwrite") is answer


@pytest.mark.parametrize("documents", ["Documents", ""])
def test_a_file_is_looked_for_where_the_last_one_was_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, documents: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / documents).mkdir(exist_ok=True)
    window = QWidget()
    qtbot.addWidget(window)
    begun: list[str] = []

    def choose(_parent: QWidget, _title: str, beginning: str, *_pattern: str) -> tuple[str, str]:
        begun.append(beginning)
        return "/stick/lists/mine.csv", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    prompter = WindowPrompter(window)
    assert prompter.open_path("Choose", "*.csv") == "/stick/lists/mine.csv"
    prompter.save_path("Save", "rejected rows.csv")
    prompter.save_path("Save", "/elsewhere/shop")
    assert begun == [str(tmp_path / documents), "/stick/lists/rejected rows.csv", "/elsewhere/shop"]
