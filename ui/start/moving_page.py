"""A shop that comes from another computer: its backup, and the secret of its day; shows a `MovingInViewModel`."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.moving_in import MovingInViewModel
from ui.start.centred import Centred
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label, Muted, Title
from ui.widgets.fields import PassphraseField, show_errors
from ui.widgets.work_progress import WorkProgress


class MovingPage(Centred):
    """``back_asked_for`` when the person would rather set up a new shop."""

    help_topic = "safety"
    back_asked_for = Signal()

    def __init__(self, model: MovingInViewModel, parent: QWidget | None = None) -> None:
        super().__init__(640, parent)
        self.model = model
        self.choose = Button(self.tr("Choose the backup…"), icon="folder-open")
        self.said = Label().wrap()
        self.wrong = Label("", "note-danger").wrap()
        self.secret = PassphraseField(self.tr("Passphrase of that day, or the recovery key"))
        self.progress = WorkProgress(model.work, self.tr("Bringing the shop here"), can_stop=True)
        self.told = Banner(can_close=False)
        self.back = Button(self.tr("Back"))
        self.bring = Button(self.tr("Bring the shop here"), kind="primary", key=self.tr("Enter"))
        self._lay_out()
        self.choose.clicked.connect(model.choose)
        self.back.clicked.connect(self.back_asked_for)
        self.bring.clicked.connect(lambda: model.move_in(self.secret.text()))
        self.secret.edited.connect(lambda _text: self.secret.set_error(""))
        self.secret.line.returnPressed.connect(self.bring.click)
        self._unbind = (
            model.backup.bind(self._show_backup),
            model.said.bind(self.said.setText),
            model.errors.bind(self._show_errors),
            model.work.busy.bind(self._show_busy),
            model.trouble.listen(lambda text: self._tell(text, "danger")),
            model.work.stopped.listen(lambda text: self._tell(text, "info")),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the file."""
        super().showEvent(event)
        self.choose.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.back.isEnabled():
            self.back_asked_for.emit()
        else:
            super().keyPressEvent(event)

    def unbind(self) -> None:
        """Let the view-model go; work that is running stops at its next step and leaves nothing."""
        self.progress.unbind()
        self.model.work.stop()
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        look = theme()
        self.body.addStretch(1)
        self.body.addWidget(Title(self.tr("Bring your shop here")))
        card = Card(padding=26)
        card.body.addWidget(Heading(self.tr("From another computer, or back from a backup")))
        how = self.tr(
            "On the old computer: Back office, Back up now. Carry the file here on a stick, or take the newest one "
            "from your second place. It holds everything up to when it was made; from then on work on this computer."
        )
        card.body.addWidget(Muted(how).wrap())
        card.body.addSpacing(look.px(8))
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.choose)
        row.addWidget(self.said, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.wrong)
        card.body.addWidget(self.secret)
        card.body.addWidget(self.progress)
        card.body.addWidget(self.told)
        place = Muted(self.tr("It will lie in {0}.").format(self.model.folder)).wrap()
        card.body.addWidget(place)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.bring)
        card.body.addLayout(row)
        self.body.addWidget(card)
        self.body.addStretch(2)

    def _show_backup(self, backup: Path | None) -> None:
        self.said.setVisible(backup is not None)
        if backup is not None:
            self.secret.setFocus()

    def _show_errors(self, errors: dict[str, str]) -> None:
        show_errors({"secret": self.secret}, errors)
        wrong = errors.get("backup", "")
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    def _show_busy(self, busy: bool) -> None:
        for button in (self.choose, self.back, self.bring):
            button.set_allowed(not busy, self.tr("It is running"))

    def _tell(self, text: str, role: str) -> None:
        if text:
            self.told.tell(text, role)
        else:
            self.told.dismiss()
