"""Taking one's own list over: choose a file, see what each column is and what would happen, then import."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shopdesk.viewmodels.import_file import Column, DayShown, ImportFileViewModel, Preview
from shopdesk.viewmodels.ports import Prompter
from shopdesk.wording import tr, tr_count
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Figure, Heading, Label, Muted
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ComboBox
from ui.widgets.working_dialog import WorkingDialog

_CELLS = 3


class ImportWords(NamedTuple):
    """What the dialog says of what is taken over: its title, how a file is asked for, and what it must look like."""

    title: str
    ask: str
    advice: str


def customer_words() -> ImportWords:
    """Return what is said of a list of customers."""
    return ImportWords(
        tr("Import customers"),
        tr("Choose a list of customers"),
        tr(
            "A CSV file with one customer in each row and the names of the columns in the first: from a "
            "spreadsheet (save as CSV), another till, or the address book of a telephone.\n\n"
            "Nothing is written before you have seen what would happen. The same file may be imported "
            "again: nobody is added twice."
        ),
    )


def request_words() -> ImportWords:
    """Return what is said of the file of a form."""
    return ImportWords(
        tr("Bring requests in"),
        tr("Choose the file of your form"),
        tr(
            "A CSV file with one request in each row and the names of the columns in the first, as the form of "
            "your web shop saves it: who asks, how they are reached, and what for.\n\n"
            "Nothing is written before you have seen what would happen. Who asks is known by the email, then by "
            "the telephone. The same file may be brought in again: nothing is added twice."
        ),
    )


class ImportDialog(WorkingDialog):
    """Shows an `ImportFileViewModel`, in the words of what is taken over."""

    help_topic = "import"

    def __init__(
        self,
        model: ImportFileViewModel[Any],
        prompter: Prompter,
        parent: QWidget | None = None,
        words: ImportWords | None = None,
    ) -> None:
        self._words = words or customer_words()
        super().__init__(self._words.title, model.work, model.stop, parent)
        self.model = model
        self._asks = prompter
        self.choose = Button(self.tr("Choose a file…"), icon="folder-open")
        self.file = Label("", "strong")
        self.figures: dict[str, Figure] = {}
        self.boxes: dict[str, ComboBox] = {}
        self.turns: dict[str, Button] = {}
        self.save_rejected = Button(self.tr("Save rejected rows…"), icon="download")
        self.carry_out = Button(self.tr("Import"), kind="primary")
        self._lay_out()
        self._connect()
        self.take_size(940, 780)

    def _connect(self) -> None:
        model = self.model
        self.choose.clicked.connect(self._choose)
        self.save_rejected.clicked.connect(self._save_rejected)
        self.carry_out.clicked.connect(model.carry_out)
        stops: tuple[Callable[[], None], ...] = (
            model.file_name.bind(self._show_file),
            model.preview.bind(self._show_preview),
            model.busy.bind(self._show_busy),
            model.error.bind(lambda text: self.tell(text, "danger")),
            model.has_rejected.bind(lambda _has: self._allow()),
            model.result.bind(self._show_result),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])

    def _lay_out(self) -> None:
        look = theme()
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self.choose)
        head.addWidget(self.file, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.progress)
        self.advice = Muted(self._words.advice).wrap()
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.advice, 1)
        self.shown = QWidget()
        self._lay_out_preview(QVBoxLayout(self.shown))
        self.body.addWidget(self.shown, 1)
        self.body.addStretch(0)
        self.add_left(self.save_rejected)
        self.add_left(self.aside)
        self.add_right(self.close_button)
        self.add_right(self.carry_out)

    def _lay_out_preview(self, column: QVBoxLayout) -> None:
        look = theme()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        figures = QHBoxLayout()
        figures.setSpacing(look.px(12))
        said = {
            "new": self.tr("new"),
            "updated": self.tr("updated"),
            "unchanged": self.tr("unchanged"),
            "rejected": self.tr("rejected"),
        }
        for name in self.model.figures:
            card = Card(padding=12)
            self.figures[name] = Figure("0")
            card.body.setSpacing(0)
            card.body.addWidget(self.figures[name])
            card.body.addWidget(Muted(said[name]))
            figures.addWidget(card)
        column.addLayout(figures)
        column.addWidget(Heading(self.tr("What each column is")))
        self.why_not = Muted("")
        self.why_not.setWordWrap(True)
        column.addWidget(self.why_not)
        self.days = QWidget()
        self._days_column = QVBoxLayout(self.days)
        self._days_column.setContentsMargins(0, 0, 0, 0)
        self._days_column.setSpacing(look.px(4))
        column.addWidget(self.days)
        self._columns_area, columns_card = _scrolling(self.tr("What each column is"))
        column.addWidget(columns_card, 3)
        self._reasons_heading = Heading(self.tr("Rows that cannot be taken over"))
        column.addWidget(self._reasons_heading)
        self._reasons_area, self._reasons_card = _scrolling(self.tr("Rows that cannot be taken over"))
        column.addWidget(self._reasons_card, 2)

    def _choose(self) -> None:
        path = self._asks.open_path(self._words.ask, self.tr("Lists (*.csv *.txt *.tsv)"))
        if path is not None:
            self.model.open_file(path)

    def _save_rejected(self) -> None:
        path = self._asks.save_path(self.tr("Save the rejected rows"), self.tr("rejected rows.csv"))
        if path is not None:
            self.model.save_rejected(path)

    def _show_file(self, name: str) -> None:
        self.file.setText(name)

    def _show_result(self, text: str) -> None:
        """Say how it ended; the next key does what is to be done next."""
        self.tell(text, "success")
        if text:
            self._allow()
            (self.save_rejected if self.save_rejected.isEnabled() else self.close_button).setFocus()

    def _show_preview(self, preview: Preview | None) -> None:
        self.shown.setVisible(preview is not None)
        self.advice.setVisible(preview is None)
        self.choose.set_kind("primary" if preview is None else "plain")
        if preview is not None:
            for count, name in preview.figures:
                self.figures[name].setText(count)
                set_role(
                    self.figures[name], "figure-owed" if name == "rejected" and count != "0" else "figure"
                )
            self._show_days(preview.days)
            self._show_columns(preview.columns)
            self._show_reasons(preview)
            self.carry_out.set_text(preview.button)
            self.why_not.setText(preview.why_not)
            self.why_not.setVisible(bool(preview.why_not))
        else:
            self.carry_out.set_text(self.tr("Import"))
        self._allow()
        self._go_on()

    def _show_columns(self, columns: tuple[Column, ...]) -> None:
        look = theme()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(8))
        for place, words in enumerate((self.tr("In the file"), self.tr("Becomes"), self.tr("First rows"))):
            grid.addWidget(Label(words, "small"), 0, place)
        self.boxes.clear()
        for row, column in enumerate(columns, start=1):
            grid.addWidget(ElidedLabel(column.heading, "strong"), row, 0)
            grid.addWidget(self._box(column), row, 1)
            for place, cell in enumerate(column.cells[:_CELLS]):
                grid.addWidget(ElidedLabel(cell, "muted"), row, 2 + place)
        for place, share in enumerate((2, 3, 2, 2, 2)):
            grid.setColumnStretch(place, share)
        grid.setRowStretch(len(columns) + 1, 1)
        _put(self._columns_area, inner)

    def _show_days(self, days: tuple[DayShown, ...]) -> None:
        """Say how the days of a column were read that could be read in two ways, and offer the other."""
        self.turns.clear()
        while (item := self._days_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for day in days:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(ElidedLabel(day.said, "muted"), 1)
            turn = Button(day.instead)
            turn.clicked.connect(
                lambda _checked=False, heading=day.heading: self.model.turn_days(heading),
                Qt.ConnectionType.QueuedConnection,  # the answer makes new buttons; this one must be done first
            )
            line.addWidget(turn)
            self.turns[day.heading] = turn
            self._days_column.addWidget(row)
        self.days.setVisible(bool(days))

    def _box(self, column: Column) -> ComboBox:
        box = ComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setAccessibleName(self.tr("Field of the column {0}").format(column.heading))
        for key, name in self.model.fields:
            box.addItem(name, key)
        box.setCurrentIndex(box.findData(column.field))
        box.activated.connect(
            lambda _index: self.model.map_column(column.heading, str(box.currentData())),
            Qt.ConnectionType.QueuedConnection,  # the answer makes new boxes; this one must be done first
        )
        self.boxes[column.heading] = box
        return box

    def _show_reasons(self, preview: Preview) -> None:
        look = theme()
        some = bool(preview.rejected)
        self._reasons_heading.setVisible(some)
        self._reasons_card.setVisible(some)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        grid.setHorizontalSpacing(look.px(14))
        for row, (where, why) in enumerate(preview.rejected):
            grid.addWidget(Label(where, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(why).wrap(), row, 1)
        if preview.more_rejected:
            more = tr_count(
                "and {count} more: save them to see all",
                "and {count} more: save them to see all",
                preview.more_rejected,
                count=preview.more_rejected,
            )
            grid.addWidget(Muted(more), len(preview.rejected), 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(preview.rejected) + 1, 1)
        _put(self._reasons_area, inner)

    def _show_busy(self, busy: bool) -> None:
        self._allow()
        if not busy:
            self.choose.setFocus()
            self._go_on()

    def _go_on(self) -> None:
        """Let the next key import what was read and is shown."""
        if self.choose.hasFocus() and self.carry_out.isEnabled():
            self.carry_out.setFocus()

    def _allow(self) -> None:
        preview, busy = self.model.preview.value, self.model.busy.value
        waiting = self.tr("Wait until this is done") if busy else ""
        none = self.tr("Choose a file first")
        why_not = waiting or (none if preview is None else preview.why_not)
        self.carry_out.set_allowed(not why_not, why_not)
        no_rows = waiting or ("" if self.model.has_rejected.value else self.tr("No row is rejected"))
        self.save_rejected.set_allowed(not no_rows, no_rows)
        self.choose.set_allowed(not busy, waiting)
        chosen = self.model.is_writing
        for turn in self.turns.values():
            turn.set_allowed(not chosen, waiting)
        for box in self.boxes.values():
            box.setEnabled(not chosen)


def _scrolling(name: str) -> tuple[QScrollArea, Card]:
    """Return an area that scrolls, and the card that it stands on."""
    card = Card(padding=6)
    area = QScrollArea()
    area.setAccessibleName(name)
    set_role(area, "reader")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    card.body.addWidget(area)
    return area, card


def _put(area: QScrollArea, inner: QWidget) -> None:
    """Put a widget into an area; the card shines through."""
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
