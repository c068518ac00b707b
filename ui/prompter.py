"""Questions to the person, asked in the program's own dress."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from shopdesk.formatting import file_name
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog


class QuestionDialog(Dialog):
    """One question with a button that says what will happen, and one that leaves things as they are."""

    def __init__(self, question: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.applicationName() or "ShopDesk", parent)
        self.be_wide(420)
        self.body.addWidget(Label(question).wrap())
        self.no = Button(self.tr("Cancel"))
        self.yes = Button(yes, kind="primary")
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.add_right(self.no)
        self.add_right(self.yes)
        self.no.setFocus()


class WindowPrompter:
    """Implements the `Prompter` port over whatever window has the focus; files are looked for where one was last."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder = ""

    def confirm(self, question: str, yes: str) -> bool:
        """Ask, and tell whether the confirming button was pressed."""
        return QuestionDialog(question, yes, self._parent()).exec() == QDialog.DialogCode.Accepted

    def save_path(self, title: str, suggestion: str) -> str | None:
        """Ask where to save a file; None when cancelled."""
        name = suggestion if Path(suggestion).is_absolute() else file_name(suggestion)
        path, _ = QFileDialog.getSaveFileName(self._parent(), title, self._beginning(name))
        return self._remembered(path, Path(path).parent)

    def open_path(self, title: str, pattern: str) -> str | None:
        """Ask which file to open; None when cancelled."""
        path, _ = QFileDialog.getOpenFileName(self._parent(), title, self._beginning(), pattern)
        return self._remembered(path, Path(path).parent)

    def folder_path(self, title: str) -> str | None:
        """Ask for a folder; None when cancelled."""
        path = QFileDialog.getExistingDirectory(self._parent(), title, self._beginning())
        return self._remembered(path, Path(path))

    def _beginning(self, name: str = "") -> str:
        """Return where the person chose a file last, else where documents lie; a whole path stays as it is."""
        return str(Path(self._folder or _documents()) / name)

    def _remembered(self, path: str, folder: Path) -> str | None:
        if path:
            self._folder = str(folder)
        return path or None

    def _parent(self) -> QWidget:
        return self._window.window().focusWidget() or self._window


def _documents() -> str:
    """Return the person's folder for documents; their home where none was made."""
    places = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(places.DocumentsLocation)
    return documents if Path(documents).is_dir() else QStandardPaths.writableLocation(places.HomeLocation)
