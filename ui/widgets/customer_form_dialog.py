"""The form of something that is written down for a customer, or for nobody yet; shows a `TypedForm`."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Prompter
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors
from ui.widgets.form_dialog import Editing, FormDialog

AnyField = Field | ChoiceField | TextAreaField


class CustomerForm(Editing, Protocol):
    """What the dialog asks of its view-model."""

    errors: Observable[dict[str, str]]
    problem: Observable[str]
    saved: Observable[Notice | None]

    def choose_customer(self, customer: CustomerId) -> None:
        """Say whom it is for."""

    def type(self, field: str, typed: str) -> None:
        """Take what was typed or chosen."""

    def save(self) -> None:
        """Write it down."""


class CustomerFormDialog(FormDialog):
    """Tells by ``saved`` what was written down, and closes; ``choose`` lets a customer be chosen."""

    saved = Signal(object)

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
        self.problem = Label("", "error").wrap()
        self.cancel = Button(self.tr("Cancel"))

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
        self.cancel.clicked.connect(self.reject)
        save.clicked.connect(model.save)
        self.follow(
            model.errors.listen(lambda errors: show_errors(self.fields, errors)),
            model.problem.bind(self._tell_problem),
            model.busy.listen(lambda busy: save.set_allowed(not busy, self.tr("It is being saved."))),
            model.saved.listen(self._finished),
        )

    def _chosen(self, customer: int) -> None:
        self._form.choose_customer(CustomerId(customer))

    def _tell_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _finished(self, notice: Notice | None) -> None:
        self.saved.emit(notice)
        self.accept()
