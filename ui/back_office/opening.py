"""Opens the dialogs of the back office over the window: the close of the day, the journal, a restoring."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.account_models import Follow
from shopdesk.viewmodels.close_day import CloseDayViewModel
from shopdesk.viewmodels.journal import JournalViewModel
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.ports import Prompter, Runner
from shopdesk.viewmodels.rescue import BACKUP_FILES
from shopdesk.viewmodels.restoring import RestoringViewModel
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.back_office.journal_dialog import JournalDialog
from ui.back_office.restore_dialog import RestoreDialog
from ui.printing import PaperPrinter


def open_close_of_day(
    model: CloseDayViewModel,
    prompter: Prompter,
    printer: PaperPrinter,
    follow: Follow,
    closed: Callable[[], None],
    window: QWidget,
) -> None:
    """Open the close of the day, or bring the one that is open to the front; ``closed`` is called after a close."""
    found = next((each for each in window.findChildren(CloseDayDialog) if each.isVisible()), None)
    if found is not None:
        found.activateWindow()
        return

    def print_pdf(pdf: bytes, title: str) -> None:
        printer.print_pdf(pdf, title, model.tell)

    dialog = CloseDayDialog(model, print_pdf, prompter, window)
    stop = follow(model.on_changes)
    model.just_closed.listen(lambda _times: closed())
    dialog.finished.connect(lambda _result: stop())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_journal(
    desk: Desk,
    runner: Runner,
    prompter: Prompter,
    choose_customer: Callable[[Callable[[int], None]], None],
    window: QWidget,
) -> None:
    """Open the journal: who did what."""
    dialog = JournalDialog(JournalViewModel(desk, runner, prompter), choose_customer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_restoring(desk: Desk, runner: Runner, prompter: Prompter, backup: str, window: QWidget) -> None:
    """Open the restoring of a backup; of a file that is asked for when none is named."""
    path = backup or prompter.open_path(window.tr("Choose a backup"), BACKUP_FILES)
    if not path:
        return
    dialog = RestoreDialog(RestoringViewModel(desk, runner, Path(path)), prompter, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
