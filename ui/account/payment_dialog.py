"""Taking a payment: the amount, how it was paid, and what it will settle before it is booked.

Shows a `PaymentViewModel` until it is closed; ``posted`` tells what was done.
"""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.payment import Method
from shopdesk.viewmodels.payment import LONGEST_NOTE, METHOD_WORDS, PaymentViewModel
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.quick_amounts import QuickAmount
from ui.account.account_head import AccountHeadView
from ui.account.posting_dialog import PostingDialog
from ui.account.preview_box import PreviewBox
from ui.account.sales_chooser import SalesChooser
from ui.account.till_note_strip import TillNoteStrip
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label
from ui.widgets.check_box import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import AmountField, Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.typing_pause import TypingPause

_SIZE = (640, 700)


class PaymentDialog(PostingDialog):
    """Enter saves and prints; a second press while it is being saved does nothing."""

    help_topic = "payment"

    def __init__(self, model: PaymentViewModel, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Take payment"), model, prompter, parent)
        self.model = model
        look = theme()
        self.take_size(*_SIZE)
        self.head = AccountHeadView()
        self.till = TillNoteStrip(model.till)
        self.amount = AmountField(self.tr("Amount received"), model.text.currency, model.text.locale)
        self.pause = TypingPause(self.amount.line)
        self._quick = FlowLayout(spacing=look.px(8))
        self._quick_buttons: dict[str, Button] = {}
        self.method = ChoiceRow([(method.value, METHOD_WORDS[method]) for method in Method])
        self.change = CheckBox(self.tr("Give change back instead of keeping the rest as store credit"))
        self.preview = PreviewBox()
        self.chooser = SalesChooser()
        self.note = Field(self.tr("Note"), limit=LONGEST_NOTE)
        self.day = DateField(self.tr("Received on"), model.text, placeholder=self.tr("Today"))
        self._lay_out()
        self._add_buttons()
        self.chooser.hide()
        self.note.hide()
        self.day.hide()
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Begin at the amount."""
        return self.amount.line

    def quick_button(self, label: str) -> Button:
        """Return the button of a quick amount."""
        return self._quick_buttons[label]

    def _lay_out(self) -> None:
        look = theme()
        inside, column = self.sheet()
        self.grow_with(inside)
        column.addWidget(self.head)
        column.addWidget(self.till)
        column.addSpacing(look.px(6))
        column.addWidget(self.amount)
        column.addLayout(self._quick)
        column.addSpacing(look.px(6))
        column.addWidget(Label(self.tr("How"), "label"))
        column.addWidget(self.method)
        column.addWidget(self.change)
        column.addWidget(self.preview)
        links = QHBoxLayout()
        links.addSpacing(-look.px(16))
        links.setSpacing(look.px(4))
        self.choose = Button(self.tr("Choose sales…"), kind="quiet")
        self.add_note = Button(self.tr("Add a note…"), kind="quiet")
        self.earlier = Button(self.tr("Another day…"), kind="quiet")
        self.earlier.set_allowed(
            self.model.may_date_back, self.tr("Only the owner enters for an earlier day.")
        )
        for button in (self.choose, self.add_note, self.earlier):
            button.set_tall(44)
            links.addWidget(button)
        links.addStretch(1)
        column.addLayout(links)
        column.addWidget(self.chooser)
        column.addWidget(self.note)
        column.addWidget(self.day)
        column.addStretch(1)

    def _add_buttons(self) -> None:
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save")).entering()
        self.save_and_print = Button(
            self.tr("Save and print receipt"), kind="primary", key=self.tr("Enter")
        ).entering()
        for button in (self.cancel, self.save, self.save_and_print):
            button.set_tall(44)
        self.add_left(self.cancel)
        self.add_right(self.save)
        self.add_right(self.save_and_print)

    def _connect(self) -> None:
        model = self.model
        self.amount.edited.connect(model.type_amount)
        self.pause.settled.connect(model.leave_amount)
        self.amount.entered.connect(self._save_and_print)
        self.note.edited.connect(model.write_note)
        self.note.line.returnPressed.connect(self._save_and_print)
        self.day.edited.connect(model.choose_day)
        self.day.line.returnPressed.connect(self._save_and_print)
        self.method.chosen.connect(lambda key: model.choose_method(Method(key)))
        self.method.choose(model.method.value.value)
        self.choose.clicked.connect(lambda: self._unfold(self.chooser, self.choose))
        self.add_note.clicked.connect(lambda: self._unfold(self.note, self.add_note))
        self.change.toggled.connect(lambda gives: model.give_change(gives=gives))
        self.earlier.clicked.connect(lambda: self._unfold(self.day, self.earlier))
        self.chooser.listed.connect(self._chain)
        self.chooser.chosen.connect(model.choose_sales)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(lambda: self._save(prints=False))
        self.save_and_print.clicked.connect(self._save_and_print)
        self.follow(
            model.head.bind(self.head.show_head),
            model.till.notes.bind(self.till.show_notes),
            model.quick.bind(self._offer),
            model.amount.bind(self.amount.set_text),
            model.sales.bind(self._show_sales),
            model.why_no_change.bind(self._allow_change),
            model.preview.bind(self.preview.show_payment),
            model.error.bind(self._show_error),
            model.day_error.bind(self.day.set_error),
            model.busy.bind(self._allow),
        )

    def _offer(self, offered: tuple[QuickAmount, ...]) -> None:
        while (item := self._quick.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._quick_buttons.clear()
        for amount in offered:
            button = Button(amount.label)
            button.set_tall(44)
            button.clicked.connect(lambda _checked=False, typed=amount.typed: self._type(typed))
            self._quick.addWidget(button)
            self._quick_buttons[amount.label] = button
        self._chain()

    def _chain(self) -> None:
        """Let Tab go from top to bottom, through the quick amounts too, which come late."""
        methods = [self.method.button(method.value) for method in Method]
        before: list[QWidget] = [self.amount.line, *self._quick_buttons.values(), *methods]
        links = [self.change, self.choose, self.add_note, self.earlier]
        after = [*links, *self.chooser.boxes.values(), self.chooser.more, self.note.line, self.day.line]
        chain = [*before, *after, self.cancel, self.save, self.save_and_print]
        for one, other in pairwise(chain):
            self.setTabOrder(one, other)

    def _type(self, typed: str) -> None:
        self.model.type_amount(typed)
        self.amount.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sales(self, sales: tuple[object, ...]) -> None:
        self.chooser.show_sales(self.model.sales.value, self.model.chosen.value)
        self.choose.set_allowed(bool(sales), self.tr("There is no open sale to choose."))

    def _unfold(self, part: QWidget, button: Button) -> None:
        part.show()
        self.grow(part.sizeHint().height())
        button.set_allowed(allowed=False, why_not=self.tr("Shown below."))
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow_change(self, why_not: str) -> None:
        self.change.setEnabled(not why_not)
        self.change.setToolTip(why_not)
        self.change.setAccessibleDescription(why_not)

    def _show_error(self, sentence: str) -> None:
        self.amount.set_error(sentence)
        self.preview.wait_for(right=not sentence)

    def _allow(self, busy: bool) -> None:
        why = self.tr("The payment is being saved.")
        for button in (self.save, self.save_and_print):
            button.set_allowed(not busy, why)

    def _save_and_print(self) -> None:
        self._save(prints=True)

    def _save(self, *, prints: bool) -> None:
        self._prints = prints
        self.model.save()
        if self.model.day_error.value:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.error.value:
            self.amount.line.setFocus(Qt.FocusReason.OtherFocusReason)
