"""One thing to see to: its mark, when, what, and a button for each thing that can be done about it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import set_role, theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.kind_mark import MARK, KindMark

_WHEN = 106
_STACKED = 600
"""Narrower than this, in pixels of the design, the buttons stand below the words."""


class WorkLine(Protocol):
    """What a row says; ``tone`` colours when it is or was to be done."""

    @property
    def mark(self) -> str:
        """Return two or three letters for its kind."""

    @property
    def when(self) -> str:
        """Return when it is to be done, or since when it waits."""

    @property
    def title(self) -> str:
        """Return what it is."""

    @property
    def detail(self) -> str:
        """Return what else helps."""

    @property
    def tone(self) -> str:
        """Return how pressing it is, nothing for not."""


class WorkRow(QFrame):
    """Fill it with `show_buttons`; ``pair`` colours its mark, ``room`` is what its words need at the least."""

    def __init__(self, line: WorkLine, pair: int, room: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "reminder")
        look = theme()
        self._room = room
        self._shown: tuple[Button, ...] = ()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(look.px(16), look.px(7), look.px(12), look.px(7))
        self._row.setSpacing(look.px(8))
        when = Label(line.when, line.tone or "strong").wrap()
        when.setFixedWidth(look.px(_WHEN))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.detail = ElidedLabel(line.title, "strong"), ElidedLabel(line.detail, "small")
        for label in (self.title, self.detail):
            words.addWidget(label)
        said, self._deeds = QHBoxLayout(), QHBoxLayout()
        for line_of_it in (said, self._deeds):
            line_of_it.setSpacing(look.px(8))
        said.addWidget(KindMark(line.mark, pair))
        said.addWidget(when)
        said.addLayout(words, 1)
        self._row.addLayout(said, 1)
        self._row.addLayout(self._deeds)

    def show_buttons(self, buttons: Sequence[Button]) -> None:
        """Put these behind the words, or below them, the most likely first."""
        self._shown = tuple(buttons)
        for button in buttons:
            button.setAccessibleDescription(self.title.text())
            self._deeds.addWidget(button)
        self._deeds.addStretch()

    def first_button(self) -> Button:
        """Return the button that stands first."""
        return self._shown[0]

    def share_room(self, width: int) -> None:
        """Let the buttons fold to their drawings where the words would have no room, or go below them at large text."""
        look = theme()
        is_stacked = width < look.px(_STACKED)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight
        )
        beside = 0 if is_stacked else MARK + _WHEN + self._room + 8 * 3
        taken = look.px(16 + beside + 12 + 8 * len(self._shown))
        fold_to_fit((self._shown[1:], self._shown[:1]), width - taken)
