"""The rail at the window's side: whose shop it is, the pages, who is signed in, and the lock."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStyle, QVBoxLayout, QWidget

from shopdesk.formatting import isolate, isolate_words
from shopdesk.viewmodels.frame import Frame
from shopdesk.wording import figure
from ui import shortcuts
from ui.icons import pixmap
from ui.labels import role_name
from ui.theme import set_role, theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, stop_at_chosen
from ui.widgets.cards import Rule
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fitting_font import cut_to_fit, fitting_font

WIDTH, FOLDED_WIDTH = 196, 68
_HEIGHT = 44
_LOW = 590
"""Lower than this, not all buttons have their height."""
_ICON = 18
_EDGE = 12
_GAP = 6
_BESIDE_BADGE = 6
_NAME, _LEAST_NAME = 14, 11
_SMALL = 11
_MOST_COUNTED = 99

DRAWINGS = {
    "checkout": "shopping-cart",
    "customers": "users",
    "reminders": "bell",
    "requests": "inbox",
    "receivables": "scale",
    "sales": "receipt-text",
    "back_office": "settings",
}
"""The icon of each page, by its name."""


class PageButton(QPushButton):
    """One page of the rail: icon, name, and its key at the right."""

    def __init__(self, name: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._icon = icon
        self._key = key
        self._badge = ""
        self._is_folded = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)
        self._tell_tip()

    def set_folded(self, folded: bool) -> None:
        """Show the drawing alone, or all of it again; the tool tip then tells the name."""
        self._is_folded = folded
        self._tell_tip()
        self.updateGeometry()
        self.update()

    def set_badge(self, badge: str, said: str) -> None:
        """Show a count at the end; ``said`` is what a screen reader says of it."""
        self._badge = badge
        self.setAccessibleDescription(said)
        self._tell_tip()
        self.update()

    def badge(self) -> str:
        """Return the count that is shown, empty for none."""
        return self._badge

    def sizeHint(self) -> QSize:
        """Return the height a finger needs."""
        return QSize(theme().px((FOLDED_WIDTH if self._is_folded else WIDTH) - 24), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Take new room when the scale changes."""
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()
            self._tell_tip()
        super().changeEvent(event)

    def shown_name(self) -> str:
        """Return as much of the name as has room before the badge or the key."""
        return cut_to_fit(self.text(), self._name_font(), self._name_room())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the present page, then icon, name and key."""
        del event
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_live = self.underMouse() or self.isDown()
        is_framed = self.isChecked() and look.is_framed
        frame = QPen(QColor(look.edge), 1) if is_framed else Qt.PenStyle.NoPen
        painter.setPen(QPen(QColor(look.accent), 2) if self.hasFocus() else frame)
        ground = look.surface if self.isChecked() else look.line if is_live else ""
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, look.px(8), look.px(8))
        ink = look.accent if self.isChecked() else look.text
        side, start = look.px(_ICON), look.px(_EDGE)
        middle = self.height() // 2
        if self._is_folded:
            left = look.px(_BESIDE_BADGE) if self._badge else (self.width() - side) // 2
            self._draw_icon(painter, QRect(left, middle - side // 2, side, side), ink)
            self._draw_badge(painter)
            painter.end()
            return
        self._draw_icon(painter, QRect(start, middle - side // 2, side, side), ink)
        painter.setPen(QColor(ink))
        painter.setFont(self._name_font())
        room = self.rect().adjusted(self._name_start(), 0, -start, 0)
        self._write(painter, room, self.shown_name(), Qt.AlignmentFlag.AlignLeft)
        painter.setPen(QColor(look.muted))
        painter.setFont(look.font(_SMALL))
        self._write(painter, room, self._key, Qt.AlignmentFlag.AlignRight)
        self._draw_badge(painter)
        painter.end()

    def _draw_badge(self, painter: QPainter) -> None:
        """Paint the count on a round at the end of the line, or at the corner of the drawing when folded."""
        if not self._badge:
            return
        look = theme()
        wide, high = self._badge_width(), look.px(18)
        top = look.px(3) if self._is_folded else (self.height() - high) // 2
        left = self.width() - wide - look.px(2 if self._is_folded else 12)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, wide, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent))
        painter.drawRoundedRect(QRectF(place), high / 2, high / 2)
        painter.setPen(QColor(look.on_accent))
        painter.setFont(look.font(_SMALL, QFont.Weight.Bold))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, isolate(self._badge))

    def _badge_width(self) -> int:
        look = theme()
        words = QFontMetrics(look.font(_SMALL, QFont.Weight.Bold)).horizontalAdvance(self._badge)
        return max(words + look.px(10), look.px(18))

    def _name_font(self) -> QFont:
        """Return the font of the name: smaller where it has no room, the same whether the page is shown or not."""
        bold = fitting_font(self.text(), self._name_room(), _NAME, QFont.Weight.DemiBold, _LEAST_NAME)
        if self.isChecked():
            return bold
        font = QFont(bold)
        font.setWeight(QFont.Weight.Medium)
        return font

    def _name_start(self) -> int:
        return theme().px(_EDGE) + theme().px(_ICON) + theme().px(10)

    def _name_room(self) -> int:
        """Return the room for the name: the badge or the key keeps its own, and a gap before it."""
        look = theme()
        key = QFontMetrics(look.font(_SMALL)).horizontalAdvance(self._key)
        beside = max(self._badge_width() if self._badge else 0, key)
        gap = look.px(_GAP) if beside else 0
        return self.sizeHint().width() - self._name_start() - look.px(_EDGE) - beside - gap

    def _tell_tip(self) -> None:
        """Tell the name where it is not to be read whole, and the key."""
        is_hidden = self._is_folded or self.shown_name() != self.text()
        self.setToolTip(" ".join(part for part in (self.text() if is_hidden else "", self._key) if part))

    def _draw_icon(self, painter: QPainter, place: QRect, colour: str) -> None:
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        painter.drawPixmap(spot.topLeft(), pixmap(self._icon, colour, place.width()))

    def _write(self, painter: QPainter, room: QRect, text: str, side: Qt.AlignmentFlag) -> None:
        way = QStyle.visualAlignment(self.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
        painter.drawText(place, int(way.value), isolate_words(text))


class Rail(QFrame):
    """``page_asked_for`` names the page that was pressed."""

    page_asked_for = Signal(str)
    close_day_asked_for = Signal()
    lock_asked_for = Signal()
    help_asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        set_role(self, "rail")
        self._is_folded = False
        self._take_width()
        self._pages: dict[str, PageButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(_EDGE), look.px(18), look.px(_EDGE), look.px(14))
        self._column.setSpacing(look.px(4))
        self._shop = ElidedLabel("", "shop")
        self._shop.setContentsMargins(look.px(10), 0, 0, look.px(12))
        self._column.addWidget(self._shop)
        self._column.addStretch(1)
        self._column.addWidget(Rule())
        self._column.addSpacing(look.px(8))
        self._column.addLayout(self._person())
        self._column.addSpacing(look.px(4))
        close_key = shortcuts.shown("close_day")
        self.close_day = Button(self.tr("Close the day"), icon="wallet", key=close_key)
        self.close_day.clicked.connect(self.close_day_asked_for)
        self._column.addWidget(self.close_day)
        self.help = Button(self.tr("Help"), icon="circle-help", key=shortcuts.shown("help"))
        self.help.clicked.connect(self.help_asked_for)
        self._column.addWidget(self.help)
        self.lock = Button(self.tr("Lock"), icon="lock", key=shortcuts.shown("lock"))
        self.lock.clicked.connect(self.lock_asked_for)
        self._column.addWidget(self.lock)
        self._fit_feet()

    def head(self, frame: Frame) -> None:
        """Say whose shop it is and who is signed in."""
        self._shop.setText(frame.shop_name)
        self._avatar.set_person(frame.staff_id, frame.staff_name)
        self._avatar.setToolTip(f"{frame.staff_name} · {role_name(frame.role)}")
        for label, name in zip(self._names, (frame.staff_name, role_name(frame.role)), strict=True):
            label.setText(name)

    def add_page(self, name: str, title: str, icon: str, key: str) -> None:
        """Show one more page below the last."""
        button = PageButton(title, icon, key)
        button.set_folded(self._is_folded)
        self._pages[name] = button
        self._group.addButton(button)
        self._column.insertWidget(len(self._pages), button)
        button.clicked.connect(lambda _checked=False: self.page_asked_for.emit(name))

    def set_folded(self, folded: bool) -> None:
        """Show drawings alone, so that the page has more room, or the names again."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        self._take_width()
        for button in self._pages.values():
            button.set_folded(folded)
        for label in (self._shop, *self._names):
            label.setVisible(not folded)
        for foot in self._feet():
            foot.set_folded(folded)
        self._set_sides()

    def is_folded(self) -> bool:
        """Tell whether only drawings are shown."""
        return self._is_folded

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons as high as a finger where the window is low: what is between them gives way."""
        super().resizeEvent(event)
        look = theme()
        low = event.size().height() < look.px(_LOW)
        above, below, between = (6, 6, 1) if low else (18, 14, 4)
        self._column.setContentsMargins(look.px(_EDGE), look.px(above), look.px(_EDGE), look.px(below))
        self._column.setSpacing(look.px(between))

    def set_badge(self, name: str, count: int, said: str) -> None:
        """Show a count beside a page; none for 0."""
        shown = "" if count == 0 else figure(min(count, _MOST_COUNTED)) + "+" * (count > _MOST_COUNTED)
        self._pages[name].set_badge(shown, said if count else "")

    def changeEvent(self, event: QEvent) -> None:
        """Take new room when the scale changes."""
        if event.type() is QEvent.Type.StyleChange:
            self._take_width()
            self._fit_feet()
        super().changeEvent(event)

    def mark(self, name: str) -> None:
        """Mark the page that is shown."""
        self._pages[name].setChecked(True)
        stop_at_chosen(self._group)

    def page_names(self) -> tuple[str, ...]:
        """Return the pages in order."""
        return tuple(self._pages)

    def _feet(self) -> tuple[Button, ...]:
        return self.close_day, self.help, self.lock

    def _fit_feet(self) -> None:
        """Leave a key out where its button's name is too long for both."""
        for foot in self._feet():
            foot.show_key(True)
            foot.show_key(foot.least_width() <= theme().px(WIDTH - 2 * _EDGE))

    def _take_width(self) -> None:
        self.setFixedWidth(theme().px(FOLDED_WIDTH if self._is_folded else WIDTH))

    def _set_sides(self) -> None:
        look = theme()
        start, end = (5, 5) if self._is_folded else (8, 4)
        self._row.setContentsMargins(look.px(start), 0, look.px(end), 0)

    def _person(self) -> QHBoxLayout:
        look = theme()
        row = self._row = QHBoxLayout()
        row.setSpacing(look.px(10))
        self._set_sides()
        self._avatar = Avatar(34)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._names = (ElidedLabel("", "strong"), ElidedLabel("", "small"))
        for label in self._names:
            words.addWidget(label)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        return row
