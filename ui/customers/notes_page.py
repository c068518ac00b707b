"""The Notes page of the detail dialog: the notes in a list, one of them in full, and a new one to write.

Shows a `CustomerNotesViewModel`.
"""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.note import Note
from shopdesk.viewmodels.customer_notes import CustomerNotesViewModel, NotesPicture
from shopdesk.viewmodels.shop_text import ShopText
from ui import shortcuts
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextAreaField
from ui.widgets.scrolling import scrolling

_SIDE_WIDTH = 360
_ROW_HEIGHT = 76
_NOTE_LINES = 3
_SEEN_IN_LIST = 400
_LEAST_READING = 48
_STAFF = 2
_LEAST_LIST = 480
"""A narrower list leaves out who wrote the notes."""
_ONLY_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class NotesPage(QWidget):
    """Binds to the view-model until `unbind`."""

    def __init__(self, model: CustomerNotesViewModel, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._text = text
        look = theme()
        self.table: PageTable[Note] = PageTable(
            self.tr("Notes"), self._columns(text), lambda note: note.id, row_height=_ROW_HEIGHT
        )
        self.card = PageCard(self.table, self.tr("No notes yet. Write the first one beside this."))
        said = Label(self.tr("Notes are sealed and cannot be changed once they are added."), "label")
        said.setWordWrap(True)
        said.setMinimumHeight(look.px(40))
        self.card.said.hide()
        self.card.foot.addWidget(said, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        row.setSpacing(look.px(16))
        row.addWidget(self.card, 1)
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(look.px(12))
        side.addWidget(self._writing_card())
        self.reading = self._reading_card()
        side.addWidget(self.reading, 1)
        side.addStretch(0)
        self._side = scrolling(inside)
        row.addWidget(self._side)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._unbind = (
            model.picture.bind(self._show),
            model.chosen.bind(self._read),
            model.draft.bind(self.field.set_text),
            model.error.bind(self.field.set_error),
            model.until.bind(self.until.set_text),
            model.until_error.bind(self.until.set_error),
            model.busy.bind(self._allow),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out between the notes and what stands beside them; who wrote a note stands there too."""
        super().resizeEvent(event)
        side = min(theme().px(_SIDE_WIDTH), self.width() * 9 // 20)
        self._side.setFixedWidth(side)
        self.table.setColumnHidden(_STAFF, self.width() - side < theme().px(_LEAST_LIST))
        self.table.share_room()

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._unbind:
            stop()

    def _columns(self, text: ShopText) -> tuple[Column[Note], ...]:
        return (
            day_column(
                self.tr("Date"),
                text,
                lambda note: note.at,
                lambda note: self._mark_of(note) or text.time(note.at),
            ),
            Column(self.tr("Note"), lambda note: note.text[:_SEEN_IN_LIST], lines=_NOTE_LINES),
            Column(self.tr("Staff", "person"), lambda note: note.staff, width=130),
        )

    def _mark_of(self, note: Note) -> str:
        """Return what sets a note apart."""
        pinned = self.tr("Pinned") if note.pinned else ""
        at_till = self.tr("At the till") if self._model.is_at_till(note) else ""
        return " · ".join(filter(None, (pinned, at_till)))

    def _writing_card(self) -> Card:
        card = Card()
        self.field = TextAreaField(self.tr("New note"), limit=self._model.limit, lines=3)
        self.add = Button(self.tr("Add note"), kind="primary", key=shortcuts.shown("add_note")).entering()
        self.add.clicked.connect(self._model.add)
        self.field.edited.connect(self._model.write)
        shortcuts.bind("add_note", self.field, self._model.add, _ONLY_HERE)
        self.until = DateField(
            self.tr("Show at the till until"), self._text, placeholder=self.tr("Not at the till")
        )
        self.until.edited.connect(self._model.write_until)
        card.body.addWidget(self.field)
        card.body.addWidget(self.until)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.add)
        card.body.addLayout(below)
        return card

    def _reading_card(self) -> Card:
        card = Card()
        self.title = Heading("")
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.document().setDocumentMargin(0)
        self.whole.setTabChangesFocus(True)
        self.whole.setMinimumHeight(theme().px(_LEAST_READING))
        self.whole.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )  # takes what is left
        self.whole.setAccessibleName(self.tr("The chosen note"))
        set_role(self.whole, "reading")
        self.signed = Label("", "small").wrap()
        self.pin = Button("").entering()
        self.pin.clicked.connect(self._model.toggle_pin)
        self.hush = Button(self.tr("Not at the till any more"))
        self.hush.clicked.connect(self._model.stop_showing)
        card.body.addWidget(self.title)
        card.body.addWidget(self.whole, 1)
        below = QHBoxLayout()
        below.addWidget(self.signed, 1)
        below.addWidget(self.pin)
        card.body.addLayout(below)
        card.body.addWidget(self.hush)
        return card

    def _show(self, picture: NotesPicture | None) -> None:
        if picture is not None:
            self.card.show_lines(picture.notes)
            self._mark_chosen()

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self._model.choose(self.table.lines.line(current.row()).id)

    def _read(self, note: Note | None) -> None:
        self.reading.setVisible(note is not None)
        if note is None:
            return
        text = self._text
        self.title.setText(f"{text.day(text.local_day(note.at))} · {text.time(note.at)}")
        self.whole.setPlainText(note.text)
        at_till = self._model.is_at_till(note)
        until = "" if note.till_until_on is None else text.day(note.till_until_on)
        at_till_words = self.tr("at the till until {0}").format(until)
        self.signed.setText(f"{note.staff} · {at_till_words}" if at_till else note.staff)
        self.hush.set_allowed(at_till, self.tr("This note is not shown at the till."))
        self.pin.set_text(self.tr("Unpin") if note.pinned else self.tr("Pin to the top"))
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        """Let the list show which note is read."""
        picture, note = self._model.picture.value, self._model.chosen.value
        if picture is None or note is None:
            return
        row = next((place for place, found in enumerate(picture.notes) if found.id == note.id), -1)
        is_shown = 0 <= row < self.table.lines.rowCount()
        if is_shown and self.table.currentIndex().row() != row:
            self.table.setCurrentIndex(self.table.lines.index(row, 0))

    def _allow(self, busy: bool) -> None:
        why = self.tr("The note is being written.")
        self.add.set_allowed(not busy, why)
        self.pin.set_allowed(not busy, why)
