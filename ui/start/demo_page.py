"""Making the demo shop takes a while: what is being done, and how much of it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from shopdesk.viewmodels.demo import DemoViewModel
from ui.start.centred import Centred
from ui.widgets.banner import Banner
from ui.widgets.cards import Card, Muted, Title

_LOOK_MS = 100


class DemoPage(Centred):
    """Shows a `DemoViewModel`."""

    help_topic = "begin"

    def __init__(self, model: DemoViewModel, parent: QWidget | None = None) -> None:
        super().__init__(480, parent)
        self.model = model
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Making the demo shop"))
        self.says = Muted().wrap()
        self.trouble = Banner(can_close=False)
        self.body.addStretch(2)
        self.body.addWidget(Title(self.tr("Making the demo shop")), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.trouble)
        card = Card(padding=24)
        card.body.addWidget(self.says)
        card.body.addWidget(self.progress)
        self.body.addWidget(card)
        self.body.addStretch(3)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(model.poll)
        self._watch.start()
        self._unbind = (
            model.percent.bind(self.progress.setValue),
            model.work.text.bind(self.says.setText),
            model.trouble.bind(self._show_trouble),
        )

    def unbind(self) -> None:
        """Let the view-model go; what is still being made is given up."""
        self._watch.stop()
        self.model.work.stop()
        for stop in self._unbind:
            stop()

    def _show_trouble(self, text: str) -> None:
        if text:
            self._watch.stop()
            self.trouble.tell(text, "danger")
