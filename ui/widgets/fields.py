"""Fields to type in: a label above, a line below for hints and errors that keeps its room."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.money import Currency
from shopdesk.formatting import end_kept, format_money, reads_leftward
from ui.icons import icon, pixmap
from ui.theme import set_role, theme
from ui.widgets.announcing import announce
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.level_line import LevelLine
from ui.widgets.line_below import LineBelow

_LONGEST = 32_767


class _Labelled(QWidget):
    """What every field has: the label above and the line below."""

    edited = Signal(str)

    def __init__(self, label: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._has_error = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(4))
        self.label = ElidedLabel(label, "label")
        self.below = LineBelow(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _assemble(self, box: QWidget, named: QWidget) -> None:
        self._named = named
        self._column.addWidget(self.label)
        self._column.addWidget(box)
        self._column.addWidget(self.below)
        self.label.setBuddy(named)
        self.setFocusProxy(named)
        named.setAccessibleName(self.label.text())
        named.setAccessibleDescription(self._hint)

    def set_error(self, sentence: str) -> None:
        """Say in a sentence what is wrong with the field; an empty one clears it."""
        self._has_error = bool(sentence)
        self._tell(sentence or self._hint)

    def set_hint(self, hint: str) -> None:
        """Say below the field what it takes, or how it was understood; an error stays until cleared."""
        self._hint = hint
        if not self._has_error:
            self._tell(hint)

    def error(self) -> str:
        """Return the sentence of the error that stands at the field, or nothing."""
        return self.below.text() if self._has_error else ""

    def _tell(self, text: str) -> None:
        was = self.below.text()
        self.below.tell(text)
        set_role(self.below, "error" if self._has_error else "hint")
        self._mark(self._has_error)
        self._named.setAccessibleDescription(text)
        if self._has_error and was != text:
            announce(self._named, text)

    def _mark(self, is_wrong: bool) -> None:
        set_role(self._named, "error" if is_wrong else "")


class Field(_Labelled):
    """One line of text."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        limit: int = _LONGEST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, parent)
        self.line = LevelLine()
        self.line.setMaxLength(limit)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self.edited)
        self._assemble(self.line, self.line)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a text there; that is not an edit."""
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)


class PassphraseField(Field):
    """A line of dots, with an eye that shows them as long as it is pressed down."""

    def __init__(
        self, label: str, *, hint: str = "", limit: int = 1024, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint=hint, limit=limit, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._reveal(shown=False)

    def clear(self) -> None:
        """Forget what was typed and hide the next one."""
        self.line.clear()
        self._eye.setChecked(False)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._eye.setIcon(icon("eye-off" if shown else "eye", theme().muted))
        self._eye.setText(self.tr("Hide the passphrase") if shown else self.tr("Show the passphrase"))


class AmountField(_Labelled):
    """An amount in large figures, the currency's sign beside it; what is typed stays as it is typed."""

    entered = Signal()

    def __init__(
        self, label: str, currency: Currency, locale: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, parent)
        before, after = _signs(currency, locale)
        self.line = LevelLine()
        set_role(self.line, "amount")
        self.line.setMaxLength(40)
        self.line.setPlaceholderText(format_money(0, currency, locale, symbol=False))
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self._frame = QFrame()
        set_role(self._frame, "amount-box")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(theme().px(18), 0, theme().px(18), 0)
        row.setSpacing(0)
        self.line.setTextMargins(-theme().px(2), 0, 0, 0)
        if before:
            row.addWidget(Label(before, "amount-symbol"))
        row.addWidget(self.line, 1)
        if after:
            row.addWidget(Label(after, "amount-symbol"))
        self._assemble(self._frame, self.line)

    def text(self) -> str:
        """Return what was typed, unread."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put an amount there as if typed, for instance by a button for a round sum."""
        if text != self.line.text():
            self.line.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus on the frame around sign and figures."""
        if watched is self.line and isinstance(event, QFocusEvent):
            self._mark(self._has_error)
        return super().eventFilter(watched, event)

    def _mark(self, is_wrong: bool) -> None:
        calm = "amount-box-focus" if self.line.hasFocus() else "amount-box"
        set_role(self._frame, "amount-box-error" if is_wrong else calm)


class TextAreaField(_Labelled):
    """Several lines of text; Tab leaves it."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        limit: int = _LONGEST,
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, parent)
        self._limit = limit
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(theme().px(18 * lines + 22))
        self.area.textChanged.connect(self._changed)
        self._is_setting = False
        self._assemble(self.area, self.area)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text there; that is not an edit."""
        if text == self.text():
            return
        self._is_setting = True
        self.area.setPlainText(text)
        self._is_setting = False

    def _lean(self) -> None:
        """Let a text that runs from the right begin there in a window that reads from the left."""
        option = self.area.document().defaultTextOption()
        is_turned = reads_leftward(self.text()) and not self.area.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if is_turned else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.area.document().setDefaultTextOption(option)

    def _changed(self) -> None:
        self._lean()
        if len(self.text()) > self._limit:
            cursor = self.area.textCursor()
            place = min(cursor.position(), self._limit)
            self.set_text(self.text()[: self._limit])
            cursor = self.area.textCursor()
            cursor.setPosition(place)
            self.area.setTextCursor(cursor)
        if not self._is_setting:
            self.edited.emit(self.text())


_FORGOTTEN, _ARROW = 2, 10
"""What Qt forgets of the height of a combo box's list, and how high its arrows are, in pixels."""


