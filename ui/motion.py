"""What moves by itself, signs of work and the cursor in a field, and whether it rests: the shop or the system asks."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_STILL, _BLINKS = "nothing moves", "cursor blinks"


def rest(app: QApplication, *, still: bool) -> None:
    """Let nothing move that is made from now on, or let it again; where the system asks for rest, nothing does."""
    if app.property(_BLINKS) is None:
        app.setProperty(_BLINKS, app.cursorFlashTime())
    rests = still or _system_asks()
    app.setProperty(_STILL, rests)
    app.setCursorFlashTime(0 if rests else int(app.property(_BLINKS)))


def is_still() -> bool:
    """Tell whether nothing is to move by itself."""
    app = QApplication.instance()
    return app is not None and bool(app.property(_STILL))


def _system_asks() -> bool:
    """Tell whether effects are off in the system's settings; of the systems, Qt knows it of Windows alone."""
    return sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
