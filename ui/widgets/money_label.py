"""A balance as people read it: the amount coloured by its sign, and its meaning in words."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from shopdesk.domain.money import Currency
from shopdesk.formatting import format_money, isolate
from ui.theme import set_role, theme
from ui.widgets.cards import Label


class MoneyLabel(QWidget):
    """Shows a signed balance in minor units, red when owed, green when in credit.

    ``words`` puts *Owes* or *Store credit* before the amount (``beside``) or above it (``above``);
    ``size`` is a role of figures: ``""``, ``figure`` or ``hero``.
    """

    def __init__(
        self,
        currency: Currency,
        locale: str,
        *,
        words: str = "beside",
        size: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._currency = currency
        self._locale = locale
        self._size = size
        self.words = Label("", "muted")
        self.amount = Label("", "amount")
        down = words == "above"
        way = QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        box = QBoxLayout(way, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(2 if down else 5))
        box.addWidget(self.words)
        box.addWidget(self.amount)
        if not down:
            box.addStretch(1)
        self.words.setVisible(bool(words))

    def set_amount(self, minor: int) -> None:
        """Show a balance; above zero the customer owes it."""
        text = format_money(minor, self._currency, self._locale)
        meaning = balance_words(minor)
        sign = "owed" if minor > 0 else "credit" if minor < 0 else "amount"
        role = sign if not self._size else self._size + (f"-{sign}" if minor else "")
        set_role(self.amount, role)
        self.amount.setText(isolate(text))
        self.words.setText(meaning)
        self.setAccessibleName(f"{meaning} {text}")


def balance_words(minor: int) -> str:
    """Return what a balance means: owes, store credit, or nothing owed."""
    if minor > 0:
        return QCoreApplication.translate("Balance", "Owes")
    if minor < 0:
        return QCoreApplication.translate("Balance", "Store credit")
    return QCoreApplication.translate("Balance", "Nothing owed")
