"""A member of staff to tap on at the sign-in."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from shopdesk.formatting import initials, isolate_words
from ui.theme import theme
from ui.widgets.avatar import paint_avatar

_WIDTH, _HEIGHT = 112, 116
_AVATAR = 44


class StaffTile(QAbstractButton):
    """Shows initials, the name and the role; the chosen one has a green edge."""

    def __init__(self, staff: int, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.staff = staff
        self._name = name
        self._role = role
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Return the size of every tile."""
        return QSize(theme().px(_WIDTH), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the initials and the words."""
        del event
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heavy = 2.0 if self.isChecked() or self.hasFocus() else 1.0
        place = QRectF(self.rect()).adjusted(heavy / 2, heavy / 2, -heavy / 2, -heavy / 2)
        edge = look.accent if self.isChecked() or self.hasFocus() else look.line
        painter.setPen(QPen(QColor(edge), heavy))
        painter.setBrush(QColor(look.accent_soft if self.isDown() else look.surface))
        painter.drawRoundedRect(place, look.px(12), look.px(12))
        side = look.px(_AVATAR)
        spot = QRectF((self.width() - side) / 2, look.px(15), side, side)
        paint_avatar(painter, spot, self.staff, initials(self._name), is_round=False)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        room = self.width() - look.px(12)
        for text, top, font, colour in (
            (self._name, 65, look.font(14, QFont.Weight.DemiBold), look.text),
            (self._role, 85, look.font(12), look.muted),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            place = QRectF(look.px(6), look.px(top), room, look.px(20))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, isolate_words(short))
