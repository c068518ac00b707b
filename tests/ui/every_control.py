"""Looks at every control of every page and dialog: what is said of it, how it is reached, how large it is."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)

from tests.ui.every_text import EveryText, is_looked_at
from ui.start.centred import Centred
from ui.theme import theme
from ui.widgets.buttons import FINGER
from ui.widgets.keypad_key import KeypadKey

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QTextEdit,
)
NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client}
LEAST = 40
"""How high a box to choose from is away from the till."""
TILL = ("checkout", "payment", "sale", "sign-in", "customers", "parked", "unlock", "till")
"""What the screens of the till are called."""
_AROUND = 6


class EveryControl(EveryText):
    """Looks at what it should draw; ``faults`` holds for each question what failed it."""

    _focused_kinds: set[str]

    def look(self) -> None:
        """Begin with a clean sheet."""
        super().look()
        self.faults |= {name: set() for name in ("name", "role", "value", "tab", "focus", "size")}
        self._focused_kinds = set()

    def shoot(self, widget: QWidget, name: str, size: tuple[int, int] | None = None) -> None:
        """Look at every text and every control instead of drawing the screen."""
        super().shoot(widget, name, size)
        if not is_looked_at(widget, size):
            return
        window = widget.window()
        controls = [each for each in _shown(window) if isinstance(each, CONTROLS)]
        for each in controls:
            self.seen += 1
            self._judge_words(each, name)
            self._judge_size(each, name)
        self._judge_tab(window, name)

    def _fault(self, question: str, widget: QWidget, screen: str) -> None:
        text = widget.text() if isinstance(widget, (QAbstractButton, QLineEdit)) else ""
        said = widget.accessibleName() or text
        self.faults[question].add(f"{screen}: {type(widget).__name__} “{said}”")

    def _judge_words(self, control: QWidget, screen: str) -> None:
        spoken = QAccessible.queryAccessibleInterface(control)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            self._fault("name", control, screen)
            return
        if spoken.role() in NO_ROLES:
            self._fault("role", control, screen)
        has_value = not isinstance(control, (QSlider, QProgressBar)) or spoken.valueInterface() is not None
        can_be_read = (
            not isinstance(control, (QLineEdit, QPlainTextEdit)) or spoken.textInterface() is not None
        )
        state = spoken.state()
        is_told = (
            not isinstance(control, QAbstractButton)
            or not control.isCheckable()
            or (bool(state.checkable) and bool(state.checked) == control.isChecked())
        )
        if not (has_value and can_be_read and is_told):
            self._fault("value", control, screen)

    def _judge_size(self, control: QWidget, screen: str) -> None:
        """Whatever is pressed is large enough for a finger."""
        if isinstance(control, QTabBar):
            high = min(control.tabRect(place).height() for place in range(control.count()))
        elif isinstance(control, QTableView) and control.horizontalHeader().isVisible():
            high = control.horizontalHeader().height()
        elif isinstance(control, (QAbstractButton, QComboBox)) and not isinstance(control, QToolButton):
            high = control.height()
        else:
            return
        is_box = isinstance(control, QComboBox) and not screen.startswith(TILL)
        least = theme().px(LEAST if is_box else FINGER)
        if high < least:
            self._fault("size", control, f"{screen} ({high} of {least} high)")

    def _judge_tab(self, window: QWidget, screen: str) -> None:
        """Walk round with Tab: each stop is met, none keeps the focus, and the focus is seen."""
        wanted = {each for each in _shown(window) if _is_stop(each)}
        start = window.focusWidget()
        met: list[QWidget] = []
        for _ in range(2 * len(wanted) + 8):
            here = QApplication.focusWidget() or window
            if len(met) > 1 and here is met[0]:
                break
            if here is window and here not in wanted:
                pass
            elif not met or here is not met[-1]:
                met.append(here)
            elif len(wanted) > 1 and not isinstance(here, QTextBrowser):  # Tab goes by its links first
                self._fault("tab", here, f"{screen} keeps the focus")
                break
            QTest.keyClick(here, Qt.Key.Key_Tab)
        for missed in wanted - set(met):
            if not any(isinstance(here, QTextBrowser) for here in met):
                self._fault("tab", missed, screen)
        for here, elsewhere in pairwise((*met, met[0])) if len(met) > 1 else ():
            self._judge_focus(here, elsewhere, window, screen)
        if start is not None:
            start.setFocus()

    def _judge_focus(self, control: QWidget, elsewhere: QWidget, window: QWidget, screen: str) -> None:
        kind = f"{type(control).__name__} {control.property('role')} {control.property('_kind')}"
        # Where a whole page has the focus, what is typed goes there, and its dots or figures show it.
        is_control = isinstance(control, (*CONTROLS, QAbstractScrollArea)) and not isinstance(
            control, Centred
        )
        if kind in self._focused_kinds or not control.isVisible() or not is_control:
            return
        self._focused_kinds.add(kind)
        _bring_into_view(control)
        control.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = _picture(control, window)
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        if with_it == _picture(control, window):
            self._fault("focus", control, screen)


def _shown(window: QWidget) -> Iterator[QWidget]:
    """Return every control of a window itself; parts of a control count as the control."""
    for each in window.findChildren(QWidget):
        part = isinstance(each, QHeaderView) or isinstance(
            each.parentWidget(), (QSpinBox, QComboBox, QTabBar)
        )
        if each.isVisible() and each.window() is window and not part:
            yield each


def _is_stop(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if not (takes and widget.isEnabled()) or isinstance(widget, KeypadKey):
        return False
    # Of buttons of which one is chosen Tab stops at the chosen one, and the arrows choose another.
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return (
        group is None or not group.exclusive() or (isinstance(widget, QAbstractButton) and widget.isChecked())
    )


def _bring_into_view(control: QWidget) -> None:
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()


def _picture(control: QWidget, window: QWidget) -> QImage:
    """Return how a control and what lies close around it looks."""
    place = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
    return window.grab(place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)).toImage()
