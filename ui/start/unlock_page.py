"""Opening the shop: one field for the passphrase or the recovery key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.unlock import FORGOTTEN, Trouble, UnlockViewModel
from shopdesk.wording import tr
from ui.start.centred import Centred
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label, Muted, Title
from ui.widgets.fields import PassphraseField


class UnlockPage(Centred):
    """Shows an `UnlockViewModel`; ``where`` is the folder that the shop lies in, or the backup to look into.

    ``look_asked_for`` when the person would rather look into a backup.
    """

    help_topic = "secrets"
    look_asked_for = Signal()

    def __init__(
        self, model: UnlockViewModel, where: str, *, is_copy: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(480, parent)
        self.model = model
        self.trouble = Banner(can_close=False)
        self.title = Title(self.tr("Look into a backup") if is_copy else self.tr("Open your shop"))
        self.secret = PassphraseField(
            self.tr("Passphrase of that day, or the recovery key")
            if is_copy
            else self.tr("Passphrase or recovery key")
        )
        self.open = Button(
            self.tr("Look into it") if is_copy else self.tr("Open the shop"),
            kind="primary",
            key=self.tr("Enter"),
        )
        self.look = Button(self.tr("Look into a backup…"), kind="quiet")
        self.look.clicked.connect(self.look_asked_for)
        self.forgotten = Button(self.tr("I have forgotten it"), kind="quiet")
        self.advice = Muted(tr(FORGOTTEN)).wrap()
        self.progress = BusyBar(self.tr("Checking the secret"), keeps_room=True)
        self._lay_out(where)
        self.look.setVisible(not is_copy)
        self.secret.edited.connect(lambda _text: model.forgive())
        self.secret.line.returnPressed.connect(self._try)
        self.open.clicked.connect(self._try)
        self.forgotten.clicked.connect(lambda: self.advice.setVisible(not self.advice.isVisibleTo(self)))
        model.takes_pin.bind(self._show_what)
        model.error.bind(self._show_error)
        model.busy.bind(self._show_busy)
        model.trouble.bind(self._show_trouble)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the passphrase goes."""
        super().showEvent(event)
        self.secret.setFocus()
        self.model.look()

    def _lay_out(self, where: str) -> None:
        look = theme()
        self.body.addStretch(2)
        self.body.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        place = Muted(where).wrap()
        place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(place)
        self.body.addSpacing(look.px(8))
        self.body.addWidget(self.trouble)
        card = Card(padding=24)
        card.body.addWidget(self.secret)
        card.body.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.forgotten)
        row.addStretch(1)
        row.addWidget(self.open)
        card.body.addLayout(row)
        self.advice.hide()
        card.body.addWidget(self.advice)
        self.body.addWidget(card)
        sealed = Label(self.tr("The shop is one encrypted file. Without its secret it is noise."), "small")
        self.body.addWidget(sealed, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.look, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(3)

    def _show_what(self, takes_pin: bool) -> None:
        if takes_pin:
            name = self.tr("Till PIN")
            self.secret.label.setText(name)
            self.secret.line.setAccessibleName(name)
            self.secret.set_hint(self.tr("The passphrase and the recovery key open it too."))

    def _try(self) -> None:
        self.model.try_secret(self.secret.text())

    def _show_error(self, error: str) -> None:
        self.secret.set_error(error)
        if error:
            self.secret.line.selectAll()
            self.secret.setFocus()

    def _show_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.secret.line.setReadOnly(busy)
        self.open.set_allowed(not busy, self.tr("Checking the secret"))

    def _show_trouble(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self.trouble.dismiss()
        else:
            self.trouble.tell(f"{trouble.title}. {trouble.text}", "danger")
