"""What rows of filters are made of: a line to type in, two ends that stay together, a button with a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.level_line import LevelLine

DAY_WIDTH = 118


def typed_line(name: str, width: int) -> QLineEdit:
    """Return a line that tells its name until something is typed; ``width`` in pixels of the design."""
    line = LevelLine()
    line.setFixedWidth(theme().px(width))
    line.setAccessibleName(name)
    line.setPlaceholderText(name)
    return line


def two_ends(head: QWidget, first: QLineEdit, last: QLineEdit) -> QWidget:
    """Return two ends that stay together on one line, behind what they are the ends of."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(6))
    for widget in (head, first, Label("–", "label"), last):
        row.addWidget(widget)
    return whole


def fill_menu(button: Button, choices: Sequence[tuple[str, Callable[[], object]]]) -> None:
    """Give a button these choices, each with what it does."""
    menu = button.menu() or QMenu(button)
    menu.clear()
    for words, choose in choices:
        menu.addAction(words).triggered.connect(lambda _checked=False, choose=choose: choose())
    button.setMenu(menu)
