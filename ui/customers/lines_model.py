"""Rows of a page of the detail dialog as a table: handed lines and columns, fetches and computes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.timeline_model import PERSON, SECOND_LINE, TONE, Index

T = TypeVar("T")

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()
_DAY_WIDTH = 128
_FIGURE_WIDTH = 120


def _nothing(_line: object) -> str:
    return ""


@dataclass(frozen=True)
class Column(Generic[T]):
    """What a column says of a line; ``width`` 0 shares what the others leave.

    ``size`` marks a column of figures: the line where it is largest needs the most room. ``lines`` above 1
    lets the first text run over so many lines, and there is no second one then. ``person`` names the customer whose
    name the first text is: it stands out, with their initials before it. ``known`` are texts that have to fit.
    """

    name: str
    first: Callable[[T], str]
    second: Callable[[T], str] = _nothing
    tone: Callable[[T], str] = _nothing
    width: int = 0
    size: Callable[[T], int] | None = None
    lines: int = 1
    tool_tip: Callable[[T], str] = _nothing
    person: Callable[[T], int] | None = None
    known: tuple[str, ...] = ()


def day_column(
    name: str,
    text: ShopText,
    at: Callable[[T], datetime],
    second: Callable[[T], str] | None = None,
) -> Column[T]:
    """Return the first column of a page: the day, and below it the time or what else is said there."""
    return Column(
        name,
        lambda line: text.weekday(text.local_day(at(line))),
        second or (lambda line: text.time(at(line))),
        lambda _line: "muted",
        width=_DAY_WIDTH,
        known=text.weekdays_of_a_year(),
    )


def change_column(name: str, write: Callable[[int], str], change: Callable[[T], int]) -> Column[T]:
    """Return a column of what came and went; what came is green."""
    return Column(
        name,
        lambda line: write(change(line)),
        tone=lambda line: "credit" if change(line) > 0 else "" if change(line) else "muted",
        width=_FIGURE_WIDTH,
        size=lambda line: abs(change(line)),
    )


def standing_column(name: str, write: Callable[[int], str], standing: Callable[[T], int]) -> Column[T]:
    """Return a column of what there was after each line."""
    return Column(
        name,
        lambda line: write(standing(line)),
        tone=lambda _line: "strong",
        width=_FIGURE_WIDTH,
        size=standing,
    )


class LinesModel(QAbstractTableModel, Generic[T]):
    """``key`` tells lines apart, so that older ones that are added below move nothing."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._lines: tuple[T, ...] = ()
        self._ordered_by: tuple[int, str] | None = None
        self._roles: dict[int, Callable[[Column[T], T], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda column, line: column.first(line),
            SECOND_LINE: lambda column, line: column.second(line),
            TONE: lambda column, line: column.tone(line),
            PERSON: lambda column, line: None if column.person is None else column.person(line),
            Qt.ItemDataRole.TextAlignmentRole: lambda column, _line: _side(column),
            Qt.ItemDataRole.ToolTipRole: lambda column, line: column.tool_tip(line) or None,
            Qt.ItemDataRole.AccessibleTextRole: lambda column, line: " ".join(
                filter(None, (column.first(line), column.second(line)))
            ),
        }

    def show_lines(self, lines: tuple[T, ...]) -> None:
        """Show these lines, in the order they come."""
        before = self._lines
        if before and len(lines) > len(before) and self._begins_with(lines, before):
            self.beginInsertRows(_ROOT, len(before), len(lines) - 1)
            self._lines = lines
            self.endInsertRows()
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def mark_order(self, column: int | None, *, upwards: bool = False) -> None:
        """Mark the column that orders the lines, None for none."""
        self._ordered_by = None if column is None else (column, "▴" if upwards else "▾")
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def line(self, row: int) -> T:
        """Return the line in a row."""
        return self._lines[row]

    def largest(self, column: Column[T]) -> str:
        """Return the longest figure of a column, for its width."""
        if column.size is None or not self._lines:
            return ""
        return column.first(max(self._lines, key=column.size))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            name = self.columns[section].name
            return (
                f"{name} {self._ordered_by[1]}"
                if self._ordered_by and self._ordered_by[0] == section
                else name
            )
        return _side(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the texts of a cell, how it is coloured, and what a screen reader says."""
        say = self._roles.get(role)
        if say is None or not index.isValid():
            return None
        return say(self.columns[index.column()], self._lines[index.row()])

    def _begins_with(self, lines: tuple[T, ...], before: tuple[T, ...]) -> bool:
        ends = (0, len(before) - 1)
        return all(self._key(lines[place]) == self._key(before[place]) for place in ends)


def _side(column: Column[T]) -> int:
    return _LEFT if column.size is None else _RIGHT
