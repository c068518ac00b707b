"""The frame of a dialog in which a secret and a new PIN are typed."""

from abc import abstractmethod
from collections.abc import Callable, Mapping

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.cards import Muted
from ui.widgets.dialog import Dialog
from ui.widgets.fields import PassphraseField

_WIDTH = 460


class SecretsDialog(Dialog):
    """``fields`` in their order, the first with the cursor; Enter sends; `follow` binds what closes it."""

    help_topic = "secrets"

    def __init__(self, title: str, fields: Mapping[str, PassphraseField], save: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.fields = dict(fields)
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(save, kind="primary", key=self.tr("Enter"))
        for field in self.fields.values():
            self.body.addWidget(field)
            field.line.returnPressed.connect(self.send)
        self.add_right(self.cancel)
        self.add_right(self.save)
        self.be_wide(_WIDTH)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.send)

    @abstractmethod
    def send(self) -> None:
        """Hand what was typed to the view-model."""

    def explain(self, text: str, *, above: bool = False) -> None:
        """Say what the secrets are for, below the fields or above them."""
        self.body.insertWidget(0 if above else self.body.count(), Muted(text).wrap())

    def follow(self, *stops: Callable[[], None]) -> None:
        """Let these bindings go when the dialog closes, and the dialog with them."""
        self.finished.connect(lambda _result: [stop() for stop in stops])
        self.finished.connect(lambda _result: self.deleteLater())

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field."""
        super().showEvent(event)
        next(iter(self.fields.values())).setFocus()
