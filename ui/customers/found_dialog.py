"""A dialog that looks through the whole book and lists what it found, a card each."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.viewmodels.long_work import LongWork
from ui.theme import set_role, theme
from ui.widgets.cards import Card, Label
from ui.widgets.dialog import Dialog
from ui.widgets.work_progress import WorkProgress

MOST_SHOWN = 50


class FoundDialog(Dialog):
    """Put what is above the cards into ``column`` first, then `lay_out`; bind with `follow`."""

    def __init__(self, title: str, work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._work = work
        look = theme()
        self.told = Label("", "muted").wrap()
        self.progress = WorkProgress(work, title)
        paper = QFrame()
        set_role(paper, "page")
        self.column = QVBoxLayout(paper)
        self.column.setContentsMargins(look.px(26), look.px(22), look.px(26), look.px(16))
        self.column.setSpacing(look.px(10))
        self._inside = QWidget()
        self._stops: tuple[Callable[[], None], ...] = (self.progress.unbind,)
        self.scroll_over(paper)

    def lay_out(self) -> None:
        """Put the cards below what is there, with what is said of them."""
        for widget in (self.told, self.progress, self._inside):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def follow(self, *stops: Callable[[], None]) -> None:
        """Keep what stops following the view-model."""
        self._stops += stops

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these in place of those before."""
        old, self._inside = self._inside, QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for card in cards:
            column.addWidget(card)
        self.column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()

    def done(self, result: int) -> None:
        """Close, look no further, and stop following the view-model."""
        self._work.stop()
        for stop in self._stops:
            stop()
        super().done(result)
