"""How safe the shop is: the last backup, one more on request, those that are kept, and the second place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopdesk.viewmodels.backups import BackupsViewModel, Safety
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label, Muted
from ui.widgets.fields import Field
from ui.widgets.work_progress import WorkProgress

_PATH = 500


class BackupCard(Card):
    """Shows a `BackupsViewModel`; ``restore_asked_for`` with the path of a backup, or nothing for another file."""

    help_topic = "safety"
    restore_asked_for = Signal(str)

    def __init__(self, model: BackupsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.back_up = Button(self.tr("Back up now"), icon="save").entering()
        self.stop = Button(self.tr("Stop"))
        self.other = Button(self.tr("Restore a file…"), kind="quiet")
        self.keep = Button(self.tr("Save")).entering()
        self.standing = Banner(can_close=False)
        self.trouble = Banner(can_close=False)
        self.progress = WorkProgress(model.work, self.tr("Backing up"))
        hint = self.tr("A folder on another disk or stick; empty for none.")
        self.second = Field(self.tr("Copy every backup to"), hint=hint, limit=_PATH)
        self.restores: list[Button] = []
        self._place = QWidget()
        self._lay_out()
        self.back_up.clicked.connect(model.back_up)
        self.stop.clicked.connect(model.work.stop)
        self.other.clicked.connect(lambda: self.restore_asked_for.emit(""))
        self.keep.clicked.connect(lambda: model.choose_second_place(self.second.text()))
        self.second.line.returnPressed.connect(self.keep.click)
        self.second.edited.connect(lambda _text: self.second.set_error(""))
        self._unbind = (
            model.busy.bind(self._show_busy),
            model.work.busy.bind(lambda busy: self.stop.set_allowed(busy, self.tr("Nothing is running"))),
            model.safety.bind(self._show_safety),
            model.trouble.bind(lambda text: self._show_end(text, "danger")),
            model.work.stopped.listen(lambda text: self._show_end(text, "info")),
            model.second_place.bind(self.second.set_text),
            model.second_place_error.bind(self.second.set_error),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        self.progress.unbind()
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        look = theme()
        self.add_head(self.tr("Backups"), self.other, self.stop, self.back_up)
        what = self.tr(
            "Made by itself every half hour in which something was entered, and at the day’s end. Each is encrypted, "
            "and proven before it counts."
        )
        self.body.addWidget(Muted(what).wrap())
        self.body.addWidget(self.progress)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.standing)
        self.body.addWidget(self._place)
        self.body.addSpacing(look.px(4))
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.second, 1)
        row.addWidget(self.keep)
        self.body.addLayout(row)
        why_not = self.model.why_not
        for button in (self.other, self.keep):
            button.set_allowed(not why_not, why_not)
        self.second.line.setReadOnly(bool(why_not))

    def _show_busy(self, busy: bool) -> None:
        why_not = self.model.why_not or (self.tr("It is running") if busy else "")
        self.back_up.set_allowed(not why_not, why_not)

    def _show_end(self, text: str, role: str) -> None:
        if text:
            self.trouble.tell(text, role)
        else:
            self.trouble.dismiss()

    def _show_safety(self, safety: Safety | None) -> None:
        if safety is None:
            return
        self.standing.tell(safety.text, safety.role)
        look = theme()
        place = QWidget()
        rows = QGridLayout(place)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(look.px(14))
        rows.setVerticalSpacing(look.px(4))
        rows.setColumnStretch(0, 1)
        self.restores.clear()
        for number, line in enumerate(safety.lines):
            button = Button(self.tr("Restore…"))
            button.setAccessibleName(self.tr("Restore the backup of {0}").format(line.when))
            button.set_allowed(not self.model.why_not, self.model.why_not)
            button.clicked.connect(
                lambda _checked=False, path=str(line.path): self.restore_asked_for.emit(path)
            )
            rows.addWidget(Label(line.when, "strong"), number, 0)
            rows.addWidget(Muted(line.size), number, 1)
            rows.addWidget(button, number, 2)
            self.restores.append(button)
        if safety.more:
            rows.addWidget(Muted(safety.more), len(safety.lines), 0)
        self.body.replaceWidget(self._place, place)
        self._place.deleteLater()
        self._place = place
