"""What stands on the shop's papers, and its terms: one form with one button."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from ui.back_office.settings_form import AnyField, SettingsForm
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField, Field, TextAreaField

_TEXT = 500


class SettingsCard(SettingsForm):
    """Shows the typed part of a `BackOfficeViewModel`."""

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.switches = {
            "prices_include_tax": CheckBox(self.tr("Prices are typed with their tax")),
            "statement_lines": CheckBox(self.tr("Statements say what was sold")),
        }
        self._make_fields()
        explained = self.tr("They stand on statements, receipts and reminders.")
        self.lay_out(self.tr("Shop details"), explained, (self.grid, *self.switches.values()))
        self.begin()

    def _make_fields(self) -> None:
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
            ("tax_rate", Field(self.tr("Usual tax, per cent"), limit=8), 6, 0, 3),
            ("discount_limit", Field(self.tr("Discounts by cashiers, per cent"), limit=3), 6, 3, 3),
            ("receipt_paper", ChoiceField(self.tr("Receipts are printed on"), self._papers()), 7, 0, 3),
            ("high_value_from", Field(self.tr("High value: who spent at least"), limit=40), 7, 3, 3),
        )
        for name, field, row, column, span in places:
            self.fields[name] = field
            self.grid.place(field, row, column, span)

    def _papers(self) -> list[tuple[str, str]]:
        return [
            ("80", self.tr("a roll of 80 mm")),
            ("58", self.tr("a roll of 58 mm")),
            ("A4", self.tr("A4")),
            ("raster 80", self.tr("80 mm, ESC/POS dots")),
            ("raster 58", self.tr("58 mm, ESC/POS dots")),
        ]
