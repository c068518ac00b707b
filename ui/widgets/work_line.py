"""How far long work is: what it says of itself over a bar that moves, hidden while nothing is done."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from shopdesk.viewmodels.long_work import LongWork
from ui.theme import theme
from ui.widgets.cards import Muted

_LOOK_MS = 100


class WorkLine(QWidget):
    """Asks a `LongWork` how far it is while it is busy."""

    def __init__(self, work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says = Muted()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Working"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.says)
        column.addWidget(bar)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(work.poll)
        self._unbind = (work.text.bind(self.says.setText), work.busy.bind(self._show_busy))

    def unbind(self) -> None:
        """Let the work go."""
        self._watch.stop()
        for stop in self._unbind:
            stop()

    def _show_busy(self, busy: bool) -> None:
        self.setVisible(busy)
        if busy:
            self._watch.start()
        else:
            self._watch.stop()
