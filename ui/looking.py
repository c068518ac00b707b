"""Looking into a backup in a program of its own: its keys are never in the same memory as those of the shop."""

import sys

from PySide6.QtCore import QProcess


def look_into(backup: str) -> bool:
    """Start the program on a backup, beside this one; tell whether it started."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "ui.app"]
    started = QProcess.startDetached(sys.executable, [*program, backup])
    return bool(started[0] if isinstance(started, tuple) else started)
