"""The form of a follow-up: what is to be done, for whom, by when and by whom; shows a `FollowUpViewModel`."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from shopdesk.domain.follow_up import TITLE_LIMIT
from shopdesk.viewmodels.follow_up_form import PRIORITY_WORDS, STATUS_WORDS, FollowUpForm, FollowUpViewModel
from shopdesk.viewmodels.ports import Prompter
from shopdesk.wording import tr
from ui.widgets.buttons import Button
from ui.widgets.customer_form_dialog import CustomerFormDialog
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, Field


class FollowUpDialog(CustomerFormDialog):
    """A new one has no status yet; whom another is for stays as it was written down."""

    help_topic = "reminders"

    def __init__(
        self,
        model: FollowUpViewModel,
        prompter: Prompter,
        choose: Callable[[Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        new = tr("New follow-up")
        old = tr("Follow-up")
        super().__init__(new if model.is_new else old, model, prompter, choose, parent)
        self.model = model
        self.be_wide(520)
        self.title = Field(self.tr("What is to be done"), limit=TITLE_LIMIT)
        self.due_on = DateField(self.tr("By"), model.text, hint=self.tr("A day, such as 3 Dec"))
        self.who = ChoiceField(self.tr("Who"))
        self.priority = ChoiceField(
            self.tr("Priority"), [(key.value, words) for key, words in PRIORITY_WORDS.items()]
        )
        self.status = ChoiceField(
            self.tr("Status"), [(key.value, words) for key, words in STATUS_WORDS.items()]
        )
        self.save = Button(self.tr("Save"), kind="primary", key=self.tr("Enter")).entering()
        self.fields = {
            "title": self.title,
            "due_on": self.due_on,
            "who": self.who,
            "priority": self.priority,
            "status": self.status,
        }
        rows = ((self.title,), (self.due_on,), (self.who,), (self.priority, self.status))
        self.lay_out(self.save, *rows)
        self.status.setVisible(not model.is_new)
        self.save.setDefault(True)
        self.begin(self.save)
        self.follow(model.form.bind(self._show))
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.title

    def _show(self, form: FollowUpForm | None) -> None:
        if form is None:
            return
        self.whom.setText(form.full_name or self.tr("For nobody in particular"))
        why = self.tr("Whom it is for stays as it was written down.")
        self.choose.set_allowed(self.model.may_choose_customer, why)
        self.who.set_options(form.staff)
        for name, field in self.fields.items():
            field.set_text(self.model.typed(name))
