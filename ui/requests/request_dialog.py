"""The form of a new request: who asks, for what, and for which day; shows an `EnquiryFormViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import NAME_LIMIT, TEXT_LIMIT
from shopdesk.viewmodels.enquiry_form import EnquiryFormViewModel
from shopdesk.viewmodels.enquiry_words import KIND_WORDS
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.date_field import DateField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors
from ui.widgets.form_dialog import FormDialog

_LINES = 5


class RequestDialog(FormDialog):
    """Tells by ``saved`` what was written down, and closes; ``choose`` lets a customer be chosen."""

    help_topic = "requests"
    saved = Signal(object)

    def __init__(
        self,
        model: EnquiryFormViewModel,
        prompter: Prompter,
        choose: Callable[[Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("New request"), model, prompter, parent)
        self.model = model
        self.setMinimumWidth(theme().px(600))
        self.whom = ElidedLabel("", "strong")
        self.choose = Button(self.tr("Customer…"), icon="user")
        self.choose.clicked.connect(lambda: choose(self._chosen))
        self.text = TextAreaField(self.tr("What is asked for"), limit=TEXT_LIMIT, lines=_LINES)
        self.kind = ChoiceField(self.tr("Kind"), [(key.value, words) for key, words in KIND_WORDS.items()])
        self.day = DateField(self.tr("Day wished for"), model.text, hint=self.tr("If one was named"))
        self.name = Field(self.tr("Name"), limit=NAME_LIMIT)
        self.phone = Field(self.tr("Phone"))
        self.email = Field(self.tr("Email"))
        self.problem = Label("", "error").wrap()
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Write it down"), kind="primary", key=self.tr("Ctrl Enter")).entering()
        self._fields: dict[str, Field | ChoiceField | TextAreaField] = {
            "text": self.text,
            "kind": self.kind,
            "booked_on": self.day,
            "name": self.name,
            "phone": self.phone,
            "email": self.email,
        }
        self._lay_out()
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.text

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(Label(self.tr("New request"), "heading"))
        person = QHBoxLayout()
        person.addWidget(self.whom, 1)
        person.addWidget(self.choose)
        self.body.addLayout(person)
        self.body.addWidget(self.text)
        for fields in ((self.kind, self.day), (self.name, self.phone), (self.email,)):
            row = QHBoxLayout()
            row.setSpacing(look.px(16))
            for field in fields:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.body.addWidget(self.problem)
        for button in (self.cancel, self.save):
            button.set_tall(44)
        self.add_left(self.cancel)
        self.add_right(self.save)

    def _connect(self) -> None:
        model = self.model
        for name, field in self._fields.items():
            field.set_text(model.typed(name))
            field.edited.connect(lambda typed, name=name: self._type(name, typed))
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(model.save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, model.save)
        self._ask_for_day()
        self.follow(
            model.whose.bind(self._show_whose),
            model.errors.listen(lambda errors: show_errors(self._fields, errors)),
            model.problem.bind(self._tell_problem),
            model.busy.listen(lambda busy: self.save.set_allowed(not busy, self.tr("It is being saved."))),
            model.saved.listen(self._finished),
        )

    def _type(self, name: str, typed: str) -> None:
        self.model.type(name, typed)
        self._ask_for_day()

    def _ask_for_day(self) -> None:
        """Let a day be named for what has one."""
        self.day.setEnabled(self.model.asks_for_day())

    def _show_whose(self, whose: str) -> None:
        self.whom.setText(whose or self.tr("Nobody in the book yet: choose, or type name and contact"))

    def _chosen(self, customer: int) -> None:
        self.model.choose_customer(CustomerId(customer))

    def _tell_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _finished(self, notice: Notice | None) -> None:
        self.saved.emit(notice)
        self.accept()
