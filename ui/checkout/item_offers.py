"""The items that begin with what is typed, hanging below the item box."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.domain.item import Item
from shopdesk.viewmodels.shop_text import ShopText
from ui.theme import set_role, theme
from ui.widgets.row_list import Row, RowList


class ItemOffers(QFrame):
    """Hidden while there is nothing to offer; ``rows`` tells which was chosen."""

    def __init__(self, box: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self._box = box
        self._page = page
        self.rows = RowList(self.tr("Items that begin so"), self)
        set_role(self, "popup")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.rows)
        self.hide()

    def show_items(self, items: tuple[Item, ...], text: ShopText) -> None:
        """Offer these, each with its price."""
        self.rows.show_rows([Row(item.text, figure=text.money(item.price)) for item in items])
        self.setVisible(bool(items))

    def hang(self, wide: int) -> None:
        """Hang below the box, as wide as this and as high as the page allows."""
        box, page = self._box, self._page
        below = box.mapTo(page, QPoint(0, box.height() + theme().px(4)))
        high = min(self.rows.height_of_rows() + 10, page.height() - below.y())
        left = below.x()
        if page.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left += box.width() - wide
        self.setGeometry(left, below.y(), wide, high)
        self.raise_()
