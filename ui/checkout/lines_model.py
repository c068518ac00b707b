"""The lines on the counter as a table: handed rows, computes nothing."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shopdesk.viewmodels.checkout_words import CounterLine

Index = QModelIndex | QPersistentModelIndex

ITEM, QUANTITY, PRICE, AMOUNT, REMOVE = range(5)
_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LinesModel(QAbstractTableModel):
    """One row a line; the last column takes it away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[CounterLine, ...] = ()

    def show_lines(self, lines: tuple[CounterLine, ...]) -> None:
        """Show these lines; the rows that stay keep their place and choice."""
        before, after = len(self._lines), len(lines)
        if after > before:
            self.beginInsertRows(_ROOT, before, after - 1)
            self._lines = lines
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_ROOT, after, before - 1)
            self._lines = lines
            self.endRemoveRows()
        self._lines = lines
        if lines:
            self.dataChanged.emit(self.index(0, 0), self.index(after - 1, REMOVE))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else REMOVE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, or the side it stands on."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if index.column() == ITEM else _RIGHT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        line = self._lines[index.row()]
        remove = self.tr("Remove") if role == Qt.ItemDataRole.AccessibleTextRole else ""
        return (line.text, line.quantity, line.price, line.amount, remove)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name and side."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == ITEM else _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Item"), self.tr("Qty"), self.tr("Price"), self.tr("Amount"), "")[section]
