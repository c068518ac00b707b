"""A layout that sets its widgets side by side and begins a new line where there is no more room."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Lines of widgets at their own size, mirrored where the window reads from the right.

    Where it is ``spread``, what stands beside the first widget stands at the far end of the line, and the first one has
    the room between; one that ignores its own width asks for no more than its least.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, spread: bool = False) -> None:
        super().__init__(parent)
        self._is_spread = spread
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them up."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the widgets need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower place needs to be higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines are in a place of this width."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set the widgets."""
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the least there must be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, moves: bool) -> int:
        top = 0
        for line in self._lines(rect.width()):
            height = max(_height(item, size) for item, size in line)
            if moves:
                self._set_line(line, QRect(rect.left(), rect.top() + top, rect.width(), height))
            top += height + self.spacing()
        return max(0, top - self.spacing())

    def _lines(self, width: int) -> list[_Line]:
        """Return what stands side by side in so many pixels; what is hidden takes no room."""
        lines: list[_Line] = []
        right = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if not lines or right + size.width() > width:
                lines.append([])
                right = 0
            lines[-1].append((item, size))
            right += size.width() + self.spacing()
        if self._is_spread and lines and lines[0][0][0] is self._items[0]:
            lines[0] = self._spread(lines[0], width)
        return lines

    def _set_line(self, line: _Line, place: QRect) -> None:
        """Set one line, what is lower than the others in the middle of its height."""
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0
        for item, size in line:
            left = place.right() + 1 - x - size.width() if mirrored else place.left() + x
            height = _height(item, size)
            middle = QPoint(left, place.top() + (place.height() - height) // 2)
            item.setGeometry(QRect(middle, QSize(size.width(), height)))
            x += size.width() + self.spacing()

    def _spread(self, line: _Line, width: int) -> _Line:
        """Return the line with its first item as wide as there is room."""
        (first, size), *others = line
        left = width - sum(each.width() + self.spacing() for _item, each in others)
        return [(first, QSize(left, size.height())), *others]


def _height(item: QLayoutItem, size: QSize) -> int:
    """Return how high an item is in its width: words that are broken take more lines in less."""
    if not item.hasHeightForWidth():
        return size.height()
    return max(item.heightForWidth(size.width()), item.minimumSize().height())
