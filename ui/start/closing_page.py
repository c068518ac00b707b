"""The shop is closing: what is done meanwhile, for as long as it takes."""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtWidgets import QWidget

from ui.start.centred import Centred
from ui.start.start_window import StartWindow
from ui.widgets.busy_bar import BusyBar
from ui.widgets.cards import Card, Muted, Title

if TYPE_CHECKING:
    from shopdesk.viewmodels.open_shop import Desk

# ruff: noqa: PLC0415  storage is not loaded before somebody types the secret

_LOOK_SECONDS = 0.05


class ClosingPage(Centred):
    """Says that what was entered is backed up, and that the shop closes by itself then."""

    help_topic = "safety"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(480, parent)
        self.says = Muted(
            self.tr(
                "What was entered since the last backup is being backed up. The shop is closed after that."
            )
        ).wrap()
        self.body.addStretch(2)
        self.body.addWidget(Title(self.tr("The shop is closing")), 0, Qt.AlignmentFlag.AlignHCenter)
        card = Card(padding=24)
        card.body.addWidget(self.says)
        card.body.addWidget(BusyBar(self.tr("The shop is closing")))
        self.body.addWidget(card)
        self.body.addStretch(3)


def tell_of_closing(window: StartWindow, desk: "Desk") -> None:
    """Show the page if there is something to back up, before the shop's own window goes."""
    from shopdesk.viewmodels.backups import ends_with_backup

    if ends_with_backup(desk):
        window.show_page(ClosingPage())
        window.show()


def back_up_in_sight(desk: "Desk") -> None:
    """Make the backup of the day's end, and paint meanwhile; nobody can press anything."""
    from shopdesk.viewmodels.backups import back_up_at_end

    with ThreadPoolExecutor(1, "shopdesk-closing") as beside:
        under_way = beside.submit(back_up_at_end, desk)
        while wait((under_way,), _LOOK_SECONDS).not_done:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    under_way.result()
