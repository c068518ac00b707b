"""One line of the sale: what it is, how many, what one costs, and its tax."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.sale_lines import LineDraft
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.number_pad import NumberPad

_LONGEST = 200


class LineDialog(Dialog):
    """Changes or removes a line of a `CheckoutViewModel`."""

    help_topic = "checkout"

    def __init__(self, model: CheckoutViewModel, place: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Line of the sale"), parent)
        self.model = model
        self.place = place
        self.text = Field(self.tr("What is sold"), limit=_LONGEST)
        self.quantity = Field(self.tr("Quantity"), limit=20)
        self.price = Field(self.tr("Price for one"), limit=40)
        self.tax = Field(self.tr("Tax, per cent"), limit=8)
        self.fewer = Button("", icon="minus")
        self.more = Button("", icon="plus")
        self.error = Label("", "error").wrap()
        self.pad = NumberPad(model.text.style.decimal)
        self.remove = Button(self.tr("Remove"), kind="danger", icon="trash-2")
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Done"), kind="primary", key=self.tr("Enter"))
        self._lay_out()
        self._fill(model.draft_of(place))
        for field in (self.text, self.quantity, self.price, self.tax):
            field.edited.connect(lambda _text: self.error.setText(""))
            field.line.returnPressed.connect(self._save)
        self.fewer.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.remove.clicked.connect(self._remove)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the price, which is what changes most."""
        super().showEvent(event)
        self.price.setFocus()
        self.price.line.selectAll()

    def _lay_out(self) -> None:
        look = theme()
        self.fewer.setAccessibleName(self.tr("One fewer"))
        self.more.setAccessibleName(self.tr("One more"))
        for field in (self.text, self.quantity, self.price, self.tax):
            field.line.setProperty("tall", True)
        for button in (self.fewer, self.more):
            button.set_tall(46)
        for button in (self.remove, self.cancel, self.save):
            button.set_tall(44)
        count = QHBoxLayout()
        count.setSpacing(look.px(8))
        count.addWidget(self.quantity, 1)
        for button in (self.fewer, self.more):
            side = QVBoxLayout()
            side.addSpacing(look.px(22))
            side.addWidget(button)
            side.addStretch(1)
            count.addLayout(side)
        left = QVBoxLayout()
        left.setSpacing(look.px(2))
        left.addWidget(self.text)
        left.addLayout(count)
        left.addWidget(self.price)
        left.addWidget(self.tax)
        left.addWidget(self.error)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(look.px(24))
        both.addLayout(left, 1)
        right = QVBoxLayout()
        right.addSpacing(look.px(22))
        right.addWidget(self.pad)
        right.addStretch(1)
        both.addLayout(right)
        self.body.addLayout(both)
        self.add_left(self.remove)
        self.add_right(self.cancel)
        self.add_right(self.save)
        self.take_size(720, 460)

    def _fill(self, draft: LineDraft) -> None:
        self.text.set_text(draft.text)
        self.quantity.set_text(draft.quantity)
        self.price.set_text(draft.price)
        self.tax.set_text(draft.tax_rate)

    def _step(self, by: int) -> None:
        """Count the line itself up or down, and show what it has become."""
        if self._keep():
            self.model.step_line(self.place, by)
            self._fill(self.model.draft_of(self.place))

    def _keep(self) -> bool:
        draft = LineDraft(self.text.text(), self.quantity.text(), self.price.text(), self.tax.text())
        try:
            self.model.edit_line(self.place, draft)
        except ShopDeskError as error:
            self.error.setText(self.model.text.say(error))
            return False
        return True

    def _save(self) -> None:
        if self._keep():
            self.accept()

    def _remove(self) -> None:
        self.model.remove_line(self.place)
        self.accept()
