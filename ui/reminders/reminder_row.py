"""One reminder: its mark, when, what, and what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.domain.reminder import ReminderKind
from shopdesk.viewmodels.reminders import SNOOZES, ReminderLine
from ui.widgets.buttons import Button
from ui.widgets.filter_tools import fill_menu
from ui.widgets.work_row import WorkRow

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


class ReminderRow(WorkRow):
    """Tells by signals what is to be done about its line."""

    done_with = Signal()
    opened = Signal()
    paid = Signal()
    written = Signal()
    dismissed = Signal()
    snoozed = Signal(int)
    followed_up = Signal()

    def __init__(self, line: ReminderLine, parent: QWidget | None = None) -> None:
        super().__init__(line, _COLOURS[line.reminder.kind], _ROOM_FOR_WORDS, parent)
        self.line = line
        self.buttons = self._buttons()
        self.show_buttons(self.buttons)

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
