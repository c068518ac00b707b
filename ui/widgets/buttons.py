"""Buttons: painted by the program itself, with the key that does the same at their right."""

from collections.abc import Sequence
from typing import Literal, Self

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from shopdesk.formatting import isolate_words
from ui.icons import pixmap
from ui.theme import theme
from ui.widgets.fitting_font import cut_to_fit
from ui.widgets.resting import rest_in, why_nothing_is_entered

Kind = Literal["plain", "primary", "quiet", "link", "danger"]

FINGER = 44
"""How high whatever a finger presses is at least, in pixels of the design."""
_TALL = 48
_SIDE = 16
_LEAST_SIDE = 4
_GAP = 8
_KEY_TEXT = 11
_ICON = 18
_ARROW = 14
_CORNER = 8


class Button(QPushButton):
    """A push button; ``key`` is shown small and pale, ``icon`` names a drawing, a menu adds an arrow.

    A ``quiet`` one has no ground until it is touched; a ``link`` stands flush with the text around it.

    Where room is short it folds to ``folds_to``, or else to its drawing: see `fold_to_fit`.

    ``key`` is only shown: what the key does belongs to the table of shortcuts.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "plain",
        key: str = "",
        icon: str = "",
        folds_to: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._key = key
        self._icon = icon
        self._height = FINGER
        self._hint = ""
        self._folds_to = folds_to or icon
        self._folded = False
        self._is_key_shown = True
        self._why_not = ""
        self._enters = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name_for_readers()
        self._tell_tip()

    def entering(self) -> Self:
        """Say that pressing it leads to something being entered, so that it rests where that is not to be."""
        self._enters = True
        return self

    def entries_enter(self, *entries: QAction) -> None:
        """Say of entries of the menu that they lead to something being entered, as `entering` does of a button."""
        rest_in(self.menu(), *entries)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self._name_for_readers()
        self._tell_tip()
        self.updateGeometry()

    def set_kind(self, kind: Kind) -> None:
        """Look otherwise: the one thing to do next is green."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another drawing."""
        self._icon = self._folds_to = icon
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the drawing alone, or all of it again; what it does is then told by the tool tip."""
        if folded != self._folded:
            self._folded = folded
            self._tell_tip()
            self.updateGeometry()
            self.update()

    def show_key(self, shown: bool) -> None:
        """Show the key in pale letters, or leave it out to take less room."""
        if shown != self._is_key_shown:
            self._is_key_shown = shown
            self.updateGeometry()
            self.update()

    def is_folded(self) -> bool:
        """Tell whether only the drawing is shown."""
        return self._folded

    def set_tall(self, pixels: int = _TALL) -> None:
        """Make the button as high as a finger needs at the till."""
        self._height = pixels
        self.updateGeometry()

    def set_hint(self, hint: str) -> None:
        """Say in the tool tip what the button does, while it may be used."""
        self._hint = hint
        if self.isEnabled():
            self._tell_tip()

    def set_allowed(self, allowed: bool, why_not: str = "") -> None:
        """Let the button be used, or disable it and say why in its tool tip."""
        nothing_entered = why_nothing_is_entered(self) if self._enters else ""
        if nothing_entered:
            allowed, why_not = False, nothing_entered
        self.setEnabled(allowed)
        reason = self._hint if allowed else why_not
        self.setAccessibleDescription(reason)
        self._why_not = "" if allowed else why_not
        self._tell_tip()

    def sizeHint(self) -> QSize:
        """Return the room for icon, text, key and arrow."""
        height = theme().px(self._height)
        return QSize(height if self._folded else self.whole_width(), height)

    def whole_width(self) -> int:
        """Return how wide the button is when it is not folded, in pixels."""
        look = theme()
        side = 0 if self._kind == "link" else look.px(_SIDE)
        width = 2 * side + self._words_width() + self._width_beside()
        return width if self._kind == "link" else max(width, look.px(self._height))

    def least_width(self) -> int:
        """Return how narrow the button may be before its words are cut off, in pixels."""
        side = 0 if self._kind == "link" else theme().px(_LEAST_SIDE)
        return 2 * side + self._words_width() + self._width_beside()

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button never shows half a word."""
        return self.sizeHint()

    def is_cut(self) -> bool:
        """Tell whether the button stands where its words have no room: then they end in dots."""
        return self.isVisible() and not self._folded and self.width() < self.least_width()

    def event(self, event: QEvent) -> bool:
        """Tell what is cut off before the tool tip is shown."""
        if event.type() is QEvent.Type.ToolTip:
            self._tell_tip(whole=self.is_cut())
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Rest where nothing is to be entered."""
        super().showEvent(event)
        if self._enters and self.isEnabled() and why_nothing_is_entered(self):
            self.set_allowed(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.menu() is not None:
                self.showMenu()
            else:
                self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take new room when the scale or the theme changes."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, text, key and arrow."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink, pale = self._colours()
        self._paint_ground(painter, ground, edge)
        painter.setOpacity(1.0 if self.isEnabled() or self._kind != "primary" else 0.8)
        self._paint_content(painter, ink, pale)
        painter.end()

    def _paint_ground(self, painter: QPainter, ground: str, edge: str) -> None:
        look = theme()
        heavy = 2.0 if self.hasFocus() or self.isChecked() else 1.0
        painter.setOpacity(1.0 if self.isEnabled() or self._kind != "primary" else 0.5)
        place = QRectF(self.rect()).adjusted(heavy / 2, heavy / 2, -heavy / 2, -heavy / 2)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(edge), heavy) if edge else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, look.px(_CORNER), look.px(_CORNER))
        if self.hasFocus() and self._kind == "primary":
            painter.setPen(QPen(QColor(look.on_accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(3, 3, -3, -3), look.px(5), look.px(5))

    def _paint_content(self, painter: QPainter, ink: str, pale: str) -> None:
        look = theme()
        text_font, key_font = self._text_font(), look.font(_KEY_TEXT)
        words = self._words_width() - max(0, self.least_width() - self.width())
        key = QFontMetrics(key_font).horizontalAdvance(self._key) if self._is_key_shown else 0
        drawn = self._folds_to if self._folded else self._icon
        icon = look.px(_ICON) if drawn else 0
        parts = [icon, words, key, look.px(_ARROW) if self.menu() is not None else 0]
        if self._folded:
            parts[1:] = [0, 0, 0]
        gap = look.px(_GAP)
        total = sum(parts) + gap * (sum(part > 0 for part in parts) - 1)
        left = (self.width() - total) / 2
        for number, part in enumerate(parts):
            if not part:
                continue
            place = QRectF(left, 0, part, self.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveLeft(self.width() - left - part)
            if number in {0, 3}:
                picture = pixmap(drawn if number == 0 else "chevron-down", ink, round(part))
                painter.drawPixmap(_middle(place), picture)
            else:
                painter.setFont(text_font if number == 1 else key_font)
                painter.setPen(QColor(ink if number == 1 else pale))
                text = self._key
                if number == 1:
                    text = cut_to_fit(self.text(), text_font, words) if self.is_cut() else self.text()
                painter.drawText(
                    place.adjusted(-2, 0, 2, 0), Qt.AlignmentFlag.AlignCenter, isolate_words(text)
                )
            left += part + gap

    def _words_width(self) -> int:
        return QFontMetrics(self._text_font()).horizontalAdvance(self.text())

    def _width_beside(self) -> int:
        """Return the room for icon, key and arrow, with the gaps between them and the words."""
        look, width = theme(), 0
        if self._icon:
            width += look.px(_ICON) + (look.px(_GAP) if self.text() else 0)
        if self._key and self._is_key_shown:
            width += look.px(_GAP) + QFontMetrics(look.font(_KEY_TEXT)).horizontalAdvance(self._key)
        if self.menu() is not None:
            width += look.px(_ARROW + 4)
        return width

    def _text_font(self) -> QFont:
        font = theme().font(14, QFont.Weight.Medium)
        font.setUnderline(theme().is_framed and self._kind in {"quiet", "link"} and not self._icon)
        return font

    def _colours(self) -> tuple[str, str, str, str]:
        """Return ground, edge, text and key; an empty name means not painted."""
        look = theme()
        is_live = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._kind == "primary":
            return (look.accent_hover if is_live else look.accent), "", look.on_accent, look.on_accent
        focus = look.accent if self.hasFocus() else ""
        ink = look.text if self.isEnabled() else look.faint
        if self.isChecked():
            return look.accent_soft, look.accent, look.accent, look.accent
        if self._kind == "danger":
            ink = look.owed if self.isEnabled() else look.faint
            return (look.owed_soft if is_live else look.surface), focus or look.line, ink, look.muted
        if self._kind == "link":
            return "", focus, look.accent if is_live else ink, look.muted
        if self._kind == "quiet":
            return (look.sunken if is_live else ""), focus, ink, look.muted
        ground = look.sunken if is_live else look.surface
        return ground, focus or look.line, ink, look.muted

    def _tell_tip(self, *, whole: bool = False) -> None:
        """Tell what is not to be seen, and the key: beside the words it may be left out for want of room."""
        said, key = (self._hint, self._key) if self.isEnabled() else (self._why_not, "")
        named = self.text() if self._folded or whole else ""
        self.setToolTip(" · ".join(part for part in (named, said, key) if part))

    def _name_for_readers(self) -> None:
        self.setAccessibleName(self.text().replace("…", ""))


def fold_to_fit(groups: Sequence[Sequence[Button]], room: int) -> None:
    """Let buttons share so many pixels: first they leave their keys out, then they fold, the last group last."""
    buttons = [button for group in groups for button in group]
    for shown in (True, False):
        for button in buttons:
            button.show_key(shown)
        needed = sum(button.whole_width() for button in buttons)
        if needed <= room:
            break
    for group in groups:
        tight = needed > room
        for button in group:
            button.set_folded(tight)
            needed -= button.whole_width() - button.sizeHint().width()


def stop_at_chosen(group: QButtonGroup) -> None:
    """Let Tab stop once in a group of which one is chosen, at that one; the arrows choose another."""
    none_chosen = group.checkedButton() is None
    for button in group.buttons():
        is_stop = none_chosen or button.isChecked()
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)


class ChoiceRow(QWidget):
    """A row of large buttons of which one is chosen; options are (key, text) pairs."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(_GAP))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}
        for key, text in options:
            button = Button(text)
            button.set_tall()
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button, 1)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit(self.choice() or ""))
        self._group.buttonToggled.connect(lambda _button, _on: stop_at_chosen(self._group))

    def choice(self) -> str | None:
        """Return the key of the chosen option, None before one was chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, key: str) -> None:
        """Choose an option, as a press would, and tell."""
        self._buttons[key].setChecked(True)
        self.chosen.emit(key)

    def show_choice(self, key: str | None) -> None:
        """Show an option as chosen without telling; None shows none."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)

    def button(self, key: str) -> Button:
        """Return the button of an option, to give it a key or a reason why it cannot be used."""
        return self._buttons[key]


class IconButton(Button):
    """A small square button with a drawing only; its name is for screen readers and the tool tip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", kind="quiet", icon=icon, parent=parent)
        self.setAccessibleName(name)
        self.set_hint(name)

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = theme().px(self._height)
        return QSize(side, side)


def _middle(place: QRectF) -> QPoint:
    return QPoint(round(place.left()), round(place.center().y() - place.width() / 2))
