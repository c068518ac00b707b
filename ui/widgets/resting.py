"""Where nothing is to be entered, buttons, entries of menus and keys that would enter something rest, and say why."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

_WHY, _SAY = "whyNothingIsEntered", "sayWhyNothingIsEntered"


def enter_nothing_in(window: QWidget, why: str, say: Callable[[], object]) -> None:
    """Let everything that enters something rest in this window and its dialogs; ``say`` tells why when a key is hit."""
    window.setProperty(_WHY, why)
    window.setProperty(_SAY, say)


def why_nothing_is_entered(widget: QWidget) -> str:
    """Return why nothing is entered where a widget stands; empty where something may be."""
    window = _resting_above(widget)
    return "" if window is None else str(window.property(_WHY))


def or_say_why(widget: QWidget, deed: Callable[[], object]) -> Callable[[], object]:
    """Return what a key does that enters something: the deed, or where nothing is entered the reason."""
    return partial(_do_or_say, widget, deed)


def rest_in(menu: QMenu, *entries: QAction) -> None:
    """Let these entries rest in a menu that is opened where nothing is entered, and say why in their tool tips."""

    def look() -> None:
        why = why_nothing_is_entered(menu)
        if why:
            menu.setToolTipsVisible(True)
            for entry in entries:
                entry.setEnabled(False)
                entry.setToolTip(why)

    menu.aboutToShow.connect(look)


def _do_or_say(widget: QWidget, deed: Callable[[], object]) -> None:
    window = _resting_above(widget)
    if window is None:
        deed()
    else:
        window.property(_SAY)()


def _resting_above(widget: QWidget) -> QWidget | None:
    above: QWidget | None = widget
    while above is not None and not above.property(_WHY):
        above = above.parentWidget()
    return above
