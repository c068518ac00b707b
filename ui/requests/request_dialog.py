"""The form of a new request: who asks, for what, and for which day; shows an `EnquiryFormViewModel`."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.domain.enquiry import NAME_LIMIT, TEXT_LIMIT
from shopdesk.viewmodels.enquiry_form import EnquiryFormViewModel
from shopdesk.viewmodels.enquiry_words import KIND_WORDS
from shopdesk.viewmodels.ports import Prompter
from shopdesk.wording import tr
from ui.widgets.buttons import Button
from ui.widgets.customer_form_dialog import CustomerFormDialog
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, Field, TextAreaField

_LINES = 5


class RequestDialog(CustomerFormDialog):
    """Asks for name and contact of whoever is not in the book."""

    help_topic = "requests"

    def __init__(
        self,
        model: EnquiryFormViewModel,
        prompter: Prompter,
        choose: Callable[[Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("New request")
        super().__init__(title, model, prompter, choose, parent)
        self.model = model
        self.be_wide(600)
        self.text = TextAreaField(self.tr("What is asked for"), limit=TEXT_LIMIT, lines=_LINES)
        self.kind = ChoiceField(self.tr("Kind"), [(key.value, words) for key, words in KIND_WORDS.items()])
        self.day = DateField(self.tr("Day wished for"), model.text, hint=self.tr("If one was named"))
        self.name = Field(self.tr("Name"), limit=NAME_LIMIT)
        self.phone = Field(self.tr("Phone"))
        self.email = Field(self.tr("Email"))
        self.save = Button(self.tr("Write it down"), kind="primary", key=self.tr("Ctrl Enter")).entering()
        self.fields = {
            "text": self.text,
            "kind": self.kind,
            "booked_on": self.day,
            "name": self.name,
            "phone": self.phone,
            "email": self.email,
        }
        for name, field in self.fields.items():
            field.set_text(model.typed(name))
        rows = ((self.text,), (self.kind, self.day), (self.name, self.phone), (self.email,))
        self.lay_out(self.save, *rows)
        self.begin(self.save)
        self.kind.edited.connect(lambda _typed: self._ask_for_day())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, model.save)
        self._ask_for_day()
        self.follow(model.whose.bind(self._show_whose))
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.text

    def _ask_for_day(self) -> None:
        """Let a day be named for what has one."""
        self.day.setEnabled(self.model.asks_for_day())

    def _show_whose(self, whose: str) -> None:
        self.whom.setText(whose or self.tr("Nobody in the book yet: choose, or type name and contact"))
