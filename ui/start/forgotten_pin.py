"""A new PIN for an owner who forgot it or has none yet: the passphrase proves who it is."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.sign_in import LONGEST_PIN, SignInViewModel
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Muted
from ui.widgets.dialog import Dialog
from ui.widgets.fields import PassphraseField, show_errors


class ForgottenPinDialog(Dialog):
    """Shows the part of a `SignInViewModel` that resets a PIN."""

    def __init__(self, model: SignInViewModel, parent: QWidget) -> None:
        super().__init__(parent.tr("A new PIN"), parent)
        self.model = model
        self.fields = {
            "secret": PassphraseField(self.tr("Passphrase or recovery key of the shop")),
            "pin": PassphraseField(self.tr("New PIN, 4 to 8 digits"), limit=LONGEST_PIN),
            "pin_again": PassphraseField(self.tr("New PIN once more"), limit=LONGEST_PIN),
        }
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Set the new PIN"), kind="primary", key=self.tr("Enter"))
        self.body.addWidget(Muted(self.tr("The passphrase shows that you are the owner.")).wrap())
        for field in self.fields.values():
            self.body.addWidget(field)
            field.line.returnPressed.connect(self._send)
        self.add_right(self.cancel)
        self.add_right(self.save)
        self.setMinimumWidth(theme().px(420))
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._send)
        stops = (
            model.reset_errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.reset_done.listen(lambda _times: self.accept()),
            model.busy.bind(lambda busy: self.save.set_allowed(not busy, self.tr("Checking the passphrase"))),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])
        self.finished.connect(lambda _result: self.deleteLater())

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the passphrase goes."""
        super().showEvent(event)
        self.fields["secret"].setFocus()

    def _send(self) -> None:
        typed = {name: field.text() for name, field in self.fields.items()}
        self.model.reset_pin(typed["secret"], typed["pin"], typed["pin_again"])
