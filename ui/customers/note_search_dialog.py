"""Searches in all notes, for the owner; shows a `NoteSearchViewModel` until it is closed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.note_search import FoundLine, NoteSearchViewModel
from shopdesk.wording import tr, tr_count
from ui.customers.found_dialog import MOST_SHOWN, FoundDialog
from ui.dialogs import Dialogs
from ui.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import Field

_SIZE = (820, 680)
_LONGEST_SEARCH = 100


class NoteSearchDialog(FoundDialog):
    """Enter searches; each note that is found leads to its customer. Esc stops a search, else closes."""

    help_topic = "search"

    def __init__(self, model: NoteSearchViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Search in notes"), model.work, parent)
        self.model = model
        self._dialogs = dialogs
        self.take_size(*_SIZE)
        self.opens: list[Button] = []
        self.words = Field(self.tr("Search in all notes"), limit=_LONGEST_SEARCH)
        self.column.addWidget(self.words)
        self.lay_out()
        self.close_button = Button(self.tr("Close"), key=self.tr("Esc"))
        self.search = Button(self.tr("Search"), kind="primary", icon="search", key=self.tr("Enter"))
        for button in (self.close_button, self.search):
            button.set_tall(44)
        self.add_left(self.close_button)
        self.add_right(self.search)
        self.search.setDefault(True)
        self.search.clicked.connect(lambda: model.search(self.words.text()))
        self.close_button.clicked.connect(self.reject)
        self.follow(
            model.work.busy.bind(self._show_busy),
            model.work.stopped.listen(self._tell_that_it_stopped),
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

    def _show_busy(self, busy: bool) -> None:
        if not busy:
            self._sum_up()
        self.search.set_allowed(not busy, self.tr("It is looking already."))
        self.close_button.set_text(self.tr("Stop") if busy else self.tr("Close"))

    def _show(self, lines: tuple[FoundLine, ...] | None) -> None:
        if lines is not None:
            self.opens = []
            self.show_cards([self._card(line) for line in lines[:MOST_SHOWN]])
            self._sum_up()

    def _tell_that_it_stopped(self, text: str) -> None:
        if text:
            self.told.setText(text)
            announce(self.told, text)

    def _sum_up(self) -> None:
        """Say what was found last, also after a search that was stopped."""
        lines = self.model.lines.value
        self.told.setText(self._summary(None if lines is None else len(lines)))

    def _summary(self, count: int | None) -> str:
        if count is None:
            return self.tr("Notes are sealed: each is opened for the search, and nothing is kept of it.")
        if not count:
            return self.tr("No note has all of these words.")
        if count > MOST_SHOWN:
            return tr_count(
                "The newest note is shown: search for more words.",
                "The newest {count} notes are shown: search for more words.",
                MOST_SHOWN,
                count=MOST_SHOWN,
            )
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
