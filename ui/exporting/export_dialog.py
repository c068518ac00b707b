"""Taking customers out as a list: which ones, what of them, and where to; shows an `ExportCustomersViewModel`."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from shopdesk.domain.customer_export import SheetKind
from shopdesk.viewmodels.export_customers import ExportCustomersViewModel, Which
from shopdesk.viewmodels.ports import Prompter
from shopdesk.wording import tr
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label, Muted
from ui.widgets.working_dialog import WorkingDialog

_EVERY, _USUAL = "every", "usual"


class ExportDialog(WorkingDialog):
    """``filter_words`` says what the list is narrowed to."""

    help_topic = "export"

    def __init__(
        self,
        model: ExportCustomersViewModel,
        prompter: Prompter,
        filter_words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Export customers"), model.work, model.stop, parent)
        self.model = model
        self._asks = prompter
        self._names = {
            Which.ALL: self.tr("Everybody"),
            Which.FILTER: f"{filter_words[:1].upper()}{filter_words[1:]}" or self.tr("What was found"),
            Which.CHOSEN: self.tr("Selected"),
        }
        self.which = ChoiceRow([(which.value, self._names[which]) for which in model.orders])
        self.fields = ChoiceRow([(_USUAL, self.tr("The usual columns")), (_EVERY, self.tr("Every field"))])
        self.kind = ChoiceRow([(SheetKind.CSV.value, "CSV"), (SheetKind.XLSX.value, "Excel")])
        self.hint = Muted().wrap()
        self.write = Button(self.tr("Export…"), kind="primary", icon="download")
        self._lay_out()
        self._connect()
        model.count()
        self.write.setFocus()

    def _lay_out(self) -> None:
        look = theme()
        self.be_wide(620)
        self.body.addWidget(self.banner)
        for heading, row in (
            (self.tr("Who"), self.which),
            (self.tr("What of them"), self.fields),
            (self.tr("As"), self.kind),
        ):
            self.body.addWidget(Label(heading, "label-strong"))
            row.setAccessibleName(heading)
            self.body.addWidget(row)
            self.body.addSpacing(look.px(4))
        self.body.addWidget(self.hint)
        self.body.addWidget(Label(self.tr("Anyone who gets this file can read it."), "strong").wrap())
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.add_left(self.aside)
        self.add_right(self.close_button)
        self.add_right(self.write)

    def _connect(self) -> None:
        model = self.model
        self.which.chosen.connect(model.choose)
        self.fields.chosen.connect(lambda key: model.choose_fields(every=key == _EVERY))
        self.kind.chosen.connect(model.choose_kind)
        self.write.clicked.connect(self._write)
        stops: tuple[Callable[[], None], ...] = (
            model.which.bind(lambda which: self.which.show_choice(which.value)),
            model.every_field.bind(self._show_fields),
            model.kind.bind(lambda kind: self.kind.show_choice(kind.value)),
            model.counts.bind(self._show_counts),
            model.busy.bind(self._show_busy),
            model.error.bind(lambda text: self.tell(text, "danger")),
            model.result.bind(lambda text: self.tell(text, "success")),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])

    def _write(self) -> None:
        path = self._asks.save_path(self.tr("Export customers"), self.model.suggestion)
        if path is not None:
            self.model.write(path)

    def _show_fields(self, every: bool) -> None:
        self.fields.show_choice(_EVERY if every else _USUAL)
        self.hint.setText(
            self.tr("Everything that stands in the records, as an import reads it back.")
            if every
            else self.tr("Number, name, contact, address, notes, tags, and when it was written.")
        )

    def _show_counts(self, counts: dict[Which, str]) -> None:
        for which, count in counts.items():
            self.which.button(which.value).set_text(f"{self._names[which]} · {count}")

    def _show_busy(self, busy: bool) -> None:
        waiting = self.tr("Wait until this is done") if busy else ""
        self.write.set_allowed(not busy, waiting)
        for row in (self.which, self.fields, self.kind):
            row.setEnabled(not busy)
