"""The form of a follow-up: what is to be done, for whom, by when and by whom; shows a `FollowUpViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import TITLE_LIMIT
from shopdesk.viewmodels.follow_up_form import PRIORITY_WORDS, STATUS_WORDS, FollowUpForm, FollowUpViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.date_field import DateField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, show_errors
from ui.widgets.form_dialog import FormDialog


class FollowUpDialog(FormDialog):
    """Tells by ``saved`` what was written down, and closes; ``choose`` lets a customer be chosen."""

    help_topic = "reminders"
    saved = Signal(object)

    def __init__(
        self,
        model: FollowUpViewModel,
        prompter: Prompter,
        choose: Callable[[Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("New follow-up") if model.is_new else self.tr("Follow-up")
        super().__init__(title, model, prompter, parent)
        self.model = model
        look = theme()
        self.setMinimumWidth(look.px(520))
        self.title = Field(self.tr("What is to be done"), limit=TITLE_LIMIT)
        self.due_on = DateField(self.tr("By"), model.text, hint=self.tr("A day, such as 3 Dec"))
        self.who = ChoiceField(self.tr("Who"))
        self.priority = ChoiceField(
            self.tr("Priority"), [(key.value, words) for key, words in PRIORITY_WORDS.items()]
        )
        self.status = ChoiceField(
            self.tr("Status"), [(key.value, words) for key, words in STATUS_WORDS.items()]
        )
        self.whom = ElidedLabel("", "strong")
        self.choose = Button(self.tr("Customer…"), icon="user")
        self.choose.clicked.connect(lambda: choose(self._chosen))
        self.problem = Label("", "error").wrap()
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save"), kind="primary", key="Enter").entering()
        self._lay_out(title)
        self._fields: dict[str, Field | ChoiceField] = {
            "title": self.title,
            "due_on": self.due_on,
            "who": self.who,
            "priority": self.priority,
            "status": self.status,
        }
        for name, field in self._fields.items():
            field.edited.connect(lambda typed, name=name: model.type(name, typed))
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(model.save)
        self.follow(
            model.form.bind(self._show),
            model.errors.listen(lambda errors: show_errors(self._fields, errors)),
            model.problem.bind(self._tell_problem),
            model.busy.listen(lambda busy: self.save.set_allowed(not busy, self.tr("It is being saved."))),
            model.saved.listen(self._finished),
        )
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.title

    def _lay_out(self, title: str) -> None:
        look = theme()
        self.body.addWidget(Label(title, "heading"))
        person = QHBoxLayout()
        person.addWidget(self.whom, 1)
        person.addWidget(self.choose)
        self.body.addLayout(person)
        for field in (self.title, self.due_on, self.who):
            self.body.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        for choice in (self.priority, self.status):
            row.addWidget(choice, 1)
        self.body.addLayout(row)
        self.status.setVisible(not self.model.is_new)
        self.body.addWidget(self.problem)
        for button in (self.cancel, self.save):
            button.set_tall(44)
        self.save.setDefault(True)
        self.add_left(self.cancel)
        self.add_right(self.save)

    def _show(self, form: FollowUpForm | None) -> None:
        if form is None:
            return
        self.whom.setText(form.full_name or self.tr("For nobody in particular"))
        why = self.tr("Whom it is for stays as it was written down.")
        self.choose.set_allowed(self.model.may_choose_customer, why)
        self.who.set_options(form.staff)
        for name, field in self._fields.items():
            field.set_text(self.model.typed(name))

    def _chosen(self, customer: int) -> None:
        self.model.choose_customer(CustomerId(customer))

    def _tell_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _finished(self, notice: Notice | None) -> None:
        self.saved.emit(notice)
        self.accept()
