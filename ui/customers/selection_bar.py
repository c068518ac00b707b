"""The bar over the list while customers are marked: how many, and what can be done with all of them."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from shopdesk.viewmodels.selection import SelectionViewModel
from ui import shortcuts
from ui.theme import set_role, theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.cards import Label

_GAPS = 16 + 8 + 8 * 8
"""The margins of the bar and the room between what stands in it."""


class SelectionBar(QFrame):
    """Shows a `SelectionViewModel`; the page connects the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: SelectionViewModel
        self._unbind: tuple[Callable[[], None], ...] = ()
        look = theme()
        set_role(self, "banner-info")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(5), look.px(8), look.px(5))
        row.setSpacing(look.px(8))
        self.said = Label("", "strong")
        self.all = Button(self.tr("Select all shown"), kind="quiet")
        self.tags = Button(self.tr("Tags…"), icon="tag").entering()
        self.export = Button(self.tr("Export…"), icon="download")
        self.statements = Button(self.tr("Statements…"), icon="file-text")
        self.labels = Button(self.tr("Labels…"), icon="credit-card")
        self.messages = Button(self.tr("Message…"), icon="mail").entering()
        self.end = Button(self.tr("Done"), key=self.tr("Esc"))
        self.tags.set_hint(shortcuts.shown("tags"))
        row.addWidget(self.said)
        row.addWidget(self.all)
        row.addStretch(1)
        for button in (self.tags, self.export, self.labels, self.statements, self.messages, self.end):
            row.addWidget(button)
        self.hide()

    def bind(self, model: SelectionViewModel) -> None:
        """Show from now on who is marked here."""
        self._model = model
        self.end.clicked.connect(lambda: model.choose(choosing=False))
        self._unbind = (model.choosing.bind(self.setVisible), model.marked.bind(lambda _marked: self._show()))

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what is asked for least where there is no room for all."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        beside = (self.said, self.all, self.end)
        taken = sum(each.sizeHint().width() for each in beside) + theme().px(_GAPS)
        fold_to_fit(
            ((self.labels, self.export), (self.statements, self.messages, self.tags)), self.width() - taken
        )

    def allow(self, button: Button) -> None:
        """Let a button be pressed where somebody is marked."""
        button.set_allowed(bool(self._model.marked.value), self.tr("Mark a customer first."))

    def _show(self) -> None:
        self.said.setText(self._model.words)
        self.allow(self.tags)
        self._fold()
