"""Puts something right: asks what the deed needs, and shows what will happen before it is posted.

Shows a `PuttingRightViewModel` until it is closed; ``posted`` tells what was done.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.putting_right import FieldKind, Form, FormField, PuttingRightViewModel
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.account.preview_box import PreviewBox
from ui.theme import set_role, theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label
from ui.widgets.check_box import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import AmountField, ChoiceField, Field
from ui.widgets.form_dialog import FormDialog

_SIZE = (560, 420)
_LONGEST = 500

AnyField = Field | AmountField | ChoiceField


class _Ticks(QWidget):
    """A box to tick for each option; tells the ticked keys with commas between."""

    ticked = Signal(str)

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(field.label, "label"))
        self.boxes = {key: CheckBox(text) for key, text in field.options}
        for box in self.boxes.values():
            box.toggled.connect(self._tell)
            column.addWidget(box)

    def _tell(self) -> None:
        self.ticked.emit(",".join(key for key, box in self.boxes.items() if box.isChecked()))


class _Choices(QWidget):
    """A row of choices under its label."""

    chosen = Signal(str)

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Label(field.label, "label"))
        self.row = ChoiceRow(field.options)
        self.row.show_choice(field.start)
        self.row.chosen.connect(self.chosen)
        column.addWidget(self.row)


class _Somebody(QWidget):
    """Who was chosen, beside the button that lets one be chosen."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(Label(field.label, "label"))
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        self.name = ElidedLabel(self.tr("Nobody chosen yet"), "muted")
        self.choose = Button(self.tr("Choose…"), icon="search")
        self.choose.set_tall(44)
        self.choose.setAutoDefault(True)
        self.choose.setAccessibleName(self.tr("Choose: {0}").format(field.label))
        row.addWidget(self.choose)
        row.addWidget(self.name, 1)
        column.addLayout(row)
        self.below = Label("", "error")
        self.below.hide()
        column.addWidget(self.below)

    def show_name(self, name: str) -> None:
        """Say who was chosen."""
        set_role(self.name, "strong")
        self.name.setText(name)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with whom was chosen; an empty sentence clears it."""
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))


class RightingDialog(FormDialog):
    """Enter posts; a second press while it is being posted does nothing.

    ``choose_customer`` lets one be chosen and passes on who it is.
    """

    help_topic = "put_right"
    posted = Signal(object)

    def __init__(
        self,
        model: PuttingRightViewModel,
        prompter: Prompter,
        choose_customer: Callable[[Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model.deed.title, model, prompter, parent)
        self.model = model
        self._choose_customer = choose_customer
        self._saves = False
        self.take_size(*_SIZE)
        self.fields: dict[str, AnyField] = {}
        self.ticks: dict[str, _Ticks] = {}
        self.choices: dict[str, _Choices] = {}
        self.somebody: dict[str, _Somebody] = {}
        paper, self._column = self.sheet()
        self.grow_with(paper)
        self.heading = Label(model.deed.title, "heading")
        self.explanation = Label("", "muted").wrap()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme().px(10))
        self.preview = PreviewBox(self.tr("Fill this in to see what it will do."))
        for label in (self.heading, self.explanation):
            self._column.addWidget(label)
        self._column.addSpacing(theme().px(4))
        self._column.addLayout(self._inside)
        self._column.addSpacing(theme().px(4))
        self._column.addWidget(self.preview)
        self._column.addStretch(1)
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(model.deed.verb, kind="primary", key=self.tr("Enter")).entering()
        self.ask_owner = Button(self.tr("Ask the owner…"), icon="lock-open")
        for button in (self.cancel, self.ask_owner, self.save):
            button.set_tall(44)
        self.ask_owner.hide()
        self.ask_owner.clicked.connect(self._ask_owner)
        self.save.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.add_left(self.cancel)
        self.add_right(self.ask_owner)
        self.add_right(self.save)
        self.follow(
            model.form.bind(self._show_form),
            model.values.bind(self._show_asked),
            model.chosen.listen(self._show_chosen),
            model.preview.bind(self.preview.show_payment),
            model.error.listen(self._show_error),
            model.busy.bind(lambda _busy: self._allow()),
            model.owner.needed.bind(lambda needed: self.ask_owner.setVisible(needed is not None)),
            model.done.listen(self._finish),
        )
        model.load()

    def first_field(self) -> QWidget:
        """Return where a customer is chosen, else the first field in which something is typed."""
        for somebody in self.somebody.values():
            return somebody.choose
        typed = (field for field in self.fields.values() if not isinstance(field, ChoiceField))
        return next(iter(typed), self.cancel)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the owner at once where nothing can be read without."""
        super().showEvent(event)
        if self.model.owner.needed.value is not None and self.model.form.value is None:
            QTimer.singleShot(0, self._ask_owner)

    def _ask_owner(self) -> None:
        dialog = OwnerPinDialog(self.model.owner.approval(), self.prompter, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.approved.connect(lambda desk, _why: self.model.take_approval(desk))
        dialog.rejected.connect(self._stay_or_close)
        dialog.open()

    def _stay_or_close(self) -> None:
        if self.model.form.value is None:
            self.reject()

    def part(self, name: str) -> QWidget:
        """Return the part of the form with that name."""
        found: dict[str, QWidget] = {**self.fields, **self.ticks, **self.choices, **self.somebody}
        return found[name]

    def fill(self, name: str, value: str) -> None:
        """Fill a field in, as somebody would who types, chooses or ticks."""
        part = self.part(name)
        if isinstance(part, _Choices):
            part.row.choose(value)
        elif isinstance(part, _Ticks):
            for key in value.split(","):
                part.boxes[key].setChecked(True)
        elif isinstance(part, _Somebody):
            self.model.choose_customer(name, CustomerId(int(value)))
        elif isinstance(part, Field | AmountField | ChoiceField):
            part.set_text(value)
            part.edited.emit(value)

    def _show_form(self, form: Form | None) -> None:
        if form is None:
            return
        self.heading.setText(form.heading)
        self.explanation.setText(form.explanation)
        for field in form.fields:
            self._inside.addWidget(self._made(field))
        self._show_asked(self.model.values.value)
        self._allow()
        self.first_field().setFocus()

    def _made(self, field: FormField) -> QWidget:
        tell = partial(self.model.set_value, field.name)
        if field.kind is FieldKind.TICKS:
            self.ticks[field.name] = _Ticks(field)
            self.ticks[field.name].ticked.connect(tell)
            return self.ticks[field.name]
        if field.kind is FieldKind.CHOICE:
            self.choices[field.name] = _Choices(field)
            self.choices[field.name].chosen.connect(tell)
            return self.choices[field.name]
        if field.kind is FieldKind.CUSTOMER:
            self.somebody[field.name] = _Somebody(field)
            self.somebody[field.name].choose.clicked.connect(lambda: self._choose(field.name))
            return self.somebody[field.name]
        made: AnyField
        if field.kind is FieldKind.AMOUNT:
            made = AmountField(field.label, self.model.text.currency, self.model.text.locale)
            made.set_hint(field.hint)
            made.entered.connect(self._save)
        elif field.kind is FieldKind.LIST:
            made = ChoiceField(field.label, field.options, hint=field.hint)
        elif field.kind is FieldKind.DATE:
            made = DateField(field.label, self.model.text, hint=field.hint)
        else:
            made = Field(self.tr(field.label), hint=field.hint, limit=_LONGEST)
        made.set_text(field.start)
        made.edited.connect(tell)
        self.fields[field.name] = made
        return made

    def _choose(self, name: str) -> None:
        self._choose_customer(lambda found: self.model.choose_customer(name, CustomerId(found)))

    def _show_chosen(self, chosen: dict[str, str]) -> None:
        for name, words in chosen.items():
            self.somebody[name].show_name(words)

    def _show_asked(self, values: dict[str, str]) -> None:
        form = self.model.form.value
        for field in (
            form.fields if form is not None and (self.fields or self.choices or self.somebody) else ()
        ):
            self.part(field.name).setVisible(field.is_asked(values))

    def _save(self) -> None:
        self._saves = True
        self.model.save()

    def _show_error(self, error: tuple[str, str]) -> None:
        name, sentence = error
        for field in (*self.fields.values(), *self.somebody.values()):
            field.set_error("")
        if name in self.somebody:
            self.somebody[name].set_error(sentence)
        elif name in self.fields:
            self.fields[name].set_error(sentence)
            if self._saves:  # what is wrong while one types takes the cursor nowhere
                self.fields[name].setFocus()
        self._saves = self._saves and not sentence

    def _allow(self) -> None:
        why = self.tr("It is being posted.") if self.model.busy.value else self.tr("It is being read.")
        self.save.set_allowed(self.model.form.value is not None and not self.model.busy.value, why)

    def _finish(self, notice: Notice | None) -> None:
        if notice is not None:
            self.posted.emit(notice)
            self.accept()
