"""What the dialogs that post to an account share: they tell what was done and close."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.posting import PostingViewModel
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.cards import Muted
from ui.widgets.form_dialog import FormDialog

_PATIENCE_MS = 800
"""A posting takes some hundredths of a second: what takes longer waits for an import, or for another window."""


class PostingDialog(FormDialog):
    """``posted`` tells the `Notice`, and whether the receipt is to be printed at once."""

    posted = Signal(object, bool)

    def __init__(
        self, title: str, model: PostingViewModel, prompter: Prompter, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, model, prompter, parent)
        self._prints = False
        self._model = model
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.waits = Muted(
            self.tr("Something else is being written: this is saved right after it."), self
        ).wrap()
        self.waits.setContentsMargins(theme().px(26), theme().px(8), theme().px(26), theme().px(8))
        self.waits.hide()
        self._patience.timeout.connect(self._say_that_it_waits)
        self.stand_above_buttons(self.waits)
        self.follow(
            model.done.listen(self._finish),
            model.owner.needed.listen(self._ask_for_day),
            model.busy.listen(self._wait),
        )

    def _wait(self, busy: bool) -> None:
        self.waits.hide()
        if busy:
            self._patience.start()
        else:
            self._patience.stop()

    def _say_that_it_waits(self) -> None:
        self.waits.show()
        announce(self.waits, self.waits.text())

    def _ask_for_day(self, needed: object) -> None:
        """Ask an owner for the PIN that an entry of an earlier day needs."""
        if needed is None:
            return
        dialog = OwnerPinDialog(self._model.owner.approval(), self.prompter, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.approved.connect(lambda approved, _why: self._model.take_owner(approved))
        dialog.open()

    def _finish(self, notice: Notice | None) -> None:
        if notice is not None:
            self.posted.emit(notice, self._prints)
            self.accept()
