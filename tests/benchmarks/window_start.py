"""Opens a window in a process of its own and prints when its code was loaded and its first page painted, and MB.

Milliseconds from the first line of this file. ``python -m tests.benchmarks.window_start FOLDER PASSPHRASE`` opens the
real window on a built shop, to the first page of the list with its figures; without a folder, a bare Qt window with
a table. What the first takes longer than the second is ours, whatever order things are loaded in.
"""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

_BEGAN = time.perf_counter()
_ROWS, _COLUMNS = 200, 6
_LOOK_MS = 1


def main() -> None:
    """Open it and print."""
    if len(sys.argv) > 1:
        _open_shop(Path(sys.argv[1]))
    else:
        _open_bare()


# Everything is imported in the functions because importing it is part of what is measured.
# ruff: noqa: PLC0415


def _open_bare() -> None:
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    _say()
    app = QApplication(["shopdesk"])
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(_ROWS, _COLUMNS))
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    window.grab()
    _say()
    _say_memory()
    app.quit()


def _open_shop(folder: Path) -> None:
    from ui.app import _make_till, read_ahead  # isort: skip -- the program's own order of loading
    import gc

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from shopdesk.viewmodels.first_run import Computer
    from tests.ports import ScriptedPrompter
    from tests.ui.start_pages import place_of
    from ui.background import Background
    from ui.rubbish import PATIENCE
    from ui.start.front_door import FrontDoor
    from ui.start.place import Demo
    from ui.theme import apply_theme

    gc.set_threshold(PATIENCE)
    read_ahead()
    _say()
    app = QApplication(["shopdesk"])
    apply_theme(app, "light", 100)
    background = Background()
    demo = Demo(place_of(folder), sys.argv[2], lambda _progress: None)
    door = FrontDoor(
        app,
        background,
        Computer("en_AU", "Australia/Melbourne"),
        lambda shop, desk, at: _make_till(background, shop, desk, at),
        demo,
        lambda _window: ScriptedPrompter(),
    )
    door.wait_for_work = background.close
    door.enter_demo()
    look = QTimer()

    def done() -> None:
        window = _filled(app)
        if window is not None:
            look.stop()
            window.grab()
            _say()
            _say_memory()
            sys.stdout.flush()
            os._exit(0)  # closing would back the shop up first, which takes a minute with a million customers

    look.timeout.connect(done)
    look.start(_LOOK_MS)
    app.exec()


def _filled(app: "QApplication") -> "QWidget | None":
    """Return the window whose table has its first page, once there is one."""
    from PySide6.QtWidgets import QTableView

    for window in app.topLevelWidgets():
        for table in window.findChildren(QTableView):
            if table.model() is not None and table.model().rowCount() >= _ROWS:
                return window
    return None


def _say() -> None:
    sys.stdout.write(f"{(time.perf_counter() - _BEGAN) * 1_000:.1f}\n")


def _say_memory() -> None:
    from tests.benchmarks.resident import resident_mb

    sys.stdout.write(f"{resident_mb():.1f}\n")


if __name__ == "__main__":
    main()
