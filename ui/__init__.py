"""The window: PySide6 widgets, item models and dialogs; no arithmetic, no SQL."""

from ui.plain_import import import_plainly

import_plainly()
