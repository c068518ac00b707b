"""Questions to the person, asked in the program's own dress."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

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
    """Implements the `Prompter` port over whatever window has the focus."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def confirm(self, question: str, yes: str) -> bool:
        """Ask, and tell whether the confirming button was pressed."""
        return QuestionDialog(question, yes, self._parent()).exec() == QDialog.DialogCode.Accepted

    def save_path(self, title: str, suggestion: str) -> str | None:
        """Ask where to save a file; None when cancelled."""
        path, _ = QFileDialog.getSaveFileName(self._parent(), title, suggestion)
        return path or None

    def open_path(self, title: str, pattern: str) -> str | None:
        """Ask which file to open; None when cancelled."""
        path, _ = QFileDialog.getOpenFileName(self._parent(), title, "", pattern)
        return path or None

    def folder_path(self, title: str) -> str | None:
        """Ask for a folder; None when cancelled."""
        return QFileDialog.getExistingDirectory(self._parent(), title) or None

    def _parent(self) -> QWidget:
        return self._window.window().focusWidget() or self._window