class ComboBox(QComboBox):
    """A combo box with the kit's own arrow, and with the style sheet's rows: its own delegate knows none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))

    def showPopup(self) -> None:
        """Offer the choices, two pixels higher than Qt does: for want of them the last row lay under an arrow."""
        super().showPopup()
        offered, high = self.view().window(), self.view().window().height() + _FORGOTTEN
        for height in (
            high + _ARROW,
            high,
        ):  # with room for the arrow it goes, and the rows need its room no more
            offered.resize(offered.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the arrow."""
        super().paintEvent(event)
        look = theme()
        side = look.px(14)
        left = self.width() - side - look.px(12)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = look.px(12)
        painter = QPainter(self)
        colour = look.muted if self.isEnabled() else look.faint
        painter.drawPixmap(QPoint(left, (self.height() - side) // 2), pixmap("chevron-down", colour, side))
        painter.end()


class ChoiceField(_Labelled):
    """One of several choices, given as (key, text) pairs; ``can_type`` allows others."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]] = (),
        *,
        hint: str = "",
        can_type: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint, parent)
        self.box = ComboBox()
        self.box.setEditable(can_type)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMinimumContentsLength(4)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options)
        self.box.activated.connect(lambda _index: self.edited.emit(self.text()))
        edit = self.box.lineEdit() if can_type else None
        if edit is not None:
            edit.textEdited.connect(self.edited)
        self._assemble(self.box, self.box)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the present one stays if it is among them."""
        kept = self.text() if self.box.count() else ""
        self.box.clear()
        for key, text in options:
            self.box.addItem(end_kept(text) if self.box.isRightToLeft() else text, key)
        self.set_text(kept)

    def text(self) -> str:
        """Return the chosen key, or what was typed instead."""
        index = self.box.currentIndex()
        if self.box.isEditable():
            index = self.box.findText(self.box.currentText())
            if index < 0:
                return self.box.currentText()
        return str(self.box.itemData(index)) if index >= 0 else ""

    def set_text(self, key: str) -> None:
        """Choose by key; an unknown one is typed where typing is allowed, else nothing is chosen."""
        index = self.box.findData(key)
        self.box.setCurrentIndex(index)
        if index < 0 and self.box.isEditable():
            self.box.setEditText(key)


def show_errors(fields: Mapping[str, _Labelled], errors: Mapping[str, str]) -> None:
    """Say each sentence at its field, and put the cursor into the first that is wrong.

    While what was wrong is typed right, field by field, the cursor stays where it is.
    """
    said = {name: field.error() for name, field in fields.items() if field.error()}
    for name, field in fields.items():
        field.set_error(errors.get(name, ""))
    if errors.items() <= said.items():
        return
    wrong = next((field for name, field in fields.items() if name in errors), None)
    if wrong is not None:
        wrong.setFocus()


def _signs(currency: Currency, locale: str) -> tuple[str, str]:
    """Return what stands before and after an amount in this currency and locale."""
    whole = format_money(0, currency, locale)
    figures = [place for place, mark in enumerate(whole) if mark.isdecimal()]
    if not figures:
        return "", ""
    return whole[: figures[0]], whole[figures[-1] + 1 :]
