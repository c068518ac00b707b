"""A card of rows under headings that scroll, with how many there are below; each row has buttons of its own."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Rule
from ui.widgets.scrolling import scrolling
from ui.widgets.table_card import TableCard


class ButtonRow(Protocol):
    """A row: a widget with buttons that fold where there is little room."""

    def first_button(self) -> Button:
        """Return the button that stands first."""

    def share_room(self, width: int) -> None:
        """Let the buttons fold where the words would have no room."""


R = TypeVar("R", bound=ButtonRow)


class GroupedRows(TableCard, Generic[R]):
    """``rows`` are those that stand there; ``below`` them ``more`` asks for further ones, and ``foot`` counts them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        look = theme()
        self.rows: list[R] = []
        self.more = Button(self.tr("Show more"))
        self.foot = Label("", "small")
        self._inside = QFrame()
        set_role(self._inside, "page")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._area = scrolling(self._inside)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(Rule())
        self.below = QWidget()
        below = QHBoxLayout(self.below)
        below.setContentsMargins(look.px(16), look.px(6), look.px(12), look.px(6))
        below.addWidget(self.foot, 1)
        below.addWidget(self.more)
        self.body.addWidget(self.below)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[R]]], nothing: str) -> None:
        """Put rows under their headings, or say that there is nothing; the finger stays where it was."""
        at = next(
            (place for place, row in enumerate(self._widgets()) if row.isAncestorOf(self.focusWidget())), None
        )
        self._clear()
        for heading, rows in groups:
            self._column.addWidget(_heading(heading))
            self.rows += rows
            for row in rows:
                self._column.addWidget(cast("QWidget", row))
        if not groups:
            self._column.addStretch(1)
            self._column.addWidget(_nothing(nothing))
        self._column.addStretch(1)
        self._share_room()
        if at is not None and self.rows:
            # What was seen to is gone: the next one takes its place under the finger.
            self.rows[min(at, len(self.rows) - 1)].first_button().setFocus()

    def enter(self) -> None:
        """Put the cursor on the first thing to do."""
        if self.rows:
            self.rows[0].first_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows share the room out again."""
        super().resizeEvent(event)
        self._share_room()

    def _widgets(self) -> list[QWidget]:
        return [cast("QWidget", row) for row in self.rows]

    def _share_room(self) -> None:
        # Not the width of the rows: while their buttons are not folded, they are wider than what is seen.
        seen = self._area.viewport().width()
        for row in self.rows:
            row.share_room(seen)
        # Rows that were just put there count for nothing in the layout before they are shown.
        items = filter(None, map(self._column.itemAt, range(self._column.count())))
        least = sum(
            widget.minimumSizeHint().height() for widget in (item.widget() for item in items) if widget
        )
        self._inside.setMinimumHeight(least)
        self._inside.resize(seen, max(self._inside.height(), least))

    def _clear(self) -> None:
        self.rows = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _heading(words: str) -> QWidget:
    look = theme()
    label = Label(words, "group")
    label.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
    return label


def _nothing(words: str) -> QWidget:
    look = theme()
    label = Label(words, "muted").wrap()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setContentsMargins(look.px(40), 0, look.px(40), 0)
    return label
