"""One thing to see to: its mark, when, what, and a button for each thing that can be done about it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import set_role, theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.kind_mark import MARK, KindMark

_WHEN = 106
_TIGHT, _TIGHT_WHEN = 480, 70


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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(16), look.px(7), look.px(12), look.px(7))
        self._row.setSpacing(look.px(8))
        self._mark = KindMark(line.mark, pair)
        self._when = ElidedLabel(line.when, line.tone or "strong")
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.detail = ElidedLabel(line.title, "strong"), ElidedLabel(line.detail, "small")
        for label in (self.title, self.detail):
            words.addWidget(label)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._when)
        self._row.addLayout(words, 1)

    def show_buttons(self, buttons: Sequence[Button]) -> None:
        """Put these behind the words, the most likely first."""
        self._shown = tuple(buttons)
        for button in buttons:
            button.setAccessibleDescription(self.title.text())
            self._row.addWidget(button)

    def first_button(self) -> Button:
        """Return the button that stands first."""
        return self._shown[0]

    def share_room(self, width: int) -> None:
        """Let the buttons fold to their drawings where the words would have no room, and the mark go at large text."""
        look = theme()
        is_tight = width < look.px(_TIGHT)
        self._mark.setVisible(not is_tight)
        self._when.setFixedWidth(look.px(_TIGHT_WHEN if is_tight else _WHEN))
        taken = look.px(16 + MARK + _WHEN + self._room + 12 + 8 * (3 + len(self._shown)))
        fold_to_fit((self._shown[1:], self._shown[:1]), width - taken)
