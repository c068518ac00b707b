"""A shop that does not open: what is damaged, what can be saved, and the way back; shows a `RescueViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.ports import Prompter, Runner
from shopdesk.viewmodels.rescue import RescuePicture, RescueViewModel
from shopdesk.viewmodels.unlock import Trouble
from ui.start.centred import Centred
from ui.start.place import Place
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label, Muted, Title
from ui.widgets.fields import PassphraseField, show_errors
from ui.widgets.work_progress import WorkProgress


class RescuePage(Centred):
    """``again_asked_for`` when the person wants to try the shop once more; ``look`` opens a backup beside this."""

    help_topic = "safety"
    again_asked_for = Signal()

    def __init__(
        self,
        model: RescueViewModel,
        trouble: Trouble,
        look: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(720, parent)
        self.model = model
        self._look = look
        self.told = Banner(can_close=False)
        self.parts = QGridLayout()
        self.said = Label().wrap()
        self.secret = PassphraseField(self.tr("Passphrase of the backup’s day, or the recovery key"))
        self.other = Button(self.tr("Another backup…"), icon="folder-open")
        self.look = Button(self.tr("Look into it…"), icon="eye")
        self.save = Button(self.tr("Save who owes what…"), icon="printer")
        self.left = Button(self.tr("Save what can still be read…"), icon="download")
        self.again = Button(self.tr("Try the shop again"), kind="quiet")
        self.restore = Button(self.tr("Restore into a new folder"), kind="primary", key=self.tr("Enter"))
        self.open = Button(self.tr("Work with the restored shop"), kind="primary")
        self.progress = WorkProgress(model.work, self.tr("Restoring"), can_stop=True)
        self._lay_out(trouble)
        self._connect()
        self._unbind = (
            model.picture.bind(self._show),
            model.errors.bind(lambda errors: show_errors({"secret": self.secret}, errors)),
            model.work.busy.bind(lambda _busy: self._allow()),
            model.trouble.listen(lambda text: self._tell(text, "danger")),
            model.work.stopped.listen(lambda text: self._tell(text, "info")),
            model.notice.listen(lambda text: self._tell(text, "success")),
            model.restored.bind(self._show_restored),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the passphrase goes."""
        super().showEvent(event)
        self.secret.setFocus()

    def unbind(self) -> None:
        """Let the view-model go; work that is running stops at its next step and leaves nothing."""
        self.progress.unbind()
        self.model.work.stop()
        for stop in self._unbind:
            stop()

    def _lay_out(self, trouble: Trouble) -> None:
        look = theme()
        self.body.addStretch(1)
        self.body.addWidget(Title(trouble.title), 0, Qt.AlignmentFlag.AlignHCenter)
        place = Muted(str(self.model.folder)).wrap()
        place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(place)
        first = Card(padding=24)
        first.body.addWidget(Heading(self.tr("1  What is damaged")))
        self.parts.setHorizontalSpacing(look.px(20))
        self.parts.setVerticalSpacing(look.px(6))
        self.parts.setColumnStretch(1, 1)
        first.body.addLayout(self.parts)
        nothing = self.tr("Nothing here is changed by what follows: the damaged files stay as they are.")
        self.left.set_hint(
            self.tr(
                "All that can be read without a backup: customers with their balances, and entries, as CSV."
            )
        )
        below = QHBoxLayout()
        below.setSpacing(look.px(20))
        below.addWidget(Muted(nothing).wrap(), 1)
        below.addWidget(self.left)
        first.body.addLayout(below)
        self.body.addWidget(first)
        second = Card(padding=24)
        second.body.addWidget(Heading(self.tr("2  What it comes back from")))
        second.body.addWidget(self.said)
        second.body.addWidget(self.secret)
        second.body.addLayout(_row(self.other, self.look, self.save))
        self.body.addWidget(second)
        third = Card(padding=24)
        third.body.addWidget(Heading(self.tr("3  The way back")))
        how = self.tr(
            "The backup is restored into a new folder and proven there, and what was entered since is brought back "
            "from the journal. Then the restored shop takes the place of the damaged one, which is set aside."
        )
        third.body.addWidget(Muted(how).wrap())
        third.body.addWidget(self.progress)
        third.body.addWidget(self.told)
        third.body.addLayout(_row(self.again, None, self.restore, self.open))
        self.body.addWidget(third)
        self.body.addStretch(2)

    def _connect(self) -> None:
        model = self.model
        self.secret.edited.connect(lambda _text: self.secret.set_error(""))
        self.secret.line.returnPressed.connect(self.restore.click)
        self.other.clicked.connect(model.choose_backup)
        self.look.clicked.connect(self._look_into)
        self.save.clicked.connect(lambda: model.save_list(self.secret.text()))
        self.left.clicked.connect(lambda: model.save_what_is_left(self.secret.text()))
        self.restore.clicked.connect(lambda: model.restore(self.secret.text()))
        self.open.clicked.connect(model.put_in_place)
        self.again.clicked.connect(self.again_asked_for)

    def _look_into(self) -> None:
        picture = self.model.picture.value
        if picture is not None and picture.backup is not None:
            self._look(str(picture.backup))

    def _show(self, picture: RescuePicture | None) -> None:
        self._allow()
        if picture is None:
            self.said.setText(self.tr("Looking for the newest backup that is whole…"))
            return
        self.said.setText(picture.said)
        for row, (words, state, is_whole) in enumerate(picture.parts):
            for column, label in enumerate(
                (Label(words), Label(state, "muted" if is_whole else "note-danger"))
            ):
                old = self.parts.itemAtPosition(row, column)
                if old is not None and (widget := old.widget()) is not None:
                    widget.deleteLater()
                self.parts.addWidget(label, row, column)

    def _allow(self) -> None:
        """Let be pressed what can be done now, and say why not."""
        picture, running = self.model.picture.value, self.tr("It is running")
        busy = self.model.work.busy.value
        why = running if busy else self.tr("There is nothing to restore from yet")
        for button in (self.look, self.save, self.restore):
            button.set_allowed(not busy and picture is not None and picture.backup is not None, why)
        nothing = self.tr("There is nothing to be read: its file or its keys are gone")
        readable = picture is not None and picture.can_be_read
        self.left.set_allowed(not busy and readable, running if busy else nothing)
        for button in (self.other, self.again, self.open):
            button.set_allowed(not busy, running)

    def _show_restored(self, text: str) -> None:
        self.open.setVisible(bool(text))
        self.restore.setVisible(not text)
        if text:
            self._tell(text, "success")
            self.open.setFocus()

    def _tell(self, text: str, role: str) -> None:
        if text:
            self.told.tell(text, role)
        else:
            self.told.dismiss()


def rescue_page(
    place: Place,
    trouble: Trouble,
    runner: Runner,
    prompter: Prompter,
    computer: Computer,
    look: Callable[[str], bool],
) -> RescuePage:
    """Return the page on what is wrong at a place; its view-model has not looked yet."""
    model = RescueViewModel(place.folder, place.open_copy, runner, prompter, computer, trouble.what)
    return RescuePage(model, trouble, look)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Lay buttons side by side; None is the room between left and right."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(10))
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    if None not in widgets:
        row.addStretch(1)
    return row
