"""Looks at every text of every page and dialog on the smallest screen: whether it was asked for, and has room."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from shopdesk.demo import make_demo
from shopdesk.formatting import reads_leftward
from shopdesk.shop import create_shop
from tests.conftest import NEW_SHOP, StandingClock
from tests.fast_kdf import FAST
from tests.screens.frame import LARGE, SMALL, Frame
from tests.screens.start import draw_doors, draw_set_up
from tests.screens.till import draw_empty, draw_till
from tests.stretched import BEGINS
from tests.texts import ROOT
from ui.customers.kpi_card import KpiCard
from ui.rail import PageButton
from ui.widgets.buttons import Button
from ui.widgets.elided_label import ElidedLabel

QUESTIONS = ("said", "room", "inside", "apart", "whole")
_WORD = re.compile(r"[A-Za-z]{3,}")
_ROOM = QSize(*SMALL)
_MORE = 1.1
"""A language that nobody speaks may ask for so much more than the screen."""
_CUSTOMERS = 60
_SETTLED_MS = 5
_STRONG = frozenset({"L", "R", "AL", "EN", "AN", "PDI"})
"""The kinds of characters that stay where they are at the end of a text."""
_GIVES_WAY = (QHeaderView, QTabBar, QComboBox, QLineEdit, Button, ElidedLabel)
"""What cuts off a text by itself, which nobody minds in a language that nobody speaks."""
_NAMES = {
    *(
        "ShopDesk",
        "Ctrl S",
        "Ctrl P",
        "CSV",
        "Excel",
        "UTC",
        "mail.example.com",
        "English",
        "Español",
        "Français",
        "Deutsch",
    ),
    *("VIP", "Italiano", "العربية"),
}
"""What stands in the program as it is in every language: keys, kinds of files, a tag, languages."""
_TYPED = {
    "Birthday",
    "Email",
    "Message",
    "Name",
    "Order",
    "Owes",
    "Page",
    "Phone",
    "Repair",
    "Subject",
    "Your name",
}
"""What the files have in them that the screens are drawn with."""
_SHOWN_BY_SCREENS = ("Making the shop’s keys.", "There is no shop in this folder", "Marai")


def make_shops(folder: Path) -> Path:
    """Make the shops that are looked at, one full of people and one empty, and return their folder."""
    make_demo(folder / "demo", _CUSTOMERS, profile=FAST, clock=StandingClock())
    create_shop(folder / "empty", NEW_SHOP, profile=FAST, clock=StandingClock())[0].close()
    return folder


class EveryText(Frame):
    """Looks at what it should draw; ``faults`` holds for each question what failed it.

    ``said``: a text was asked for in the language that is spoken. ``room``: it is whole. ``inside``: no dialog is
    larger than the screen, and nothing reaches out of what it stands in. ``apart``: nothing lies on its neighbour.
    ``whole``: no choice has its last sign on the other side, where words run from the right.
    """

    faults: dict[str, set[str]]
    seen: int
    is_stretched = False

    def look_at_everything(self, locale: str) -> None:
        """Open every page and dialog in the language and with the figures of this locale."""
        self.look()
        self.speak(locale)
        self.wear("light")
        for draw in (draw_set_up, draw_doors, draw_till, draw_empty):
            draw(self)

    def look(self) -> None:
        """Begin with a clean sheet."""
        self.faults = {name: set() for name in QUESTIONS}
        self.seen = 0

    def shoot(self, widget: QWidget, name: str, size: tuple[int, int] | None = None) -> None:
        """Look at every text instead of drawing; what is drawn in two sizes is looked at in the small one."""
        if not is_looked_at(widget, size):
            return
        if not isinstance(widget, QDialog):
            widget.resize(*(size or SMALL))
        widget.show()
        widget.activateWindow()
        widget.resize(widget.size().boundedTo(_ROOM))
        window = widget.window()
        settle(window)
        allowed = _ROOM * _MORE if self.is_stretched else _ROOM
        least = window.minimumSizeHint().expandedTo(window.minimumSize())
        if least.expandedTo(allowed) != allowed:
            self.faults["inside"].add(f"{name} is {least.width()} × {least.height()}")
        for each in (window, *shown(window)):
            self.seen += 1
            self._judge(each, name)

    def _judge(self, widget: QWidget, screen: str) -> None:
        for text in texts_of(widget) if self.is_stretched else ():
            if is_never_asked_for(text):
                self.faults["said"].add(f"{screen}: {text}")
        if isinstance(widget, QComboBox) and widget.isRightToLeft():
            choices = (widget.itemText(place) for place in range(widget.count()))
            self.faults["whole"] |= {f"{screen}: {text}" for text in choices if is_torn(text)}
        lacking = 0 if self.is_stretched and isinstance(widget, _GIVES_WAY) else lacking_room(widget)
        if lacking > 0:
            self.faults["room"].add(f"{screen}: {_named(widget)} lacks {lacking}")
        inner = [part for part in widget.children() if isinstance(part, QWidget) and part.isVisible()]
        if _scrolls(widget) or widget.layout() is None:
            return
        for part in inner:
            if not part.isWindow() and not widget.rect().contains(part.geometry()):
                self.faults["inside"].add(f"{screen}: {_named(part)} in {_named(widget)}")
        for one, other in combinations(inner, 2):
            if one.geometry().intersects(other.geometry()):
                self.faults["apart"].add(f"{screen}: {_named(one)} on {_named(other)}")


def is_looked_at(widget: QWidget, size: tuple[int, int] | None) -> bool:
    """Tell whether a screen is looked at: where it is drawn in two sizes, in the smaller one of the two."""
    return size is None or not (size == LARGE or isinstance(widget, QDialog))


def is_never_asked_for(text: str) -> bool:
    """Tell whether a text stands in the program itself, and was shown as it stands there."""
    bare = text.strip()
    if (
        BEGINS in bare
        or not _WORD.search(bare)
        or bare in _NAMES | _TYPED
        or bare.startswith(_SHOWN_BY_SCREENS)
    ):
        return False
    whole, parts = _of_the_program()
    return bare in whole or any(part in bare for part in parts)


@cache
def _of_the_program() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return every text in the program's code, and those of several words, which may be a part of one shown."""
    found: set[str] = set()
    for path in (
        *ROOT.glob("ui/**/*.py"),
        *ROOT.glob("shopdesk/viewmodels/*.py"),
        *ROOT.glob("shopdesk/*.py"),
    ):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said_of_it = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_of_it:
                found.add(node.value.strip())
    words = {text for text in found if _WORD.search(text)}
    return frozenset(words), tuple(sorted(text for text in words if len(text.split()) > 2))


