"""A day that is typed, or picked from a month that opens below it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.calendar_month import CalendarMonth, calendar_at
from shopdesk.viewmodels.shop_text import ShopText
from ui.icons import icon
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.calendar_grid import CalendarGrid
from ui.widgets.cards import Label
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import Field

_YEAR = 12
_LONGEST = 60


class Calendar(QFrame):
    """A month in a window of its own that closes with Esc or a tap beside it; ``taken`` tells the day as typed."""

    taken = Signal(str)

    def __init__(self, *, can_omit_year: bool, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "calendar")
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(12))
        column.setSpacing(look.px(6))
        self.title = Label("", "heading")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(look.px(2))
        self.turns: dict[int, Button] = {}
        for months, drawing, words in (
            (-_YEAR, "chevrons-left", self.tr("A year back")),
            (-1, "chevron-left", self.tr("A month back")),
            (1, "chevron-right", self.tr("A month on")),
            (_YEAR, "chevrons-right", self.tr("A year on")),
        ):
            head.addWidget(
                self._turn(months, _mirrored(drawing) if parent.isRightToLeft() else drawing, words)
            )
        head.insertWidget(2, self.title, 1)
        self.grid = CalendarGrid()
        self.no_year = CheckBox(self.tr("The year is not known"))
        self.no_year.setVisible(can_omit_year)
        # The keyboard belongs to the days; whoever has one types a day without its year.
        for part in (*self.turns.values(), self.no_year):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addLayout(head)
        column.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.no_year)
        self.grid.moved.connect(self.show_month)
        self.grid.taken.connect(self._take)
        self._month: CalendarMonth | None = None

    def show_month(self, month: CalendarMonth) -> None:
        """Show this month with its chosen day."""
        self._month = month
        self.title.setText(month.title)
        self.grid.show_month(month)

    def _turn(self, months: int, drawing: str, words: str) -> Button:
        button = Button(words, kind="quiet", icon=drawing)
        button.set_folded(folded=True)
        button.clicked.connect(lambda: self._go(months))
        self.turns[months] = button
        return button

    def _go(self, months: int) -> None:
        if self._month is not None:
            self.show_month(self._month.moved(months=months))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if self._month is not None:
            self.close()
            self.taken.emit(self._month.written(with_year=not self.no_year.isChecked()))


def _mirrored(drawing: str) -> str:
    """Return the arrow that points the other way."""
    return drawing.replace("left", "right") if "left" in drawing else drawing.replace("right", "left")


class DateField(Field):
    """A line with a calendar at its end; the arrow down opens it too.

    What is picked counts as typed, and ``picked`` tells of it.
    """

    picked = Signal()

    def __init__(
        self,
        label: str,
        text: ShopText,
        *,
        hint: str = "",
        placeholder: str = "",
        can_omit_year: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, placeholder=placeholder, limit=_LONGEST, parent=parent)
        self._text = text
        self._can_omit_year = can_omit_year
        self.calendar: Calendar | None = None
        self._open = QAction(icon("calendar", theme().muted), self.tr("Pick a day"), self)
        self._open.triggered.connect(self.open_calendar)
        self.line.addAction(self._open, self.line.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)

    def open_calendar(self) -> None:
        """Open the month of the day that is typed, below the line or above it where there is no room."""
        if self.line.isReadOnly():
            return
        if self.calendar is None:
            self.calendar = Calendar(can_omit_year=self._can_omit_year, parent=self)
            self.calendar.taken.connect(self._take)
        self.calendar.show_month(calendar_at(self.text(), self._text.locale, self._text.today))
        self.calendar.adjustSize()
        size, screen = self.calendar.size(), self.screen().availableGeometry()
        corner = self.line.mapToGlobal(QPoint(0, self.line.height() + 2))
        if self.isRightToLeft():
            corner.setX(corner.x() + self.line.width() - size.width())
        if corner.y() + size.height() > screen.bottom():
            corner.setY(self.line.mapToGlobal(QPoint(0, 0)).y() - size.height() - 2)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - size.width())))
        self.calendar.move(corner.x(), max(screen.top(), corner.y()))
        self.calendar.grid.setFocus(Qt.FocusReason.PopupFocusReason)
        self.calendar.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar with the arrow down."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _take(self, typed: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_text(typed)
        self.edited.emit(typed)
        self.picked.emit()
