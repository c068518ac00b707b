"""Says what undoing a posting does, and asks why; shows an `UndoViewModel`."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.undo_event import UndoViewModel
from ui.account.preview_box import PreviewBox
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import Field


class UndoDialog(Dialog):
    """Tells by ``undone`` what was done, and closes."""

    undone = Signal(object)

    def __init__(self, model: UndoViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Undo"), parent)
        self.model = model
        self.setMinimumWidth(theme().px(460))
        self.body.addWidget(Label(self.tr("Undo {0}").format(model.reference), "heading"))
        self.name = ElidedLabel("", "strong")
        self.body.addWidget(self.name)
        self.body.addWidget(
            Label(
                self.tr(
                    "The entry stays, a reversal is written beside it, and what it settled is open again."
                ),
                "muted",
            ).wrap()
        )
        self.preview = PreviewBox(self.tr("Looking at the account…"))
        self.body.addWidget(self.preview)
        self.reason = Field(self.tr("Why?"))
        self.body.addWidget(self.reason)
        self.cancel = Button(self.tr("Cancel"))
        self.undo = Button(self.tr("Undo"), kind="primary", key="Enter")
        for button in (self.cancel, self.undo):
            button.set_tall(44)
        self.undo.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.undo.clicked.connect(lambda: model.undo(self.reason.text()))
        self.reason.edited.connect(lambda _text: self.reason.set_error(""))
        self.add_left(self.cancel)
        self.add_right(self.undo)
        self._unbind = (
            model.name.bind(self.name.setText),
            model.preview.bind(self.preview.show_payment),
            model.error.listen(self._refused),
            model.busy.listen(lambda busy: self.undo.set_allowed(not busy, self.tr("It is being undone."))),
            model.done.listen(self._finished),
        )
        self.reason.setFocus()
        model.load()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def _refused(self, sentence: str) -> None:
        self.reason.set_error(sentence)
        self.reason.setFocus()

    def _finished(self, notice: Notice | None) -> None:
        self.undone.emit(notice)
        self.accept()
