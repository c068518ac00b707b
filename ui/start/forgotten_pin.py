"""A new PIN for an owner who forgot it or has none yet: the passphrase proves who it is."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.sign_in import LONGEST_PIN, SignInViewModel
from ui.widgets.fields import PassphraseField, show_errors
from ui.widgets.secrets_dialog import SecretsDialog


class ForgottenPinDialog(SecretsDialog):
    """Shows the part of a `SignInViewModel` that resets a PIN."""

    help_topic = "staff"

    def __init__(self, model: SignInViewModel, parent: QWidget) -> None:
        fields = {
            "secret": PassphraseField(parent.tr("Passphrase or recovery key of the shop")),
            "pin": PassphraseField(parent.tr("New PIN, 4 to 8 digits"), limit=LONGEST_PIN),
            "pin_again": PassphraseField(parent.tr("New PIN once more"), limit=LONGEST_PIN),
        }
        super().__init__(parent.tr("A new PIN"), fields, parent.tr("Set the new PIN"), parent)
        self.model = model
        self.explain(self.tr("The passphrase shows that you are the owner."), above=True)
        self.follow(
            model.reset_errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.reset_done.listen(lambda _times: self.accept()),
            model.busy.bind(lambda busy: self.save.set_allowed(not busy, self.tr("Checking the passphrase"))),
        )

    def send(self) -> None:
        """Ask for the new PIN."""
        typed = {name: field.text() for name, field in self.fields.items()}
        self.model.reset_pin(typed["secret"], typed["pin"], typed["pin_again"])
