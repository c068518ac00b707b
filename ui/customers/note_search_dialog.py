"""Searches in all notes, for the owner; shows a `NoteSearchViewModel` until it is closed."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.note_search import FoundLine, NoteSearchViewModel
from shopdesk.wording import tr_count
from ui.dialogs import Dialogs
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import Field

_SIZE = (820, 680)
_LOOK_MS = 100
_MOST_SHOWN = 50
_LONGEST_SEARCH = 100


class NoteSearchDialog(Dialog):
    """Enter searches; each note that is found leads to its customer. Esc stops a search, else closes."""

    help_topic = "search"

    def __init__(self, model: NoteSearchViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Search in notes"), parent)
        self.model = model
        self._dialogs = dialogs
        self.take_size(*_SIZE)
        self.opens: list[Button] = []
        self.words = Field(self.tr("Search in all notes"), limit=_LONGEST_SEARCH)
        self.told = Label("", "muted").wrap()
        self._inside = QWidget()
        self.close_button = Button(self.tr("Close"), key=self.tr("Esc"))
        self.search = Button(self.tr("Search"), kind="primary", icon="search", key=self.tr("Enter"))
        self._lay_out()
        self.search.setDefault(True)
        self.search.clicked.connect(lambda: model.search(self.words.text()))
        self.close_button.clicked.connect(self.reject)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(model.work.poll)
        self._unbind = (
            model.work.text.bind(self._show_work),
            model.work.busy.bind(self._show_busy),
            model.lines.bind(self._show),
            model.error.bind(self.words.set_error),
        )
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Stop what is running, else close."""
        if self.model.work.busy.value:
            self.model.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, look no further, and stop following the view-model."""
        self.model.stop()
        self._watch.stop()
        for stop in self._unbind:
            stop()
        super().done(result)

    def _lay_out(self) -> None:
        look = theme()
        paper = QWidget()
        self._column = QVBoxLayout(paper)
        self._column.setContentsMargins(look.px(26), look.px(22), look.px(26), look.px(16))
        self._column.setSpacing(look.px(10))
        self._column.addWidget(self.words)
        self._column.addWidget(self.told)
        self._column.addWidget(self._inside)
        self._column.addStretch(1)
        self.scroll_over(paper)
        self.told.setText(
            self.tr("Notes are sealed: each is opened for the search, and nothing is kept of it.")
        )
        for button in (self.close_button, self.search):
            button.set_tall(44)
        self.add_left(self.close_button)
        self.add_right(self.search)

    def _show_work(self, words: str) -> None:
        if words:
            self.told.setText(words)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self._watch.start()
        else:
            self._watch.stop()
            self._sum_up()
        self.search.set_allowed(not busy, self.tr("It is looking already."))
        self.close_button.set_text(self.tr("Stop") if busy else self.tr("Close"))

    def _show(self, lines: tuple[FoundLine, ...] | None) -> None:
        if lines is None:
            return
        old, self._inside = self._inside, QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self.opens = []
        for line in lines[:_MOST_SHOWN]:
            column.addWidget(self._card(line))
        self._column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        self._sum_up()

    def _sum_up(self) -> None:
        """Say what was found last, also after a search that was stopped."""
        lines = self.model.lines.value
        self.told.setText(self._summary(None if lines is None else len(lines)))

    def _summary(self, count: int | None) -> str:
        if count is None:
            return self.tr("Notes are sealed: each is opened for the search, and nothing is kept of it.")
        if not count:
            return self.tr("No note has all of these words.")
        if count > _MOST_SHOWN:
            return self.tr("The newest {0} notes are shown: search for more words.").format(_MOST_SHOWN)
        return tr_count("{count} note", "{count} notes, the newest first", count, count=count)

    def _card(self, line: FoundLine) -> Card:
        card = Card(padding=14)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        name = ElidedLabel(role="strong")
        name.setText(line.name)
        head.addWidget(name, 1)
        head.addWidget(Label(line.facts, "muted"))
        leads = Button(self.tr("Open"), icon="user")
        leads.setAccessibleName(self.tr("Open {0}").format(line.name))
        leads.clicked.connect(partial(self._open, line.customer))
        self.opens.append(leads)
        head.addWidget(leads)
        card.body.addLayout(head)
        card.body.addWidget(Label(line.text, "small-text").wrap())
        return card

    def _open(self, customer: CustomerId, _checked: bool = False) -> None:
        self._dialogs.open_customer(customer)
