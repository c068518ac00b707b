"""A dialog about long work: the window beside it goes on, and it can be put aside until the work is done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.long_work import LongWork
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.work_progress import WorkProgress


class WorkingDialog(Dialog):
    """Closing it stops what runs. Whoever shows it takes it when it is put aside (`ui.work_aside`).

    ``told`` has how the work ended, and in which role of a banner; ``stop`` ends the work.
    """

    told = Signal(str, str)
    put_aside = Signal()

    def __init__(
        self, title: str, work: LongWork, stop: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.work = work
        self._stop = stop
        self.banner = Banner()
        self.progress = WorkProgress(work, self.tr("Working"))
        self.aside = Button(self.tr("Go on meanwhile"), icon="chevron-down")
        self.close_button = Button(self.tr("Close"), key=self.tr("Esc"))
        for button in (self.aside, self.close_button):
            button.set_tall(44)
        self.aside.clicked.connect(self.put_aside)
        self.close_button.clicked.connect(self.reject)
        stops = (
            self.progress.unbind,
            work.busy.bind(self._show_working),
            work.stopped.listen(lambda text: self.tell(text, "info")),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])

    def reject(self) -> None:
        """Stop what is running, else close."""
        if self.work.busy.value:
            self._stop()
        else:
            super().reject()

    def tell(self, text: str, role: str) -> None:
        """Say how it ended; nothing when it begins anew."""
        if text:
            self.banner.tell(text, role)
            self.told.emit(text, role)
        else:
            self.banner.dismiss()

    def come_back(self) -> None:
        """Stand beside the window again."""
        self.show()
        self.raise_()
        self.activateWindow()

    def _show_working(self, busy: bool) -> None:
        self.close_button.set_text(self.tr("Stop") if busy else self.tr("Close"))
        self.aside.set_allowed(busy, self.tr("Nothing is running."))
        if not busy and self.isVisible():
            self.close_button.setFocus()  # what began it could not keep the focus
