"""Labels with the codes of customers' cards: whose, on which sheet, with which code; shows a `CardLabelsViewModel`."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.domain.card_label import CodeKind
from shopdesk.viewmodels.card_labels import ALL, CHOSEN, CardLabelsViewModel
from shopdesk.viewmodels.ports import Prompter
from shopdesk.wording import tr
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label, Muted
from ui.widgets.fields import ChoiceField, Field
from ui.widgets.working_dialog import WorkingDialog


class LabelsDialog(WorkingDialog):
    """``print_pdf`` is handed the paper and what it is called."""

    help_topic = "counter"

    def __init__(
        self,
        model: CardLabelsViewModel,
        print_pdf: Callable[[bytes, str], None],
        prompter: Prompter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Card labels"), model.work, model.work.stop, parent)
        self.model = model
        self._print_pdf = print_pdf
        self._asks = prompter
        names = {CHOSEN: self.tr("Selected"), ALL: self.tr("Everybody")}
        self.who = ChoiceRow([(who, names[who]) for who in model.choices])
        self.sheet = ChoiceField(self.tr("Sheet"), model.sheets)
        self.kind = ChoiceRow(
            [
                (CodeKind.BARS.value, self.tr("Bars (Code 128)")),
                (CodeKind.SQUARES.value, self.tr("Squares (QR)")),
            ]
        )
        self.first = Field(self.tr("First label left on it"), limit=3)
        self.says = Label("", "strong")
        self.save = Button(self.tr("Save PDF…"), icon="download")
        self.print = Button(self.tr("Print…"), kind="primary", icon="printer")
        self._lay_out()
        self._connect()
        model.load()

    def _lay_out(self) -> None:
        look = theme()
        self.be_wide(620)
        self.body.addWidget(self.banner)
        if len(self.model.choices) > 1:
            self.body.addWidget(Label(self.tr("Whose"), "label-strong"))
            self.who.setAccessibleName(self.tr("Whose"))
            self.body.addWidget(self.who)
        self.body.addWidget(Label(self.tr("Code"), "label-strong"))
        self.kind.setAccessibleName(self.tr("Code"))
        self.body.addWidget(self.kind)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(14))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self.sheet, 0, 0)
        grid.addWidget(self.first, 0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.says)
        explained = self.tr(
            "A scanner finds the customer by the code: that of the card in the record, or the customer number."
        )
        self.body.addWidget(Muted(explained).wrap())
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.add_left(self.close_button)
        self.add_left(self.aside)
        for button in (self.save, self.print):
            button.set_tall(44)
            self.add_right(button)

    def _connect(self) -> None:
        model = self.model
        self.who.chosen.connect(model.choose_who)
        self.kind.chosen.connect(model.choose_kind)
        self.sheet.edited.connect(model.choose_sheet)
        self.first.edited.connect(model.type_first)
        self.print.clicked.connect(lambda: model.draw(self._print_pdf))
        self.save.clicked.connect(self._save)
        stops = (
            model.who.bind(self.who.show_choice),
            model.kind.bind(lambda kind: self.kind.show_choice(kind.value)),
            model.sheet.bind(self.sheet.set_text),
            model.first.bind(self.first.set_text),
            model.first_error.bind(self._show_first),
            model.says.bind(self.says.setText),
            model.work.busy.bind(lambda _busy: self._allow()),
            model.error.listen(lambda text: self.tell(text, "danger")),
            model.result.listen(lambda text: self.tell(text, "success")),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])

    def _save(self) -> None:
        path = self._asks.save_path(self.tr("Save the labels"), f"{self.model.title}.pdf")
        if path is not None:
            self.model.save(path)

    def _show_first(self, error: str) -> None:
        self.first.set_error(error)
        self._allow()

    def _allow(self) -> None:
        busy, wrong = self.model.work.busy.value, self.model.first_error.value
        for button in (self.save, self.print):
            button.set_allowed(not busy and not wrong, wrong or self.tr("Wait until this is done."))
