"""Whose account a dialog is about, and how it stands."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.posting import AccountHead
from ui.theme import set_role, theme
from ui.widgets.cards import Label
from ui.widgets.chip import Chip
from ui.widgets.elided_label import ElidedLabel

_ROLES = {"owed": "owed", "credit": "credit", "even": "muted"}


class AccountHeadView(QWidget):
    """Shows an `AccountHead`: the name, an allergy in red, the balance in words, a promise to pay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        first = QHBoxLayout()
        first.setSpacing(look.px(10))
        self._name = ElidedLabel(role="title")
        self._allergy = Chip("", "allergy")
        self._allergy.hide()
        first.addWidget(self._name)
        first.addWidget(self._allergy)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(look.px(5))
        self._words = Label("", "muted")
        self._figure = Label()
        second.addWidget(self._words)
        second.addWidget(self._figure)
        self._promise = ElidedLabel("", "small-text")
        second.addSpacing(look.px(12))
        second.addWidget(self._promise)
        second.addStretch(1)
        column.addLayout(first)
        column.addLayout(second)

    def show_head(self, head: AccountHead | None) -> None:
        """Show this account."""
        if head is None:
            return
        self._name.setText(head.name)
        self._words.setText(head.words)
        self._figure.setText(head.figure)
        set_role(self._figure, _ROLES[head.stands])
        self._promise.setText("" if head.promise is None else head.promise.words)
        is_broken = head.promise is not None and head.promise.is_broken
        set_role(self._promise, "small-owed" if is_broken else "small-text")
        self._allergy.setVisible(bool(head.allergies))
        self._allergy.set_text(self.tr("Allergy: {0}").format(head.allergies))
