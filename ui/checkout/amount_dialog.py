"""One amount to enter, by key or by finger: a discount, a part paid now, the cash handed over."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.shop_text import ShopText
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import AmountField
from ui.widgets.number_pad import NumberPad


class AmountDialog(Dialog):
    """``take`` is given the choice and what was typed; what it raises stands at the field."""

    help_topic = "checkout"

    def __init__(
        self,
        title: str,
        label: str,
        text: ShopText,
        take: Callable[[str, str], None],
        parent: QWidget | None = None,
        *,
        choices: Sequence[tuple[str, str]] = (),
        extra: str = "",
    ) -> None:
        super().__init__(title, parent)
        self._text = text
        self._take = take
        look = theme()
        self.amount = AmountField(label, text.currency, text.locale)
        self.choices = ChoiceRow(choices)
        self.choices.setVisible(bool(choices))
        if choices:
            self.choices.choose(choices[0][0])
        self.pad = NumberPad(text.style.decimal, extra)
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Done"), kind="primary", key=self.tr("Enter"))
        left = QVBoxLayout()
        left.setSpacing(look.px(8))
        left.addWidget(Label(title, "heading"))
        left.addWidget(self.amount)
        left.addWidget(self.choices)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(look.px(24))
        both.addLayout(left, 1)
        both.addWidget(self.pad)
        self.body.addLayout(both)
        for button in (self.cancel, self.save):
            button.set_tall(44)
        self.add_left(self.cancel)
        self.add_right(self.save)
        self.take_size(780 if choices else 640, 380)
        self.amount.edited.connect(lambda _typed: self.amount.set_error(""))
        self.amount.entered.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the amount."""
        super().showEvent(event)
        self.amount.setFocus()
        self.amount.line.selectAll()

    def _save(self) -> None:
        try:
            self._take(self.choices.choice() or "", self.amount.text())
        except ShopDeskError as error:
            self.amount.set_error(self._text.say(error))
            self.amount.setFocus()
        else:
            self.accept()
