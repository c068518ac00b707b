"""What the sale on the counter was asked for as: a line above the goods, and what can be done with its words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from shopdesk.domain.enquiry import Enquiry, enquiry_number
from shopdesk.viewmodels.checkout_request import CheckoutRequest
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.elided_label import ElidedLabel

_LONGEST_ITEM = 150


class RequestStrip(QFrame):
    """Shows a `CheckoutRequest`, hidden while the sale is for none; its words begin an item in the item box."""

    def __init__(self, model: CheckoutRequest, box: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        set_role(self, "banner-info")
        self._box = box
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(4), look.px(6), look.px(4))
        row.setSpacing(look.px(8))
        self.words = ElidedLabel("", "strong")
        self.item = Button(self.tr("Begin an item with it"), icon="plus")
        self.drop = Button(self.tr("Not for this"), kind="quiet", icon="x")
        self._item = ""
        row.addWidget(self.words, 1)
        row.addWidget(self.item)
        row.addWidget(self.drop)
        self.item.clicked.connect(self._begin_item)
        self.drop.clicked.connect(lambda _checked: model.take(None))
        self.unbind = model.shown.bind(self._show)

    def _show(self, enquiry: Enquiry | None) -> None:
        """Say for which request the sale is."""
        self.setVisible(enquiry is not None)
        if enquiry is not None:
            said = " ".join(enquiry.text.split())
            self._item = said[:_LONGEST_ITEM]
            self.words.setText(self.tr("For request {0}: {1}").format(enquiry_number(enquiry.id), said))

    def _begin_item(self) -> None:
        """Put the words into the box; the price is typed behind them."""
        self._box.setText(f"{self._item} ")
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
