"""The Reminders page: what to see to, overdue, today and in the days to come; shows a `RemindersViewModel`."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopdesk.domain.follow_up import FollowUpId, Origin
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.reminder_words import KIND_WORDS
from shopdesk.viewmodels.reminders import (
    Horizon,
    ReminderFilters,
    ReminderLine,
    RemindersViewModel,
)
from ui.dialogs import Dialogs
from ui.reminders.reminder_row import ReminderRow
from ui.widgets.buttons import Button
from ui.widgets.work_page import WorkPage


class RemindersPage(WorkPage[ReminderLine, Horizon, ReminderRow]):
    """Every reminder leads to what would settle it."""

    help_topic = "reminders"
    place = "reminders"

    def __init__(self, model: RemindersViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(model, Horizon, KIND_WORDS, parent)
        self.model = model
        self._dialogs = dialogs
        self.greet = Button(self.tr("Greetings…"), icon="gift").entering()
        self.new = Button(self.tr("New follow-up…"), icon="plus").entering()
        self.lay_out(self.tr("Reminders"), (self.greet, self.new))
        self.greet.clicked.connect(lambda _checked: dialogs.message_many(BatchStart(greetings=True)))
        self.new.clicked.connect(lambda _checked: dialogs.follow_up())
        self.begin(model.look_ahead)
        self.follow(model.picture.bind(self._offer_greetings))

    def enter(self) -> None:
        """Put the cursor on the first thing to do."""
        self.tabs[self.model.filters.value.horizon].setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.enter()

    def _tab_of(self, filters: ReminderFilters) -> Horizon:
        return filters.horizon

    def _offer_greetings(self, _picture: object) -> None:
        self.greet.setVisible(self.model.greets)

    def _row(self, line: ReminderLine) -> ReminderRow:
        row, model, reminder = ReminderRow(line), self.model, line.reminder
        row.done_with.connect(partial(model.complete, line))
        row.dismissed.connect(partial(model.dismiss, line))
        row.snoozed.connect(partial(model.snooze, line))
        if reminder.customer is not None:
            row.paid.connect(partial(self._dialogs.take_payment, reminder.customer))
            if line.message is not None:
                row.written.connect(partial(self._dialogs.message, reminder.customer, line.message))
        row.opened.connect(partial(self._open, line))
        row.followed_up.connect(partial(self._follow_up, line))
        return row

    def _follow_up(self, line: ReminderLine) -> None:
        """Write down what is to be done about a promise."""
        start = FollowUpStart(line.reminder.customer, line.title, origin=Origin.PROMISE)
        self._dialogs.follow_up(start=start)

    def _open(self, line: ReminderLine) -> None:
        if line.is_work:
            self._dialogs.follow_up(FollowUpId(line.reminder.occurrence.subject))
        elif line.reminder.customer is not None:
            self._dialogs.open_customer(line.reminder.customer)
