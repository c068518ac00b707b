"""The Loyalty page of the detail dialog: the tier, the way to the next one, and every point that came and went.

Shows a `CustomerPointsViewModel`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.customer_points import CustomerPointsViewModel, PointsLine, PointsPicture
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, change_column, day_column, standing_column
from ui.customers.list_page import ListPage
from ui.customers.page_table import PageTable
from ui.customers.way_bar import WayBar
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Figure, Label
from ui.widgets.chip import Chip


class LoyaltyPage(ListPage[PointsLine]):
    """``adjusting_asked`` is told when points are to be given or taken by hand."""

    help_topic = "loyalty"
    adjusting_asked = Signal()

    def __init__(self, model: CustomerPointsViewModel, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        table = PageTable(self.tr("Points"), self._columns(text), _key)
        empty = self.tr("No points yet. They come with what is bought here, once it is paid.")
        self.lay_out(table, empty)
        self.tier = Chip("", "plain")
        self.held = Figure()
        self.earned = Label("", "muted")
        self.next = Label("", "small-strong")
        self.way = WayBar()
        self.adjust = Button(self.tr("Give or take points…"), icon="scale")
        self.adjust.clicked.connect(self.adjusting_asked)
        self.card.foot.addWidget(self.adjust)
        self.column.insertWidget(0, self._standing())
        self.follow(model.picture.bind(self._show), model.trouble.bind(self.say))

    def _standing(self) -> Card:
        look = theme()
        card = Card(padding=16)
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(self.held)
        line.addWidget(self.tier)
        line.addWidget(self.earned)
        line.addStretch(1)
        line.addWidget(self.next)
        card.body.addLayout(line)
        card.body.addWidget(self.way)
        return card

    def _columns(self, text: ShopText) -> tuple[Column[PointsLine], ...]:
        return (
            day_column(self.tr("Date"), text, lambda line: line.at),
            Column(
                self.tr("What happened"),
                lambda line: line.what,
                lambda line: line.reason,
                tool_tip=lambda line: line.reason,
            ),
            Column(self.tr("Sale"), lambda line: line.sale, width=110),
            Column(self.tr("Staff", "person"), lambda line: line.staff, width=140),
            change_column(
                self.tr("Points"),
                lambda points: f"+{text.count(points)}" if points > 0 else text.count(points),
                lambda line: line.points,
            ),
            standing_column(self.tr("Points after"), text.count, lambda line: line.balance),
        )

    def _show(self, picture: PointsPicture | None) -> None:
        if picture is None:
            return
        self.tier.set_text(picture.tier)
        self.held.setText(picture.held)
        self.earned.setText(picture.earned)
        self.next.setText(picture.next)
        self.way.show_way(picture.share, self.tr("The way to the next tier: {0}").format(picture.next))
        self.card.show_lines(picture.lines)
        said = " · ".join(filter(None, (picture.held, picture.worth, picture.off)))
        self.card.said.setText(said)


def _key(line: PointsLine) -> object:
    return (line.at, line.balance, line.points)
