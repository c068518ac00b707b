"""Statements for many at once; shows a `StatementBatchViewModel` until it is closed."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shopdesk.domain.statement import Style
from shopdesk.viewmodels.statement_batch import CHOSEN, SPAN_WORDS, Span, StatementBatchViewModel
from shopdesk.viewmodels.statement_preview import STYLE_WORDS
from shopdesk.viewmodels.statement_run import Only
from shopdesk.wording import tr, tr_count
from ui.labels import segment_name
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField
from ui.widgets.working_dialog import WorkingDialog

_LIST_HEIGHT = 132


class StatementBatchDialog(WorkingDialog):
    """Esc stops what is running, else closes."""

    help_topic = "statement"

    def __init__(self, model: StatementBatchViewModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Statements"), model.work, model.stop, parent)
        self.model = model
        self._names = {
            CHOSEN: self.tr("Selected"),
            Only.DEBTORS: self.tr("Who owes"),
            Only.OVERDUE: self.tr("Overdue"),
            Only.ALL: self.tr("Everybody"),
        }
        self.who = ChoiceRow([(who, self._names[who]) for who in model.choices])
        self.segment = ChoiceField(self.tr("Or a segment"))
        self.span = ChoiceRow([(span.value, SPAN_WORDS[span]) for span in Span])
        self.style_row = ChoiceRow([(style.value, STYLE_WORDS[style]) for style in Style])
        self.lines = CheckBox(self.tr("With what was sold"))
        self.skipped = QPlainTextEdit()
        self.write = Button(self.tr("Write statements…"), kind="primary", icon="printer").entering()
        self._lay_out()
        self._connect()
        model.count()
        self.write.setFocus()

    def _lay_out(self) -> None:
        look = theme()
        self.be_wide(620)
        self.body.addWidget(self.banner)
        for heading, row in (
            (self.tr("Who gets one"), self.who),
            (self.tr("Period"), self.span),
            (self.tr("Shows"), self.style_row),
        ):
            self.body.addWidget(Label(heading, "label-strong"))
            row.setAccessibleName(heading)
            self.body.addWidget(row)
            if row is self.who:
                self.body.addWidget(self.segment)
            self.body.addSpacing(look.px(4))
        self.body.addWidget(self.lines)
        told = self.tr("A PDF for each, numbered as issued, and one of all of them by name for the printer.")
        self.body.addWidget(Muted(told).wrap())
        self.skipped.setReadOnly(True)
        self.skipped.setFixedHeight(look.px(_LIST_HEIGHT))
        self.skipped.setAccessibleName(self.tr("Who was skipped and why"))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.skipped)
        self.body.addStretch(1)
        self.add_left(self.aside)
        for button in (self.close_button, self.write):
            button.set_tall(44)
            self.add_right(button)

    def _connect(self) -> None:
        model = self.model
        self.who.chosen.connect(lambda key: setattr(model.who, "value", key))
        self.segment.edited.connect(self._choose_segment)
        self.span.chosen.connect(lambda key: setattr(model.span, "value", Span(key)))
        self.style_row.chosen.connect(lambda key: setattr(model.style, "value", Style(key)))
        self.lines.toggled.connect(lambda on: model.lines.choose(shown=on))
        self.write.clicked.connect(model.begin)
        stops: tuple[Callable[[], None], ...] = (
            model.who.bind(self._show_who),
            model.span.bind(lambda span: self.span.show_choice(span.value)),
            model.style.bind(lambda style: self.style_row.show_choice(style.value)),
            model.lines.shown.bind(self.lines.setChecked),
            model.counts.bind(self._show_counts),
            model.busy.bind(self._show_busy),
            model.error.bind(lambda text: self.tell(text, "danger")),
            model.result.bind(lambda text: self.tell(text, "success")),
            model.skipped.bind(self._show_skipped),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])

    def _show_counts(self, counts: dict[str, str]) -> None:
        for who, name in self._names.items():
            if who in counts and who in self.model.choices:
                self.who.button(who).set_text(f"{name} · {counts[who]}")
        segments = self.model.segments.value
        named = [(key, f"{segment_name(each)} · {counts[key]}") for key, each in segments.items()]
        self.segment.set_options([("", self.tr("None")), *((key, n[:1].upper() + n[1:]) for key, n in named)])
        self._show_who(self.model.who.value)

    def _show_who(self, who: str) -> None:
        is_segment = who in self.model.segments.value
        self.who.show_choice(None if is_segment else who)
        self.segment.set_text(who if is_segment else "")

    def _choose_segment(self, key: str) -> None:
        self.model.who.value = key or self.model.choices[0]

    def _show_busy(self, busy: bool) -> None:
        self.write.set_allowed(
            not busy and not self.model.why_not, self.model.why_not or self.tr("Wait until this is done.")
        )
        for row in (self.who, self.segment, self.span, self.style_row, self.lines):
            row.setEnabled(not busy)

    def _show_skipped(self, skipped: tuple[str, ...]) -> None:
        self.skipped.setVisible(bool(skipped))
        count = len(skipped)
        heading = tr_count("{count} was skipped:", "{count} were skipped:", count, count=count)
        self.skipped.setPlainText("\n".join((heading, *skipped)) if skipped else "")
