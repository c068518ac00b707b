"""Opens a window in a process of its own and prints how long that took, in milliseconds, and then the MB it holds.

``python -m tests.benchmarks.window_start FOLDER PASSPHRASE`` starts the program on a built shop: prints when its first
page was painted, from the first line of this file, and, once it stands still, how long it takes from the passphrase to
the first page of the list with its figures. Without a folder it opens a bare Qt window with a table.
"""

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from shopdesk.viewmodels.open_shop import Desk
    from ui.start.front_door import FrontDoor

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

    app = QApplication(["shopdesk"])
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(_ROWS, _COLUMNS))
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    window.grab()
    _say_since(_BEGAN)
    _say_memory()
    app.quit()


def _open_shop(folder: Path) -> None:
    import gc

    from ui.app import application, get_ready, open_front_door, place_of
    from ui.background import Background
    from ui.rubbish import PATIENCE

    gc.set_threshold(PATIENCE)
    app = application()
    background = Background()
    door = open_front_door(app, background, Path("no demo"))
    vars(door)["_ask_who"] = partial(_sign_in, door)
    door.enter(place_of(folder))
    door.start.grab()
    _say_since(_BEGAN)
    get_ready(door, background, lambda: _type_the_passphrase(app, door))
    app.exec()


def _sign_in(door: "FrontDoor", prefer: "Desk | None") -> None:
    """Let the owner in without a PIN, which takes as long as it takes to type."""
    assert door.shop is not None
    door._signed_in(prefer or door.shop.desk)


def _type_the_passphrase(app: "QApplication", door: "FrontDoor") -> None:
    from PySide6.QtCore import QTimer

    from ui.start.unlock_page import UnlockPage
    from ui.till import ShopTill

    began = time.perf_counter()
    page = door.start.page
    assert isinstance(page, UnlockPage)
    page.secret.set_text(sys.argv[2])
    page.open.click()
    look = QTimer(app)

    def done() -> None:
        till = door.till
        if isinstance(till, ShopTill) and len(till.customers.model.listing.value.near) >= _ROWS:
            till.window.grab()
            _say_since(began)
            _say_memory()
            sys.stdout.flush()
            os._exit(0)  # closing would back the shop up first, which takes a minute with a million customers

    look.timeout.connect(done)
    look.start(_LOOK_MS)


def _say_since(began: float) -> None:
    sys.stdout.write(f"{(time.perf_counter() - began) * 1_000:.1f}\n")


def _say_memory() -> None:
    from tests.benchmarks.resident import resident_mb

    sys.stdout.write(f"{resident_mb():.1f}\n")


if __name__ == "__main__":
    main()
