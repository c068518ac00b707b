"""Putting a sale on account: one amount or lines, what is paid now, and what will be owed.

Shows a `SaleViewModel` until it is closed; ``posted`` tells what was done.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.payment import Method
from shopdesk.viewmodels.payment import METHOD_WORDS
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.sale_on_account import (
    LONGEST_NOTE,
    PointsOffer,
    Refusal,
    SaleDraft,
    SalePreview,
    SaleViewModel,
)
from ui.account.account_head import AccountHeadView
from ui.account.lines_editor import LinesEditor
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.account.posting_dialog import PostingDialog
from ui.account.preview_box import PreviewBox
from ui.account.till_note_strip import TillNoteStrip
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label
from ui.widgets.date_field import DateField
from ui.widgets.fields import AmountField, Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.typing_pause import TypingPause

_SIZE = (660, 760)


class SaleDialog(PostingDialog):
    """Enter saves; a second press while it is being saved does nothing."""

    help_topic = "on_account"

    def __init__(self, model: SaleViewModel, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Put on account"), model, prompter, parent)
        self.model = model
        self.take_size(*_SIZE)
        self.head = AccountHeadView()
        self.till = TillNoteStrip(model.till)
        self.amount = AmountField(self.tr("Amount of the sale"), model.text.currency, model.text.locale)
        self.lines = LinesEditor()
        self.lines_error = Label("", "error").wrap()
        self.list_items = Button(self.tr("List the items…"), kind="quiet")
        self.paid = Field(self.tr("Paid now (part of it)"))
        self.method = ChoiceRow([(method.value, METHOD_WORDS[method]) for method in Method])
        self.points = Field(self.tr("Paid with points"))
        self.use_points = Button("", kind="quiet")
        self.due = DateField(self.tr("Due"), model.text)
        self.day = DateField(self.tr("Sold on"), model.text, placeholder=self.tr("Today"))
        self.note = Field(self.tr("Note"), limit=LONGEST_NOTE)
        self.preview = PreviewBox()
        self.refused = Banner(can_close=False)
        self.override = Field(self.tr("Reason to allow it this once"), limit=LONGEST_NOTE)
        self._lay_out()
        self._add_buttons()
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Begin at the amount."""
        return self.amount.line

    def _lay_out(self) -> None:
        look = theme()
        inside, column = self.sheet()
        self.grow_with(inside)
        column.addWidget(self.head)
        column.addWidget(self.till)
        column.addSpacing(look.px(6))
        column.addWidget(self.amount)
        column.addWidget(self.lines)
        column.addWidget(self.lines_error)
        self.earlier = Button(self.tr("Another day…"), kind="quiet")
        self.earlier.set_allowed(
            self.model.may_date_back, self.tr("Only the owner enters for an earlier day.")
        )
        links = QWidget()
        flow = FlowLayout(links, spacing=look.px(8))
        for link in (self.list_items, self.earlier, self.use_points):
            link.set_tall(44)
            flow.addWidget(link)
        flush = QHBoxLayout()
        flush.addSpacing(-look.px(16))
        flush.addWidget(links, 1)
        column.addLayout(flush)
        column.addWidget(self.day)
        pair = QHBoxLayout()
        pair.setSpacing(look.px(16))
        paid_side = QVBoxLayout()
        paid_side.setSpacing(look.px(4))
        paid_side.addWidget(Label(self.tr("How"), "label"))
        paid_side.addWidget(self.method)
        paid_side.addStretch(1)
        pair.addWidget(self.paid, 2)
        pair.addLayout(paid_side, 3)
        column.addLayout(pair)
        facts = QHBoxLayout()
        facts.setSpacing(look.px(16))
        facts.addWidget(self.points, 2)
        facts.addWidget(self.due, 2)
        facts.addWidget(self.note, 3)
        column.addLayout(facts)
        column.addWidget(self.refused)
        column.addWidget(self.override)
        column.addWidget(self.preview)
        column.addStretch(1)
        for hidden in (self.lines, self.lines_error, self.override, self.day):
            hidden.hide()
        for field in (self.paid, self.points, self.due, self.day, self.note, self.override):
            field.line.setProperty("tall", True)

    def _add_buttons(self) -> None:
        self.cancel = Button(self.tr("Cancel"))
        self.save_and_print = Button(self.tr("Save and print receipt")).entering()
        self.save = Button(self.tr("Put on account"), kind="primary", key=self.tr("Enter")).entering()
        for button in (self.cancel, self.save_and_print, self.save):
            button.set_tall(44)
        self.add_left(self.cancel)
        self.add_right(self.save_and_print)
        self.add_right(self.save)

    def _connect(self) -> None:
        model = self.model
        self.pauses = [
            TypingPause(field.line) for field in (self.amount, self.paid, self.points, self.due, self.day)
        ]
        for pause in self.pauses:
            pause.settled.connect(model.leave)
        self.amount.edited.connect(lambda text: self._change(amount=text))
        self.lines.edited.connect(lambda drafts: self._change(lines=drafts))
        self.paid.edited.connect(lambda text: self._change(paid=text))
        self.points.edited.connect(lambda text: self._change(points=text))
        self.use_points.clicked.connect(model.use_points)
        self.due.edited.connect(lambda text: self._change(due=text))
        self.day.edited.connect(lambda text: self._change(day=text))
        self.note.edited.connect(lambda text: self._change(note=text))
        self.override.edited.connect(lambda text: self._change(override=text))
        self.method.choose(model.draft.value.method.value)
        self.method.chosen.connect(lambda key: self._change(method=Method(key)))
        self.list_items.clicked.connect(self._show_lines)
        self.earlier.clicked.connect(self._show_day)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(lambda: self._save(prints=False))
        self.save_and_print.clicked.connect(lambda: self._save(prints=True))
        self.amount.entered.connect(lambda: self._save(prints=False))
        self.lines.entered.connect(lambda: self._save(prints=False))
        for field in (self.paid, self.points, self.due, self.day, self.note, self.override):
            field.line.returnPressed.connect(lambda: self._save(prints=False))
        self.follow(
            model.head.bind(self.head.show_head),
            model.till.notes.bind(self.till.show_notes),
            model.points.bind(self._show_points),
            model.draft.bind(self._show_draft),
            model.preview.bind(self._show_preview),
            model.refusal.bind(self._show_refusal),
            model.errors.bind(self._show_errors),
            model.busy.bind(self._allow),
        )

    def _change(self, **changes: object) -> None:
        self.model.change(replace(self.model.draft.value, **changes))  # type: ignore[arg-type]  # fields by name

    def _show_preview(self, preview: SalePreview | None) -> None:
        """Show what will happen, on the button too."""
        self.preview.show_payment(preview)
        deed = "" if preview is None else preview.deed
        self.save.set_text(deed or self.tr("Put on account"))

    def _show_draft(self, draft: SaleDraft) -> None:
        self.amount.set_text(draft.amount)
        self.paid.set_text(draft.paid)
        self.points.set_text(draft.points)
        self.due.set_text(draft.due)
        self.override.set_text(draft.override)

    def _show_points(self, offer: PointsOffer | None) -> None:
        """Offer what the points pay; what was typed stays in sight when they are gone meanwhile."""
        self.points.setVisible(offer is not None or bool(self.points.text()))
        self.use_points.setVisible(offer is not None)
        if offer is not None:
            self.points.set_hint(offer.held)
            self.use_points.set_text(self.tr("Use points {0}").format(offer.pays))

    def _show_day(self) -> None:
        self.day.show()
        self.earlier.set_allowed(allowed=False, why_not=self.tr("Shown below."))
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self) -> None:
        """Take lines instead of one amount."""
        self.lines.show()
        self.amount.hide()
        self.list_items.set_text(self.tr("One amount instead"))
        self.list_items.clicked.disconnect()
        self.list_items.clicked.connect(self._show_amount)
        self._change(amount="", lines=self.lines.drafts())
        self.lines.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_amount(self) -> None:
        """Take one amount instead of lines; the lines are kept in case they come back."""
        self.lines.hide()
        self.amount.show()
        self.list_items.set_text(self.tr("List the items…"))
        self.list_items.clicked.disconnect()
        self.list_items.clicked.connect(self._show_lines)
        self._change(lines=())
        self.amount.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refusal(self, refusal: Refusal | None) -> None:
        self.preview.setVisible(refusal is None)
        if refusal is None:
            self.refused.hide()
            self.override.setVisible(bool(self.override.text()))
            return
        actions: list[tuple[str, Callable[[], None]]] = []
        if refusal.pay_label:
            actions.append((refusal.pay_label, self.model.pay_enough_now))
        if refusal.asks_owner:
            actions.append((self.tr("Ask the owner…"), self._ask_owner))
        self.refused.tell(refusal.text, "warn", actions)
        self.override.setVisible(refusal.can_override)

    def _ask_owner(self) -> None:
        dialog = OwnerPinDialog(self.model.approval(), self.prompter, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.approved.connect(self.model.take_approval)
        dialog.open()

    def _show_errors(self, errors: dict[str, str]) -> None:
        self.preview.wait_for(right=not errors)
        self.amount.set_error(errors.get("total", ""))
        self.paid.set_error(errors.get("paid", ""))
        self.points.set_error(errors.get("redeemed", ""))
        self.due.set_error(errors.get("due_on", ""))
        self.day.set_error(errors.get("at", ""))
        of_lines = errors.get("lines", "") or (errors.get("total", "") if self.amount.isHidden() else "")
        self.lines_error.setText(of_lines)
        self.lines_error.setVisible(bool(of_lines))
        self.lines.mark(errors.get("lines", ""))
        known = {"total", "paid", "redeemed", "due_on", "lines", "at"}
        self.note.set_error(next((said for name, said in errors.items() if name not in known), ""))

    def _allow(self, busy: bool) -> None:
        for button in (self.save, self.save_and_print):
            button.set_allowed(not busy, self.tr("The sale is being saved."))

    def _save(self, *, prints: bool) -> None:
        self._prints = prints
        self.model.save()
        errors = self.model.errors.value
        lines = {
            "total": self.amount.line,
            "paid": self.paid.line,
            "redeemed": self.points.line,
            "due_on": self.due.line,
            "at": self.day.line,
        }
        wrong = next((lines[name] for name in errors if name in lines), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
