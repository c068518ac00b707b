"""The window: PySide6 widgets, item models and dialogs; no arithmetic, no SQL."""
