"""Opens a window in a process of its own and prints how many milliseconds it took after Qt was loaded.

Two figures: how long our own code took to load (the program does that while the passphrase is typed), and
how long opening took from the passphrase on.

``python -m tests.benchmarks.window_start FOLDER PASSPHRASE`` opens the real one on a built shop, from the passphrase to
the first painted page of the list with its figures; without a folder, a bare Qt window with a table.
"""

import importlib
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

_ROWS, _COLUMNS = 200, 6
_LOOK_MS = 1


def main() -> None:
    """Open it and print."""
    app = QApplication(["shopdesk"])
    began = time.perf_counter()
    if len(sys.argv) > 1:
        _open_shop(app, Path(sys.argv[1]), began)
    else:
        _open_bare(app, began)


def _open_bare(app: QApplication, began: float) -> None:
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(_ROWS, _COLUMNS))
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    window.grab()
    sys.stdout.write("0 ")
    _print_since(began)
    app.quit()


def _open_shop(app: QApplication, folder: Path, began: float) -> None:
    # Imported here because importing our own code is part of what is measured.
    from shopdesk.viewmodels.first_run import Computer  # noqa: PLC0415
    from tests.ports import ScriptedPrompter  # noqa: PLC0415
    from tests.ui.start_pages import place_of  # noqa: PLC0415
    from ui.app import _make_till  # noqa: PLC0415
    from ui.background import Background  # noqa: PLC0415
    from ui.start.front_door import Demo, FrontDoor  # noqa: PLC0415
    from ui.theme import apply_theme  # noqa: PLC0415

    importlib.import_module("ui.till")
    sys.stdout.write(f"{(time.perf_counter() - began) * 1_000:.1f} ")
    began = time.perf_counter()
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
    door.enter_demo()
    look = QTimer()

    def done() -> None:
        window = _filled(app)
        if window is not None:
            look.stop()
            window.grab()
            _print_since(began)
            door.close(background.close)
            app.quit()

    look.timeout.connect(done)
    look.start(_LOOK_MS)
    app.exec()


def _filled(app: QApplication) -> QWidget | None:
    """Return the window whose table has its first page, once there is one."""
    for window in app.topLevelWidgets():
        for table in window.findChildren(QTableView):
            if table.model() is not None and table.model().rowCount() >= _ROWS:
                return window
    return None


def _print_since(began: float) -> None:
    sys.stdout.write(f"{(time.perf_counter() - began) * 1_000:.1f}\n")


if __name__ == "__main__":
    main()
