"""The form of something that is written down for a customer, or for nobody yet; shows a `TypedForm`."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Prompter
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors
from ui.widgets.saving_dialog import Saving, SavingDialog

AnyField = Field | ChoiceField | TextAreaField


class CustomerForm(Saving, Protocol):
    """What the dialog asks of its view-model."""

    errors: Observable[dict[str, str]]
    problem: Observable[str]

    def choose_customer(self, customer: CustomerId) -> None:
        """Say whom it is for."""

    def type(self, field: str, typed: str) -> None:
        """Take what was typed or chosen."""


class CustomerFormDialog(SavingDialog):
    """Tells by ``saved`` what was written down, and closes; ``choose`` lets a customer be chosen."""

    def __init__(
        self,
        title: str,
        model: CustomerForm,
        prompter: Prompter,
        choose: Callable[[Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, model, prompter, parent)
        self._form = model
        self._title = title
        self.fields: dict[str, AnyField] = {}
        self.whom = ElidedLabel("", "strong")
        self.choose = Button(self.tr("Customer…"), icon="user")
        self.choose.clicked.connect(lambda: choose(self._chosen))

    def lay_out(self, save: Button, *rows: tuple[QWidget, ...]) -> None:
        """Put the fields below whom it is for, each row side by side."""
        look = theme()
        self.body.addWidget(Label(self._title, "heading"))
        person = QHBoxLayout()
        person.addWidget(self.whom, 1)
        person.addWidget(self.choose)
        self.body.addLayout(person)
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(look.px(16))
            for field in fields:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.body.addWidget(self.problem)
        for button in (self.cancel, save):
            button.set_tall(44)
        self.add_left(self.cancel)
        self.add_right(save)

    def begin(self, save: Button) -> None:
        """Follow the view-model, and take what is typed in ``fields``."""
        model = self._form
        for name, field in self.fields.items():
            field.edited.connect(lambda typed, name=name: model.type(name, typed))
        self.follow(
            model.errors.listen(lambda errors: show_errors(self.fields, errors)),
            model.problem.bind(self.tell_problem),
        )
        self.save_by(save)

    def _chosen(self, customer: int) -> None:
        self._form.choose_customer(CustomerId(customer))
