"""One reminder: its mark, when, what, and what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.reminder import ReminderKind
from shopdesk.viewmodels.reminders import SNOOZES, ReminderLine
from ui.theme import set_role, theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.filter_tools import fill_menu
from ui.widgets.kind_mark import MARK, KindMark

_WHEN = 106
_ROOM_FOR_WORDS = 200
_COLOURS = {
    ReminderKind.PROMISE: 0,
    ReminderKind.DEBT: 0,
    ReminderKind.FOLLOW_UP: 1,
    ReminderKind.BIRTHDAY: 4,
    ReminderKind.SPOUSE_BIRTHDAY: 4,
    ReminderKind.ANNIVERSARY: 2,
}
"""Which of the soft pairs of the avatars a kind is marked with."""


class ReminderRow(QFrame):
    """Tells by signals what is to be done about its line."""

    done_with = Signal()
    opened = Signal()
    paid = Signal()
    written = Signal()
    dismissed = Signal()
    snoozed = Signal(int)
    followed_up = Signal()

    def __init__(self, line: ReminderLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        set_role(self, "reminder")
        look = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(7), look.px(12), look.px(7))
        row.setSpacing(look.px(8))
        when = ElidedLabel(line.when, "owed" if line.tone else "strong")
        when.setFixedWidth(look.px(_WHEN))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.detail = ElidedLabel(line.title, "strong"), ElidedLabel(line.detail, "small")
        for label in (self.title, self.detail):
            words.addWidget(label)
        self.buttons = self._buttons()
        row.addWidget(KindMark(line.mark, _COLOURS[line.reminder.kind]))
        row.addWidget(when)
        row.addLayout(words, 1)
        for button in self.buttons:
            button.setAccessibleDescription(line.title)
            row.addWidget(button)

    def first_button(self) -> Button:
        """Return the button that stands first."""
        return self.buttons[0]

    def share_room(self, width: int) -> None:
        """Let the buttons fold to their drawings where the words would have no room."""
        look = theme()
        taken = look.px(16 + MARK + _WHEN + _ROOM_FOR_WORDS + 12 + 8 * (3 + len(self.buttons)))
        fold_to_fit((self.buttons[1:], self.buttons[:1]), width - taken)

    def _buttons(self) -> list[Button]:
        line = self.line
        words = self.tr("Send reminder…") if line.is_money else self.tr("Send greeting…")
        write = Button(words, kind="primary", icon="mail").entering()
        pay = Button(self.tr("Take payment"), icon="hand-coins").entering()
        finish = Button(
            self.tr("Done"), kind="primary" if line.message is None else "plain", icon="check"
        ).entering()
        open_ = Button(self.tr("Open"), icon="user")
        later = Button(self.tr("Snooze"), icon="clock").entering()
        choices: list[tuple[str, Callable[[], object]]] = [
            (words, partial(self.snoozed.emit, days)) for days, words in SNOOZES.items()
        ]
        if line.reminder.kind is ReminderKind.PROMISE:
            choices.append((self.tr("Follow it up…"), self.followed_up.emit))
        fill_menu(later, [*choices, (self.tr("Not again"), self.dismissed.emit)])
        write.clicked.connect(self.written)
        pay.clicked.connect(self.paid)
        finish.clicked.connect(self.done_with)
        open_.clicked.connect(self.opened)
        open_.set_allowed(line.is_work or line.reminder.customer is not None, self.tr("It is for nobody."))
        money = [pay] if line.is_money else []
        return [*([] if line.message is None else [write]), *money, finish, open_, later]
