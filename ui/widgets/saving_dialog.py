"""A form that closes once it is saved, and tells what was."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Prompter
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.form_dialog import Editing, FormDialog


class Saving(Editing, Protocol):
    """A view-model that saves once."""

    saved: Observable[Notice | None]

    def save(self) -> None:
        """Write it down."""


class SavingDialog(FormDialog):
    """``saved`` carries the notice of what was saved; ``problem`` says what belongs to no field."""

    saved = Signal(object)

    def __init__(self, title: str, model: Saving, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(title, model, prompter, parent)
        self._saving = model
        self.problem = Label("", "error").wrap()
        self.cancel = Button(self.tr("Cancel"))

    def save_by(self, save: Button) -> None:
        """Let this button save, and the other one leave."""
        model = self._saving
        self.cancel.clicked.connect(self.reject)
        save.clicked.connect(model.save)
        self.follow(
            model.busy.listen(lambda busy: save.set_allowed(not busy, self.tr("It is being saved."))),
            model.saved.listen(self._finished),
        )

    def tell_problem(self, sentence: str) -> None:
        """Say what is wrong with none of the fields, or nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _finished(self, notice: Notice | None) -> None:
        self.saved.emit(notice)
        self.accept()
