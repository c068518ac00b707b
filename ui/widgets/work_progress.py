"""Long work as it is seen: a word on how far it is, and a bar; hidden while nothing runs or nothing is said."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.long_work import LongWork
from ui.theme import theme
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button
from ui.widgets.cards import Muted

_LOOK_MS = 100


class WorkProgress(QWidget):
    """Asks a `LongWork` how far it is while it runs, until `unbind`; ``name`` says to a screen reader what it is.

    With ``can_stop`` a button beside the bar stops it: for where no other does.
    """

    def __init__(
        self, work: LongWork, name: str, *, can_stop: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.says = Muted().wrap()
        self.bar = BusyBar(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self.says)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        if can_stop:
            stop = Button(self.tr("Stop"))
            stop.set_tall(44)
            stop.clicked.connect(work.stop)
            row.addWidget(stop)
        column.addLayout(row)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(work.poll)
        self._stops = (work.text.bind(self._say), work.busy.bind(self._show_busy))

    def unbind(self) -> None:
        """Look no further."""
        self._watch.stop()
        for stop in self._stops:
            stop()

    def _say(self, text: str) -> None:
        self.says.setText(text)
        self.setVisible(bool(text))

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self._watch.start()
        else:
            self._watch.stop()
