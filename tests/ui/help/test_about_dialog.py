"""About the program: its version, and the licences of all that is in it."""

import tomllib

from pytestqt.qtbot import QtBot

from shopdesk.paths import resource
from shopdesk.viewmodels.about import VERSION
from ui.help.about_dialog import AboutDialog


def test_the_licences_of_the_libraries_can_be_read(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    shown = dialog.page.toPlainText()
    for named in ("PySide6", "LGPL-3.0-only", "SQLCipher", "Lucide", "Noto Sans", "PSF-2.0"):
        assert named in shown


def test_the_version_is_the_one_that_is_packed() -> None:
    project = tomllib.loads(resource("..", "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
