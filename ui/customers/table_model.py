"""The item model of the customer table: it is handed lines and fetches nothing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.own_words import tag_words
from shopdesk.wording import in_a_row, kept_while_spoken, tr
from ui.labels import balance_note, updated_words

NAME, PHONE, EMAIL, TAGS, LOCATION, BALANCE, UPDATED = range(7)
COLUMNS = 7
MASK = "•••••"
_LONG = frozenset({NAME, EMAIL, TAGS, LOCATION})
"""What may be cut off."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_OF_LINES = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
"""Put together once: the table asks for each cell that it paints."""


class CustomerTableModel(QAbstractTableModel):
    """Near lines, then a section row and the far lines where there are any."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CustomerLine | None] = []
        self.masked = False
        self.choosing = False
        self.marked: frozenset[CustomerId] = frozenset()

    def set_lines(self, near: Sequence[CustomerLine], far: Sequence[CustomerLine] = ()) -> bool:
        """Show these lines; True if they were only added at the end, so that nothing else moved."""
        rows: list[CustomerLine | None] = [*near, None, *far] if far else list(near)
        kept = len(self._rows)
        if kept and len(rows) > kept and rows[:kept] == self._rows:
            self.beginInsertRows(_ROOT, kept, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
            return True
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return False

    def set_masked(self, masked: bool) -> None:
        """Hide or show the balances."""
        self.masked = masked
        if self._rows:
            self.dataChanged.emit(self.index(0, BALANCE), self.index(len(self._rows) - 1, BALANCE))

    def set_marked(self, marked: frozenset[CustomerId], *, choosing: bool) -> None:
        """Show which lines are marked, and whether their boxes are shown."""
        self.marked, self.choosing = marked, choosing
        if self._rows:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(self._rows) - 1, NAME))

    def is_marked(self, row: int) -> bool:
        """Tell whether a row's customer is marked."""
        line = self.line(row)
        return line is not None and line.id in self.marked

    def lines_between(self, first: int, last: int) -> list[CustomerLine]:
        """Return the lines from one row to another, both included, whichever comes first."""
        low, high = sorted((first, last))
        return [line for line in self._rows[max(0, low) : high + 1] if line is not None]

    def line(self, row: int) -> CustomerLine | None:
        """Return the line in a row, None for the section row and outside."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def section_row(self) -> int:
        """Return where the section row stands, -1 where there is none."""
        return self._rows.index(None) if None in self._rows else -1

    def row_of(self, customer: CustomerId) -> int:
        """Return the row of a customer, -1 where they are not shown."""
        return next((row for row, line in enumerate(self._rows) if line and line.id == customer), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row but the section's be chosen."""
        if not index.isValid() or self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return _OF_LINES

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell; what is cut off is told whole in the tool tip."""
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _section_words(index.column()) if line is None else self._text(line, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and self.choosing and line and index.column() == NAME:
            return Qt.CheckState.Checked if self.is_marked(index.row()) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and line is not None and index.column() in _LONG:
            return self._text(line, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_names()[section]

    def _text(self, line: CustomerLine, column: int) -> str:
        if column == BALANCE:
            note = balance_note(line)
            return MASK if self.masked else f"{line.balance_text} {note}".strip()
        return {
            NAME: line.name,
            PHONE: line.phone,
            EMAIL: line.email,
            TAGS: in_a_row(map(tag_words, line.tags)),
            LOCATION: line.location,
            UPDATED: updated_words(line),
        }[column]


@kept_while_spoken
def column_names() -> tuple[str, ...]:
    """Return the names of the columns, in order."""
    return (
        tr("Customer"),
        tr("Phone"),
        tr("Email"),
        tr("Tags"),
        tr("Location"),
        tr("Balance"),
        tr("Updated"),
    )


def _section_words(column: int) -> str:
    words = tr("Matches across all customers")
    return words if column == NAME else ""