def is_torn(text: str) -> bool:
    """Tell whether a text that runs from the left ends in a sign that would go to its other side."""
    kinds = [unicodedata.bidirectional(mark) for mark in text]
    return "L" in kinds and kinds[-1] not in _STRONG and not reads_leftward(text)


def lacking_room(widget: QWidget) -> int:
    """Return by how many pixels a text is larger than its place, unless its tool tip tells what is cut off."""
    names_a_field = widget.property("role") == "label"
    if isinstance(widget, (KpiCard, PageButton, QToolButton)) or (
        isinstance(widget, ElidedLabel) and not names_a_field
    ):
        return 0
    if isinstance(widget, Button):
        return widget.least_width() - widget.width() if widget.is_cut() else 0
    if isinstance(widget, QLabel | QAbstractButton) and widget.text():
        if widget.hasHeightForWidth():
            return widget.heightForWidth(widget.width()) - widget.height()
        return widget.sizeHint().width() - widget.width()
    return max((_width(widget, text) - room for text, room in _places(widget)), default=0)


def _places(widget: QWidget) -> Iterator[tuple[str, int]]:
    """Yield what stands in boxes, tabs and headers, and the room for it."""
    if isinstance(widget, QLineEdit) and not isinstance(widget.parentWidget(), QComboBox):
        # A folder is as long as the computer likes, and moves below the cursor.
        given = "" if Path(widget.text()).is_absolute() else widget.text()
        yield given or widget.placeholderText(), widget.contentsRect().width()
    elif isinstance(widget, QComboBox):
        yield widget.currentText(), widget.width() - 2 * _arrow(widget)
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            inside = widget.rect().intersected(widget.tabRect(place))
            yield widget.tabText(place), inside.width()
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for column in range(widget.count()):
            if not widget.isSectionHidden(column):
                yield (
                    str(widget.model().headerData(column, Qt.Orientation.Horizontal) or ""),
                    widget.sectionSize(column),
                )


def _arrow(box: QComboBox) -> int:
    return QFontMetrics(box.font()).height()


def _width(widget: QWidget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield what a person can read or hear of a widget."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (action.text() for action in widget.actions())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        yield from (str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), 3)))


def shown(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget of a window itself that can be seen."""
    for each in window.findChildren(QWidget):
        if each.isVisible() and each.window() is window:
            yield each


def settle(window: QWidget) -> None:
    """Wait until everything has found its place."""
    before, now = None, [each.geometry() for each in window.findChildren(QWidget)]
    while before != now:
        QTest.qWait(_SETTLED_MS)
        QApplication.processEvents()  # on a busy machine the wait is over before anything was done
        before, now = now, [each.geometry() for each in window.findChildren(QWidget)]


def _scrolls(widget: QWidget) -> bool:
    kinds = (QScrollArea, QAbstractItemView, QComboBox, QSpinBox)
    return isinstance(widget, kinds) or isinstance(widget.parentWidget(), QScrollArea | QAbstractItemView)


def _named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QAbstractButton, QLineEdit, QLabel)) else ""
    return f"{type(widget).__name__} “{text or widget.accessibleName()}”"
