"""Restoring a backup into a new folder: its secret, the place, and what came of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.restoring import RestoringViewModel
from ui.looking import look_into
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Heading, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, PassphraseField, show_errors
from ui.widgets.work_progress import WorkProgress

_PATH = 500


class RestoreDialog(Dialog):
    """Shows a `RestoringViewModel`."""

    help_topic = "safety"

    def __init__(
        self,
        model: RestoringViewModel,
        prompter: Prompter,
        parent: QWidget,
        look: Callable[[str], bool] = look_into,
    ) -> None:
        super().__init__(parent.tr("Restore a backup"), parent)
        self.model = model
        self._ask = prompter
        self.secret = PassphraseField(self.tr("Passphrase of that day, or the recovery key"))
        self.folder = Field(self.tr("Into a new folder"), limit=_PATH)
        self.browse = Button(self.tr("Choose…"), icon="folder-open")
        self.replay = CheckBox(self.tr("Bring over what was entered since"))
        self.progress = WorkProgress(model.work, self.tr("Restoring"))
        self.told = Banner(can_close=False)
        self.look = Button(self.tr("Look into it…"), icon="eye")
        self.look.set_hint(self.tr("Opens it in a window of its own, in which nothing can be entered."))
        self.cancel = Button(self.tr("Close"))
        self.restore = Button(self.tr("Restore", "backup"), kind="primary", key=self.tr("Enter"))
        self._lay_out()
        self.folder.set_text(model.suggested)
        self.replay.setChecked(True)
        self.browse.clicked.connect(self._choose)
        self.look.clicked.connect(lambda: look(str(model.backup)))
        self.cancel.clicked.connect(self.reject)
        self.restore.clicked.connect(self._send)
        for field in (self.secret, self.folder):
            field.line.returnPressed.connect(self._send)
            field.edited.connect(lambda _text, field=field: field.set_error(""))
        stops = (
            model.errors.bind(self._show_errors),
            model.busy.bind(self._show_busy),
            model.trouble.listen(lambda text: self._tell(text, "danger")),
            model.work.stopped.listen(lambda text: self._tell(text, "info")),
            model.done.listen(lambda text: self._tell(text, "success")),
        )
        self.finished.connect(lambda _result: [stop() for stop in (*stops, self.progress.unbind)])
        self.secret.setFocus()

    def reject(self) -> None:
        """Stop what is running, at its next step and leaving nothing, else close."""
        if self.model.busy.value:
            self.model.work.stop()
        else:
            super().reject()

    def _lay_out(self) -> None:
        look = theme()
        self.be_wide(560)
        self.body.addWidget(Heading(self.model.backup.name))
        what = self.tr(
            "The backup is restored into a new folder and proven there. The shop that is open stays as it is, so this "
            "is a good drill for a quiet day."
        )
        self.body.addWidget(Muted(what).wrap())
        self.body.addWidget(self.secret)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        self.body.addLayout(row)
        self.body.addWidget(self.replay)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_left(self.look)
        self.add_right(self.cancel)
        self.add_right(self.restore)

    def _choose(self) -> None:
        path = self._ask.save_path(self.tr("A new folder for the restored shop"), self.folder.text())
        if path:
            self.folder.set_text(path)

    def _send(self) -> None:
        self.told.dismiss()
        self.model.restore(self.secret.text(), self.folder.text(), replay=self.replay.isChecked())

    def _show_errors(self, errors: dict[str, str]) -> None:
        show_errors({"secret": self.secret, "folder": self.folder}, errors)

    def _show_busy(self, busy: bool) -> None:
        self.restore.set_allowed(not busy, self.tr("It is running"))
        self.cancel.set_text(self.tr("Stop") if busy else self.tr("Close"))

    def _tell(self, text: str, role: str) -> None:
        if text:
            self.told.tell(text, role)
