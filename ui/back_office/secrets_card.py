"""The shop's secrets: a new passphrase, a new recovery key, and a new key for the whole file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.secrets import SecretsViewModel
from ui.back_office.tills_part import TillsPart
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label, Muted
from ui.widgets.dialog import Dialog
from ui.widgets.fields import PassphraseField, show_errors
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.work_progress import WorkProgress


class SecretsCard(Card):
    """Opens the dialogs of a `SecretsViewModel`."""

    help_topic = "secrets"

    def __init__(self, model: SecretsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.passphrase = Button(self.tr("Change passphrase…")).entering()
        self.recovery = Button(self.tr("New recovery key…")).entering()
        self.encrypt = Button(self.tr("Encrypt anew…")).entering()
        self.body.addWidget(Heading(self.tr("Secrets")))
        what = self.tr("The passphrase opens the shop; so does the recovery key from its sheet of paper.")
        self.body.addWidget(Muted(what).wrap())
        row = FlowLayout(spacing=theme().px(10))
        for button in (self.passphrase, self.recovery, self.encrypt):
            button.set_allowed(not model.why_not, model.why_not)
            row.addWidget(button)
        self.body.addLayout(row)
        self.passphrase.clicked.connect(lambda: PassphraseDialog(model, self).open())
        self.recovery.clicked.connect(lambda: RecoveryKeyDialog(model, self).open())
        self.encrypt.clicked.connect(lambda: RekeyDialog(model, self).open())
        self.tills = TillsPart(model.tills)
        self.body.addWidget(self.tills)

    def unbind(self) -> None:
        """Let the view-model go."""
        self.tills.unbind()


class SecretsDialog(Dialog):
    """What the dialogs share: the present secret, and errors at their fields."""

    help_topic = "secrets"

    def __init__(self, model: SecretsViewModel, title: str, do: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.model = model
        self.be_wide(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields = {"secret": PassphraseField(self.tr("Present passphrase, or the recovery key"))}
        self.cancel = Button(self.tr("Cancel"))
        self.do = Button(do, kind="primary", key=self.tr("Enter"))
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.send)
        self.add_right(self.cancel)
        self.add_right(self.do)
        model.forgive()
        self.stops = [
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.busy.bind(self._show_busy),
        ]
        self.finished.connect(lambda _result: [stop() for stop in self.stops])

    def put(self, name: str, field: PassphraseField) -> None:
        """Show a field; Enter in it goes on."""
        self.fields[name] = field
        self.body.addWidget(field)
        field.edited.connect(lambda _text: self.model.forgive())
        field.line.returnPressed.connect(self.send)

    def send(self) -> None:
        """Go on with what was typed."""

    def _show_busy(self, busy: bool) -> None:
        self.do.set_allowed(not busy, self.tr("This takes a moment"))


class PassphraseDialog(SecretsDialog):
    """Asks for the present secret and twice for the new passphrase."""

    def __init__(self, model: SecretsViewModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Change the passphrase"), parent.tr("Change", "verb"), parent)
        self.put("secret", self.fields["secret"])
        self.put("passphrase", PassphraseField(self.tr("New passphrase, 12 characters or more")))
        self.put("again", PassphraseField(self.tr("New passphrase once more")))
        note = self.tr("The recovery key stays. Backups that were made before open with the old passphrase.")
        self.body.addWidget(Muted(note).wrap())
        self.stops.append(model.saved.listen(lambda _count: self.accept()))
        self.fields["secret"].setFocus()

    def send(self) -> None:
        """Change it."""
        self.model.change_passphrase(
            *(self.fields[name].text() for name in ("secret", "passphrase", "again"))
        )


class RecoveryKeyDialog(SecretsDialog):
    """Asks for the present secret, then shows the new key until it is closed."""

    def __init__(self, model: SecretsViewModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("A new recovery key"), parent.tr("Make a new key"), parent)
        self.put("secret", self.fields["secret"])
        self.note = Muted(
            self.tr("The old key opens nothing from then on but older backups: destroy its sheet.")
        ).wrap()
        self.key = Label("", "strong")
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sheet = Button(self.tr("Save the sheet…"), icon="file-text")
        self.sheet.clicked.connect(model.save_sheet)
        self.body.addWidget(self.note)
        self.body.addWidget(self.key)
        self.body.addStretch(1)
        self.add_left(self.sheet)
        self.stops.append(model.recovery_key.bind(self._show_key))
        self.finished.connect(lambda _result: model.forget())
        self.fields["secret"].setFocus()

    def send(self) -> None:
        """Make it."""
        if not self.model.recovery_key.value:
            self.model.make_recovery_key(self.fields["secret"].text())

    def _show_key(self, key: str) -> None:
        self.key.setText(key)
        self.key.setVisible(bool(key))
        self.fields["secret"].setVisible(not key)
        self.do.setVisible(not key)
        self.sheet.set_allowed(bool(key), self.tr("There is no new key yet"))
        if key:
            self.note.setText(
                self.tr(
                    "Write it down or save its sheet now; it is not shown again. Keep it away from the shop."
                )
            )
            self.cancel.set_text(self.tr("I have kept it"))


class RekeyDialog(SecretsDialog):
    """Asks for the present secret, then shows how far the encrypting is, and stays open until it is done."""

    def __init__(self, model: SecretsViewModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Encrypt the shop anew"), parent.tr("Encrypt anew"), parent)
        self.put("secret", self.fields["secret"])
        note = self.tr(
            "For the day on which somebody may have got hold of the key, with a copied disk or a lost computer. A "
            "backup is made first, then the whole file gets a new key. The passphrase and the recovery key stay as "
            "they are; backups made before open as on their day. Other windows on this shop must be closed."
        )
        self.progress = WorkProgress(model.work, self.tr("Encrypting"))
        self.body.addWidget(Muted(note).wrap())
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.stops += [
            self.progress.unbind,
            model.saved.listen(lambda _count: self.accept()),
            model.work.busy.bind(self._show_work),
        ]
        self.fields["secret"].setFocus()

    def send(self) -> None:
        """Do it."""
        self.model.encrypt_anew(self.fields["secret"].text())

    def reject(self) -> None:
        """Stay open while it runs: what it comes to must be heard."""
        if not self.model.busy.value:
            super().reject()

    def _show_work(self, busy: bool) -> None:
        self.cancel.set_allowed(not busy, self.tr("It is running"))
