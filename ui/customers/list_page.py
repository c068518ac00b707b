"""A page of the detail dialog that lists lines of one kind, each of which may be opened."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.viewmodels.observable import Observable
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import theme

T = TypeVar("T")
_SIDES, _LOW_SIDES = 16, 6
_LOW = 260


class Listing(Protocol[T]):
    """A view-model of lines, None until they were read; ``trouble`` says why they cannot be."""

    lines: Observable[tuple[T, ...] | None]
    trouble: Observable[str]


class ListPage(QWidget, Generic[T]):
    """``asked_for`` names what is to be opened, None for a new one; begin with `lay_out`, bind with `follow`."""

    asked_for = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: tuple[Callable[[], None], ...] = ()

    def lay_out(self, table: PageTable[T], empty: str) -> None:
        """Put the table there, and what is said when it is empty."""
        look = theme()
        self.table = table
        self.card = PageCard(table, empty)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(look.px(24), look.px(_SIDES), look.px(24), look.px(_SIDES))
        self.column.setSpacing(look.px(12))
        self.column.addWidget(self.card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the lines the room around them where there is little height, as large text makes it soon."""
        super().resizeEvent(event)
        look = theme()
        above = look.px(_LOW_SIDES if self.height() < look.px(_LOW) else _SIDES)
        self.column.setContentsMargins(look.px(24), above, look.px(24), above)

    def follow(self, *stops: Callable[[], None]) -> None:
        """Keep what stops following the view-model."""
        self._stops += stops

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._stops:
            stop()

    def list_lines(self, model: Listing[T], opened: Callable[[T], object]) -> None:
        """Show the lines of a view-model; pressing one asks for what ``opened`` makes of it."""

        def show(lines: tuple[T, ...] | None) -> None:
            if lines is not None:
                self.card.show_lines(lines)

        def open_(index: QModelIndex) -> None:
            self.asked_for.emit(opened(self.table.lines.line(index.row())))

        self.table.clicked.connect(open_)
        self.table.activated.connect(open_)
        self.follow(model.lines.bind(show), model.trouble.bind(self.say))

    def say(self, trouble: str) -> None:
        """Say why nothing can be shown."""
        if trouble:
            self.card.empty.setText(trouble)
            self.card.show_lines(())
