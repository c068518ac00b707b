"""The dialog to add or change a customer.

Shows a `CustomerFormViewModel` until it is closed; ``saved`` tells the customer's id.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.contact_holders import Holder
from shopdesk.viewmodels.customer_form import CustomerFormViewModel
from shopdesk.viewmodels.ports import Prompter
from shopdesk.wording import tr_count
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.customers.linked_field import LinkedField
from ui.customers.record_form import RecordForm
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.fields import Field
from ui.widgets.form_dialog import FormDialog

_SIZE = (960, 900)


class CustomerForm(FormDialog):
    """Ctrl+Enter saves from anywhere; Esc asks when something typed would be lost."""

    help_topic = "record"
    saved = Signal(int)
    holder_asked_for = Signal(int)

    def __init__(
        self, model: CustomerFormViewModel, prompter: Prompter, parent: QWidget | None = None
    ) -> None:
        super().__init__(model.title.value, model, prompter, parent)
        self.model = model
        look = theme()
        self.take_size(*_SIZE)
        self.form = RecordForm(model.text)
        self.news = Banner()
        self.news.closed.connect(self._forget_news)
        room = QVBoxLayout()
        room.setContentsMargins(look.px(24), look.px(12), look.px(24), 0)
        room.addWidget(self.news)
        self.body.setSpacing(0)
        self.body.addLayout(room)
        self._area = self.scroll_over(self.form)
        self._add_buttons()
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Begin at the first name."""
        return self.form.fields["first_name"]

    def _add_buttons(self) -> None:
        self.to_put_right = Label("", "owed")
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save"), kind="primary", key=self.tr("Ctrl Enter")).entering()
        self.ask_owner = Button(self.tr("Limit and terms: ask the owner…"), icon="lock-open")
        for button in (self.ask_owner, self.cancel, self.save):
            button.set_tall(44)
        self.ask_owner.clicked.connect(self._ask_owner)
        self.add_left(self.ask_owner)
        self.add_left(self.to_put_right)
        self.add_right(self.cancel)
        self.add_right(self.save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self._save)

    def _connect(self) -> None:
        model, form = self.model, self.form
        form.edited.connect(model.type)
        form.left.connect(model.leave)
        form.asked.connect(model.suggestions.ask)
        form.taken.connect(model.take)
        form.tags.changed.connect(model.choose_tags)
        form.hold.toggled.connect(model.hold)
        form.note.edited.connect(model.write_note)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        for name, field in form.fields.items():
            if isinstance(field, LinkedField):
                field.followed.connect(partial(self._go_to_holder, name))
        self.follow(
            model.title.bind(self.setWindowTitle),
            model.values.bind(form.show_values),
            model.hints.bind(form.show_hints),
            model.errors.bind(self._show_errors),
            model.suggestions.offered.listen(form.show_offered),
            model.known_tags.bind(form.tags.offer),
            model.tags.bind(form.tags.show_chosen),
            model.may_change_credit.bind(self._let_change_credit),
            model.on_hold.bind(form.hold.setChecked),
            model.holders.known.bind(self._show_holders),
            model.news.bind(self._show_news),
            model.busy.bind(lambda _busy: self._allow()),
            model.saved.listen(self._finish),
        )

    def _let_change_credit(self, allowed: bool) -> None:
        why = "" if allowed else self.tr("Only the owner changes limit, terms and hold.")
        for name in ("credit_limit", "payment_terms_days"):
            field = self.form.fields[name]
            if isinstance(field, Field):
                field.line.setReadOnly(not allowed)
            self.form.show_hints({name: why})
        self.form.hold.setEnabled(allowed)
        self.form.hold.setToolTip(why)
        self.ask_owner.setVisible(not allowed and self.model.can_ask_owner)

    def _ask_owner(self) -> None:
        dialog = OwnerPinDialog(self.model.approval(), self.prompter, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.approved.connect(lambda desk, _why: self.model.take_approval(desk))
        dialog.open()

    def _show_errors(self, errors: dict[str, str]) -> None:
        self.form.show_errors(errors)
        count = len(errors)
        words = tr_count("{count} thing to put right", "{count} things to put right", count, count=count)
        self.to_put_right.setText(words if count else "")
        self._allow()

    def _show_holders(self, known: dict[str, Holder]) -> None:
        for name, field in self.form.fields.items():
            if not isinstance(field, LinkedField):
                continue
            holder = known.get(name)
            if holder is None:
                field.offer("")
            elif holder.archived:
                field.offer(self.tr("Archived: restore {0}").format(holder.name))
            else:
                field.offer(self.tr("Open {0}").format(holder.name))

    def _go_to_holder(self, name: str) -> None:
        """Open the record of whoever has it already; an archived one is restored first."""
        holder = self.model.holders.known.value[name]
        if holder.archived:
            self.model.restore_holder(name, self.holder_asked_for.emit)
        else:
            self.holder_asked_for.emit(holder.customer)

    def _show_news(self, news: str) -> None:
        if news:
            self.news.tell(news, "warn")

    def _forget_news(self) -> None:
        self.model.news.value = ""

    def _allow(self) -> None:
        wrong, busy = self.model.errors.value, self.model.busy.value
        why = self.tr("The record is being saved.") if busy else self.to_put_right.text()
        self.save.set_allowed(not wrong and not busy, why)

    def _save(self) -> None:
        """Save, or go to the first field that must be put right."""
        focused = self.focusWidget()
        if focused is self.form.tags.line:
            self.form.tags.line.editingFinished.emit()
        self.model.save()
        wrong = next(
            (field for name, field in self.form.fields.items() if name in self.model.errors.value), None
        )
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(wrong)

    def _finish(self, customer: CustomerId | None) -> None:
        if customer is not None:
            self.saved.emit(customer)
            self.accept()
