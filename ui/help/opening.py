"""F1: which topic belongs to where somebody is, and the help window over it."""

from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.viewmodels.help import HelpViewModel
from shopdesk.viewmodels.help_book import FIRST, HelpBook, help_book
from shopdesk.wording import spoken
from ui import shortcuts


def bind_help(window: QWidget) -> None:
    """Let F1 open the help in a window, at the topic of the place that has the focus."""
    shortcuts.bind("help", window, lambda: open_help(window))


def open_help(window: QWidget) -> None:
    """Open the help beside a window, or turn to the topic in the one that stands open."""
    # The window is loaded when somebody asks for it: it is a dialog itself, and every dialog knows this module.
    from ui.help.help_window import HelpWindow  # noqa: PLC0415 -- see above

    if isinstance(window, HelpWindow):
        window.model.open_contents()
        return
    topic = topic_of(window)
    open_now = (each for each in window.findChildren(HelpWindow) if each.isVisible())
    found = next((each for each in open_now if each.parentWidget() is window), None)
    if found is not None:
        found.model.open(topic)
    help_window = found or HelpWindow(HelpViewModel(book(), topic), window)
    help_window.show()
    help_window.raise_()
    help_window.activateWindow()


def topic_of(window: QWidget) -> str:
    """Return the topic of what has the focus in a window, or of the nearest around it that has one."""
    focused = QApplication.focusWidget()
    here: QWidget | None = focused if focused is not None and window.isAncestorOf(focused) else window
    while here is not None:
        topic = cast("str", getattr(here, "help_topic", ""))
        if topic:
            return topic
        here = here.parentWidget()
    return FIRST


def book() -> HelpBook:
    """Return the help in the language of the window, with the keys of the program in it."""
    keys = {key.name: shortcuts.shown(key.name) for key in shortcuts.table()}
    return help_book(spoken().language, keys)
