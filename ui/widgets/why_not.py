"""Why something cannot be used, for a finger: what is disabled takes no press, so its window says it."""

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget


def tell_why_not(window: QWidget, event: QMouseEvent) -> None:
    """Show the reason of a disabled control at the place of a press that nothing else took."""
    pressed = window.childAt(event.position().toPoint())
    if pressed is not None and not pressed.isEnabled() and pressed.toolTip():
        QToolTip.showText(event.globalPosition().toPoint(), pressed.toolTip(), pressed)
