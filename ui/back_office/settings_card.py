"""What stands on the shop's papers, and its terms: one form with one button."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors

AnyField = Field | TextAreaField | ChoiceField
_TEXT = 500
_COLUMNS = 6


class SettingsCard(Card):
    """Shows the typed part of a `BackOfficeViewModel`."""

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.fields: dict[str, AnyField] = {}
        self.save = Button(self.tr("Save"), kind="primary").entering()
        self.discard = Button(self.tr("Discard"))
        self.switches = {
            "prices_include_tax": CheckBox(self.tr("Prices are typed with their tax")),
            "statement_lines": CheckBox(self.tr("Statements say what was sold")),
        }
        self._grid = QGridLayout()
        self._places: dict[str, tuple[int, int, int]] = {}
        self._lay_out()
        self.save.clicked.connect(model.save)
        self.discard.clicked.connect(model.discard)
        for name, switch in self.switches.items():
            switch.toggled.connect(lambda on, name=name: model.choose_switch(name, on=on))
        self._unbind = (
            model.values.bind(self._show_values),
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.dirty.bind(lambda _dirty: self._allow()),
            model.busy.bind(lambda _busy: self._allow()),
            *(model.switches[name].bind(switch.setChecked) for name, switch in self.switches.items()),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def fold(self, *, narrow: bool) -> None:
        """Set every field under the one before it where there is no room for two, or else side by side."""
        for line, (name, place) in enumerate(self._places.items()):
            row, column, span = (line, 0, _COLUMNS) if narrow else place
            self._grid.addWidget(self.fields[name], row, column, 1, span)

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(Heading(self.tr("Shop details")))
        self.body.addWidget(Muted(self.tr("They stand on statements, receipts and reminders.")).wrap())
        grid = self._grid
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        none = self.tr("No limit")
        account = self.tr("Account for the payment code on statements (IBAN, UPI or PIX)")
        places: tuple[tuple[str, AnyField, int, int, int], ...] = (
            ("shop_name", Field(self.tr("Name of the shop"), limit=_TEXT), 0, 0, 4),
            ("registration", Field(self.tr("Registration (ABN, VAT, …)"), limit=_TEXT), 0, 4, 2),
            ("address", TextAreaField(self.tr("Address"), limit=_TEXT), 1, 0, 3),
            ("payment_details", TextAreaField(self.tr("How to pay (bank details)"), limit=_TEXT), 1, 3, 3),
            ("phone", Field(self.tr("Phone"), limit=_TEXT), 2, 0, 3),
            ("email", Field(self.tr("Email"), limit=_TEXT), 2, 3, 3),
            ("payment_terms_days", Field(self.tr("Payment terms, in days"), limit=8), 3, 0, 3),
            (
                "default_credit_limit",
                Field(self.tr("Credit limit of new customers"), placeholder=none, limit=40),
                3,
                3,
                3,
            ),
            (
                "debt_too_old_days",
                Field(self.tr("No credit once a debt is older than, in days"), placeholder=none, limit=8),
                4,
                0,
                3,
            ),
            (
                "refund_limit",
                Field(self.tr("Refunds by cashiers, up to"), placeholder=none, limit=40),
                4,
                3,
                3,
            ),
            (
                "payment_account",
                Field(account, placeholder=self.tr("Only where banks read such codes"), limit=77),
                5,
                0,
                6,
            ),
            ("tax_rate", Field(self.tr("Usual tax, per cent"), limit=8), 6, 0, 2),
            ("discount_limit", Field(self.tr("Discounts by cashiers, per cent"), limit=3), 6, 2, 2),
            ("receipt_paper", ChoiceField(self.tr("Receipts are printed on"), self._papers()), 6, 4, 2),
        )
        for name, field, row, column, span in places:
            field.edited.connect(lambda text, name=name: self.model.set_value(name, text))
            self.fields[name] = field
            self._places[name] = row, column, span
        self.fold(narrow=False)
        self.body.addLayout(grid)
        for switch in self.switches.values():
            self.body.addWidget(switch)
            switch.setEnabled(not self.model.why_not)
            switch.setToolTip(self.model.why_not)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addStretch(1)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def _papers(self) -> list[tuple[str, str]]:
        return [
            ("80", self.tr("a roll of 80 mm")),
            ("58", self.tr("a roll of 58 mm")),
            ("A4", self.tr("A4")),
            ("raster 80", self.tr("80 mm, ESC/POS dots")),
            ("raster 58", self.tr("58 mm, ESC/POS dots")),
        ]

    def _show_values(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            if field.text() != values[name]:
                field.set_text(values[name])

    def _allow(self) -> None:
        model = self.model
        nothing = "" if model.dirty.value else self.tr("Nothing was changed")
        waiting = self.tr("Saving") if model.busy.value else ""
        for button in (self.save, self.discard):
            why_not = model.why_not or waiting or nothing
            button.set_allowed(not why_not, why_not)
