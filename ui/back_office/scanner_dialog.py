"""Trying a scanner: scan into the box, see what came and how fast, and set the program to it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopdesk.domain.till_hardware import ScannerHabits
from shopdesk.viewmodels.back_office import SCANNER_FIELDS, BackOfficeViewModel
from shopdesk.viewmodels.scanner_test import ScannerTestViewModel, ScanReading
from ui.scan_guard import KNOWS_SCANS
from ui.scanner import ENDS
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Field, show_errors
from ui.widgets.level_line import LevelLine
from ui.widgets.typing_pause import TypingPause

AnyField = Field | ChoiceField


class ScanLine(LevelLine):
    """Tells each key with its time; Enter and Tab end a code here, and neither close nor leave."""

    character = Signal(str, int)
    ended = Signal(str, int)

    def event(self, event: QEvent) -> bool:
        """Take Tab too."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._tell(event):
            return True
        return super().event(event)

    def _tell(self, event: QKeyEvent) -> bool:
        end = ENDS.get(event.key())
        if end is not None and self.text():
            self.ended.emit(end, event.timestamp())
            return True
        if event.text().isprintable() and event.text():
            self.character.emit(event.text(), event.timestamp())
        return False


class ScannerDialog(Dialog):
    """Shows the part of a `BackOfficeViewModel` that is about scanners, and a `ScannerTestViewModel`."""

    help_topic = "counter"

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Scanner"), parent)
        self.model = model
        self.trial = ScannerTestViewModel(ScannerHabits())
        self.line = ScanLine()
        self.facts = Label("").wrap()
        self.advice = Label("", "strong").wrap()
        self.take = Button(self.tr("Set it to this scanner"))
        self.close_button = Button(self.tr("Close"))
        self.save = Button(self.tr("Save"), kind="primary")
        self.fields: dict[str, AnyField] = {
            "scanner_gap_ms": Field(self.tr("Keys follow within, in milliseconds"), limit=3),
            "scanner_shortest": Field(self.tr("Characters at least"), limit=2),
            "scanner_end": ChoiceField(self.tr("A code ends with"), self._ends()),
            "scanner_prefix": Field(self.tr("Before each code the scanner sends"), limit=4),
        }
        self._lay_out()
        pause = TypingPause(self.line)
        pause.settled.connect(lambda: self._end("", None))
        self.line.character.connect(self.trial.key)
        self.line.ended.connect(self._end)
        self.take.clicked.connect(self._take_better)
        self.save.clicked.connect(lambda: model.save(self.fields))
        self.close_button.clicked.connect(self.reject)
        self._unbind = (
            model.values.bind(self._show_values),
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.busy.bind(lambda _busy: self._allow()),
            self.trial.reading.bind(self._show_reading),
        )
        self.line.setFocus()

    def done(self, result: int) -> None:
        """Let the view-model go; what was not saved is put back."""
        for stop in self._unbind:
            stop()
        self.model.discard(self.fields)
        super().done(result)

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(Label(self.tr("Scan something into this box"), "heading"))
        self.line.setProperty(KNOWS_SCANS, True)
        self.line.setAccessibleName(self.tr("Scan something into this box"))
        self.line.setPlaceholderText(self.tr("A customer's card or any barcode"))
        self.body.addWidget(self.line)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.advice)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addStretch(1)
        self.body.addLayout(row)
        explained = self.tr(
            "A scanner types faster than people do. By these marks a scan is told from typing: it goes to the counter "
            "on Checkout and to the customer elsewhere, wherever the cursor is."
        )
        self.body.addWidget(Muted(explained).wrap())
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        for place, (name, field) in enumerate(self.fields.items()):
            field.edited.connect(partial(self.model.set_value, name))
            grid.addWidget(field, place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_left(self.close_button)
        self.add_right(self.save)
        self.take_size(640, 560)

    def _ends(self) -> list[tuple[str, str]]:
        return [
            ("any", self.tr("Enter or Tab")),
            ("enter", self.tr("Enter")),
            ("tab", self.tr("Tab")),
            ("pause", self.tr("nothing, only a pause")),
        ]

    def _end(self, key: str, at_ms: int | None) -> None:
        self.trial.end(key, at_ms)
        self.line.clear()

    def _show_reading(self, reading: ScanReading | None) -> None:
        self.facts.setText("" if reading is None else reading.facts)
        taken = self.tr("The program takes it as a scan.") if reading is not None else ""
        self.advice.setText(taken if reading is None else reading.advice or taken)
        better = None if reading is None else reading.better
        self.take.set_allowed(better is not None, self.tr("There is nothing to set otherwise."))

    def _take_better(self) -> None:
        reading = self.trial.reading.value
        if reading is None or reading.better is None:
            return
        better = reading.better
        for name, value in zip(
            SCANNER_FIELDS, (better.gap_ms, better.shortest, better.end, better.prefix), strict=True
        ):
            self.model.set_value(name, str(value))
        self.line.setFocus()

    def _show_values(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            if field.text() != values[name]:
                field.set_text(values[name])
        self.trial.use(self.model.habits_typed())
        self._allow()

    def _allow(self) -> None:
        changed = bool(self.fields.keys() & self.model.typed().keys())
        self.save.set_allowed(changed and not self.model.busy.value, self.tr("Nothing was changed"))
