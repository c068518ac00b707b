"""An older copy of the shop's file: what it lacks is brought back, or left out, before anybody signs in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.missing_entries import MissingEntriesViewModel
from ui.start.centred import Centred
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label, Title


class MissingPage(Centred):
    """Shows a `MissingEntriesViewModel`."""

    help_topic = "safety"

    def __init__(self, model: MissingEntriesViewModel, parent: QWidget | None = None) -> None:
        super().__init__(560, parent)
        self.model = model
        self.text = Label().wrap()
        self.trouble = Banner(can_close=False)
        self.progress = BusyBar(self.tr("Bringing them back"), keeps_room=True)
        self.bring_back = Button(self.tr("Bring them back"), kind="primary")
        self.leave_out = Button(self.tr("Leave them out…"), kind="danger")
        self._lay_out()
        self.bring_back.clicked.connect(model.bring_back)
        self.leave_out.clicked.connect(model.leave_out)
        self._unbind = (
            model.text.bind(self.text.setText),
            model.busy.bind(self._show_busy),
            model.trouble.bind(self._show_trouble),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter do what loses nothing."""
        super().showEvent(event)
        self.bring_back.setFocus()

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        look = theme()
        self.body.addStretch(2)
        self.body.addWidget(Title(self.tr("Entries are missing")), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(look.px(8))
        self.body.addWidget(self.trouble)
        card = Card(padding=24)
        card.body.addWidget(self.text)
        card.body.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.leave_out)
        row.addStretch(1)
        row.addWidget(self.bring_back)
        card.body.addLayout(row)
        self.body.addWidget(card)
        self.body.addStretch(3)

    def _show_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        for button in (self.bring_back, self.leave_out):
            button.set_allowed(not busy, self.tr("This takes a moment"))

    def _show_trouble(self, text: str) -> None:
        if text:
            self.trouble.tell(text, "danger")
        else:
            self.trouble.dismiss()
