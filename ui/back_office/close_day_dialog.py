"""Closing the day: what should be in the drawer, what was counted, and whether what is owed adds up.

Shows a `CloseDayViewModel` until it is closed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shopdesk.domain.day_close import SumBlock
from shopdesk.viewmodels.close_day import CloseDayViewModel, ClosedDay, DayPicture
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from ui.theme import set_role, theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Figure, Heading, Label, Rule
from ui.widgets.fields import AmountField, Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.proof_line import ProofLine
from ui.widgets.typing_pause import TypingPause

_SIZE = (960, 700)
_LOOKS = {"right": "hero-credit", "over": "hero", "short": "hero-owed", "": "muted"}
_VERDICT = 46
_BESIDE = 720
"""So wide the count and the sums have room beside each other."""


class CloseDayDialog(FormDialog):
    """Enter closes the day; it stays open to print its slip, which ``print_pdf`` sends to a printer."""

    help_topic = "day"

    def __init__(
        self,
        model: CloseDayViewModel,
        print_pdf: Callable[[bytes, str], None],
        prompter: Prompter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Close the day"), model, prompter, parent)
        self.model = model
        self._print_pdf = print_pdf
        self._sums: tuple[SumBlock, ...] = ()
        self.take_size(*_SIZE)
        text = model.text
        self.banner = Banner(can_close=False)
        self.heading = Heading()
        self.since = Label("", "muted").wrap()
        self.day = Field(self.tr("Day"))
        self.float = Field(self.tr("Float"))
        self.counted = AmountField(
            self.tr("Counted in the drawer, with the float"), text.currency, text.locale
        )
        self.closed = Button(self.tr("Closed days"), kind="quiet")
        self.expected = Figure()
        self.verdict = Figure("", "hero").wrap()
        self.proof = ProofLine()
        self._lay_out()
        self._add_buttons()
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Begin at the count; at the buttons when there is nothing left to count."""
        return self.counted.line if self.counted.line.isEnabled() else self.close_button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the sums beside the count, or below it where there is no room."""
        super().resizeEvent(event)
        beside = self.width() >= theme().px(_BESIDE)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _lay_out(self) -> None:
        look = theme()
        paper, column = self.sheet()
        column.addWidget(self.banner)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(look.px(24))
        count, sums = QVBoxLayout(), QVBoxLayout()
        count.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.closed)
        count.addLayout(head)
        count.addWidget(self.since)
        count.addSpacing(look.px(8))
        pair = QHBoxLayout()
        pair.setSpacing(look.px(16))
        for field in (self.day, self.float):
            field.line.setProperty("tall", True)
            pair.addWidget(field, 1)
        count.addLayout(pair)
        count.addWidget(self.counted)
        box = Card(role="sunken", padding=16)
        box.body.addWidget(Label(self.tr("Should be in the drawer"), "label"))
        box.body.addWidget(self.expected)
        self.verdict.setMinimumHeight(look.px(_VERDICT))
        box.body.addWidget(self.verdict)
        count.addWidget(box)
        count.addStretch(1)
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(look.px(10))
        sums.setSpacing(look.px(10))
        sums.addLayout(self._blocks)
        sums.addWidget(self.proof)
        sums.addStretch(1)
        self._sides.addLayout(count, 1)
        self._sides.addLayout(sums, 1)
        column.addLayout(self._sides, 1)
        self.scroll_over(paper)

    def _add_buttons(self) -> None:
        self.close_button = Button(self.tr("Close"))
        self.save_pdf = Button(self.tr("Save PDF…"))
        self.print = Button(self.tr("Print the slip…"), icon="printer")
        self.save = Button(self.tr("Close the day"), kind="primary", key=self.tr("Enter")).entering()
        for button in (self.close_button, self.save_pdf, self.print, self.save):
            button.set_tall(44)
        self.add_left(self.close_button)
        for button in (self.save_pdf, self.print, self.save):
            self.add_right(button)

    def _connect(self) -> None:
        model = self.model
        self.day.set_text(model.text.day(model.text.today))
        self.day.line.editingFinished.connect(lambda: model.choose_day(self.day.text()))
        for field, name in ((self.float, "float"), (self.counted, "counted")):
            field.edited.connect(lambda typed, name=name: model.type(name, typed))
        self.pauses = [TypingPause(field.line) for field in (self.float, self.counted)]
        for pause in self.pauses:
            pause.settled.connect(model.leave)
        self.float.line.returnPressed.connect(self.counted.line.setFocus)
        self.counted.entered.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.save_pdf.clicked.connect(model.save_slip)
        self.print.clicked.connect(lambda: model.print_with(self._print_pdf))
        self.save.clicked.connect(self._save)
        self.follow(
            model.picture.bind(self._show),
            model.errors.bind(self._show_errors),
            model.busy.bind(lambda _busy: self._allow()),
            model.notice.listen(self._tell),
            model.closed.bind(self._offer_closed),
        )

    def _offer_closed(self, closed: tuple[ClosedDay, ...]) -> None:
        menu = QMenu(self.closed)
        menu.addAction(self.tr("Today")).triggered.connect(self._show_today)
        menu.addSeparator()
        for one in closed:
            menu.addAction(one.words).triggered.connect(partial(self._show_closed, one))
        old = self.closed.menu()
        self.closed.setMenu(menu)
        if old is not None:
            old.deleteLater()
        why = self.model.why_not_choose or self.tr("No day was closed yet.")
        self.closed.set_allowed(bool(closed), why)

    def _show_today(self) -> None:
        self.day.set_text(self.model.text.day(self.model.text.today))
        self.model.show_today()

    def _show_closed(self, one: ClosedDay, _checked: bool = False) -> None:
        self.day.set_text(self.model.text.day(one.day.on))
        self.model.show_closed(one)

    def _save(self) -> None:
        self.model.save()
        if self.model.errors.value.get("counted"):
            self.counted.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, picture: DayPicture | None) -> None:
        self._allow()
        if picture is None:
            return
        day, text = picture.day, self.model.text
        self.heading.setText(picture.title)
        self.since.setText(picture.since)
        counted = text.amount(day.counted or 0) if picture.is_closed else self.model.typed("counted")
        self.counted.set_text(counted)
        self.float.set_text(text.amount(day.cash_float) if picture.is_closed else self.model.typed("float"))
        self.float.line.setPlaceholderText(text.amount(day.cash_float))
        self.expected.setText(text.money(day.expected))
        self.verdict.setText(picture.verdict or self.tr("Nothing is counted yet."))
        set_role(self.verdict, _LOOKS[picture.stands])
        self.proof.show_proof(picture.proof, proven=day.ties)
        if self._sums != picture.blocks:
            self._sums = picture.blocks
            self._show_sums()

    def _show_sums(self) -> None:
        while (item := self._blocks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for block in self._sums:
            self._blocks.addWidget(_block_card(block))

    def _show_errors(self, errors: dict[str, str]) -> None:
        for name, field in (("on", self.day), ("float", self.float), ("counted", self.counted)):
            field.set_error(errors.get(name, ""))
        self._allow()

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)

    def _allow(self) -> None:
        picture, busy = self.model.picture.value, self.model.busy.value
        is_open = picture is not None and not picture.is_closed
        why = self.tr("This day is closed.") if picture is not None else self.tr("The sums are being read.")
        if busy:
            why = self.tr("The day is being closed.")
        elif is_open:
            why = self.model.errors.value.get("on", "")
        self.save.set_allowed(not why, why)
        for button in (self.save_pdf, self.print):
            button.set_allowed(picture is not None and not is_open, self.tr("The day is not closed yet."))
        for field in (self.float, self.counted):
            field.setEnabled(is_open and not busy)
        self.day.setEnabled(not self.model.why_not_choose)
        self.day.setToolTip(self.model.why_not_choose)


def _block_card(block: SumBlock) -> Card:
    """Return the sums of a block under its title; the last stands out where the others come to it."""
    look = theme()
    card = Card(padding=14)
    card.body.setSpacing(look.px(6))
    card.body.addWidget(Label(block.title, "label-strong"))
    grid = QGridLayout()
    grid.setVerticalSpacing(look.px(5))
    grid.setColumnStretch(0, 1)
    card.body.addLayout(grid)
    for place, (words, amount) in enumerate(block.lines, 1):
        is_sum = block.adds_up and place == len(block.lines)
        if is_sum:
            grid.addWidget(Rule(), grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        role = "small-strong" if is_sum else "small-text"
        grid.addWidget(Label(words, role), row, 0)
        grid.addWidget(Label(amount, role), row, 1, Qt.AlignmentFlag.AlignRight)
    return card
