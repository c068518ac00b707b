"""The History page of the detail dialog: every change of the record, the newest first.

Shows a `RecordHistoryViewModel`.
"""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.record_history import HistoryLine, HistoryPicture, RecordHistoryViewModel
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import theme

_VALUE_LINES = 2


class HistoryPage(QWidget):
    """Binds to the view-model until `unbind`."""

    help_topic = "record"

    def __init__(self, model: RecordHistoryViewModel, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.table: PageTable[HistoryLine] = PageTable(
            self.tr("History of the record"), self._columns(text), lambda line: (line.at, line.field)
        )
        self.card = PageCard(self.table, self.tr("The record was never changed."))
        self.card.said.setText(self.tr("Private fields are opened for this page only and kept nowhere."))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        row.addWidget(self.card)
        self._unbind = (model.picture.bind(self._show), model.trouble.bind(self._say))

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._unbind:
            stop()

    def _columns(self, text: ShopText) -> tuple[Column[HistoryLine], ...]:
        return (
            day_column(self.tr("Date"), text, lambda line: line.at),
            Column(self.tr("Field"), lambda line: line.field, width=120, lines=_VALUE_LINES),
            Column(
                self.tr("From"),
                lambda line: line.before,
                lines=_VALUE_LINES,
                tool_tip=lambda line: line.before,
            ),
            Column(
                self.tr("To"), lambda line: line.after, lines=_VALUE_LINES, tool_tip=lambda line: line.after
            ),
            Column(self.tr("Staff", "person"), lambda line: line.staff, width=110, lines=_VALUE_LINES),
        )

    def _show(self, picture: HistoryPicture | None) -> None:
        if picture is not None:
            self.card.show_lines(picture.lines)

    def _say(self, trouble: str) -> None:
        if trouble:
            self.card.empty.setText(trouble)
            self.card.show_lines(())
