"""The Reminders page: what to see to, overdue, today and in the days to come; shows a `RemindersViewModel`."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.follow_up import FollowUpId, Origin
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.reminder_words import KIND_WORDS
from shopdesk.viewmodels.reminders import (
    Horizon,
    ReminderFilters,
    ReminderLine,
    RemindersPicture,
    RemindersViewModel,
)
from ui.dialogs import Dialogs
from ui.reminders.reminder_row import ReminderRow
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Title
from ui.widgets.filter_tools import fill_menu
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.grouped_rows import GroupedRows
from ui.widgets.watched_page import WatchedPage


class RemindersPage(WatchedPage):
    """Reads only while it is looked at."""

    place = "reminders"

    def __init__(self, model: RemindersViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.model = model
        self._dialogs = dialogs
        self.banner = Banner()
        self.greet = Button(self.tr("Greetings…"), icon="gift").entering()
        self.greet.setVisible(model.greets)
        self.new = Button(self.tr("New follow-up…"), icon="plus").entering()
        self.tabs = {horizon: Button("…") for horizon in Horizon}
        self.kinds = Button("", icon="list")
        self.whose = Button("", icon="users")
        self.list: GroupedRows[ReminderRow] = GroupedRows()
        self._lay_out()
        self._offer()
        self.greet.clicked.connect(lambda _checked: dialogs.greet_many())
        self.new.clicked.connect(lambda _checked: dialogs.follow_up())
        self.list.more.clicked.connect(model.show_more)
        for horizon, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.clicked.connect(partial(model.look_ahead, horizon))
        self.follow(
            model.filters.bind(self._show_filters),
            model.picture.bind(self._show),
            model.notice.listen(self._tell),
        )

    def enter(self) -> None:
        """Put the cursor on the first thing to do."""
        self.tabs[self.model.filters.value.horizon].setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.enter()

    def _lay_out(self) -> None:
        look = theme()
        whole = self.column()
        head = QHBoxLayout()
        head.addWidget(Title(self.tr("Reminders")), 1)
        head.addWidget(self.greet)
        head.addWidget(self.new)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        tools = QWidget()
        flow = FlowLayout(tools, spacing=look.px(8))
        for widget in (*self.tabs.values(), self.kinds, self.whose):
            flow.addWidget(widget)
        whole.addWidget(tools)
        whole.addWidget(self.list, 1)

    def _offer(self) -> None:
        model = self.model
        every: list[tuple[str, Callable[[], object]]] = [(self.tr("Everything"), partial(model.narrow, None))]
        fill_menu(
            self.kinds, every + [(words, partial(model.narrow, kind)) for kind, words in KIND_WORDS.items()]
        )
        fill_menu(
            self.whose,
            [
                (self.tr("Everyone"), partial(model.show_mine, mine=False)),
                (self.tr("Mine"), partial(model.show_mine, mine=True)),
            ],
        )

    def _show_filters(self, filters: ReminderFilters) -> None:
        for horizon, tab in self.tabs.items():
            tab.setChecked(horizon is filters.horizon)
        self.kinds.set_text(self.tr("Everything") if filters.kind is None else KIND_WORDS[filters.kind])
        self.whose.set_text(self.tr("Mine") if filters.mine else self.tr("Everyone"))

    def _show(self, picture: RemindersPicture | None) -> None:
        self.greet.setVisible(self.model.greets)
        if picture is None:
            return
        for horizon, words in picture.tabs:
            self.tabs[horizon].set_text(words)
        self.list.foot.setText(picture.foot)
        self.list.more.setVisible(bool(picture.more))
        groups = [(group.heading, [self._row(line) for line in group.lines]) for group in picture.groups]
        self.list.show_groups(groups, self.tr("Nothing to see to in these days."))

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

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            actions = [(self.tr("Undo"), self.model.undo)] if notice.can_undo else []
            self.banner.tell(notice.text, notice.role, actions)
