"""The timeline as rows of a table: handed entries, fetches and computes nothing."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shopdesk.domain.account import EventId
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.timeline import TimelineEntry

Index = QModelIndex | QPersistentModelIndex

SECOND_LINE = int(Qt.ItemDataRole.UserRole) + 1
TONE = int(Qt.ItemDataRole.UserRole) + 2
PERSON = int(Qt.ItemDataRole.UserRole) + 3
"""How a figure is coloured: ``credit`` for what lowers the debt and for store credit, else empty."""

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Column(IntEnum):
    """The columns, from left to right."""

    DATE = 0
    WHAT = 1
    CHARGED = 2
    PAID = 3
    BALANCE = 4


class TimelineModel(QAbstractTableModel):
    """Shows entries (handed oldest first) newest first, or turned round by sorting on the date."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._text: ShopText | None = None
        self._newest_first = True
        self._in_one = False
        names = (self.tr("Date"), self.tr("What happened"), self.tr("Charged"), self.tr("Paid"))
        self._names = (*names, self.tr("Balance"))
        self._moved = self.tr("Moved")
        self._roles: dict[int, Callable[[TimelineEntry, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: self._first_line,
            SECOND_LINE: self._second_line,
            TONE: self._tone,
            Qt.ItemDataRole.TextAlignmentRole: lambda _entry, column: _side(column),
            Qt.ItemDataRole.ToolTipRole: _tool_tip,
            Qt.ItemDataRole.AccessibleTextRole: lambda entry, column: " ".join(
                filter(None, (self._first_line(entry, column), self._second_line(entry, column)))
            ),
        }

    def show_entries(self, entries: tuple[TimelineEntry, ...], text: ShopText) -> None:
        """Show these entries, oldest first as they come; where only older ones came to them, nothing else moves."""
        shown = len(self._entries)
        older = len(entries) - shown
        if not shown or older < 0 or list(map(_event, entries[older:])) != list(map(_event, self._entries)):
            self.beginResetModel()
            self._entries, self._text = entries, text
            self.endResetModel()
            return
        first = shown if self._newest_first else 0
        if older:
            self.beginInsertRows(QModelIndex(), first, first + older - 1)
        self._entries, self._text = entries, text
        if older:
            self.endInsertRows()
        self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, len(Column) - 1))

    def entry(self, row: int) -> TimelineEntry:
        """Return the entry of a row as it is shown."""
        return self._entries[len(self._entries) - 1 - row if self._newest_first else row]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many entries are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._moved if self._in_one and section == Column.CHARGED else self._names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the two lines of a cell, how it is coloured, and what a screen reader says."""
        if not index.isValid() or self._text is None:
            return None
        say = self._roles.get(role)
        return None if say is None else say(self.entry(index.row()), Column(index.column()))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Turn the timeline round: ascending by date is the oldest first."""
        newest_first = order == Qt.SortOrder.DescendingOrder
        if column == Column.DATE and newest_first != self._newest_first:
            self.beginResetModel()
            self._newest_first = newest_first
            self.endResetModel()

    def show_in_one(self, *, in_one: bool) -> None:
        """Show what was paid among what was charged, with its sign, for where there is little room."""
        if in_one == self._in_one:
            return
        self._in_one = in_one
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.CHARGED, Column.PAID)
        if self._entries:
            last = self.index(len(self._entries) - 1, Column.PAID)
            self.dataChanged.emit(self.index(0, Column.CHARGED), last)

    def longest_day(self, width: Callable[[str], int]) -> int:
        """Return how wide the days become; 0 while nothing is shown."""
        return 0 if self._text is None else max(map(width, self._text.weekdays_of_a_year()))

    def _first_line(self, entry: TimelineEntry, column: Column) -> str:
        text = self._text
        if text is None:
            return ""
        if column is Column.DATE:
            return text.weekday(text.local_day(entry.at))
        if column is Column.WHAT:
            return entry.text
        if self._in_one and column is Column.CHARGED:
            return text.change(entry.charge or -(entry.payment or 0))
        amount = {Column.CHARGED: entry.charge, Column.PAID: entry.payment}.get(column, entry.balance)
        return "" if amount is None else text.money(amount)

    def _second_line(self, entry: TimelineEntry, column: Column) -> str:
        if column is Column.DATE and self._text is not None:
            return self._text.time(entry.at)
        return entry.remark if column is Column.WHAT else ""

    def _tone(self, entry: TimelineEntry, column: Column) -> str:
        lowers = column is Column.PAID or (column is Column.BALANCE and entry.balance < 0)
        is_paid = self._in_one and column is Column.CHARGED and entry.payment is not None
        return "credit" if lowers or is_paid else ""


def _event(entry: TimelineEntry) -> EventId:
    return entry.event


def _side(column: Column) -> int:
    return _RIGHT if column >= Column.CHARGED else _LEFT


def _tool_tip(entry: TimelineEntry, column: Column) -> str | None:
    if column is not Column.WHAT:
        return None
    return "\n".join(filter(None, (entry.text, entry.remark, entry.staff)))
