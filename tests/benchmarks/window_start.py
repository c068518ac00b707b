"""Opens a window in a process of its own and prints how long that took, in milliseconds, and then the MB it holds.

``python -m tests.benchmarks.window_start FOLDER PASSPHRASE`` starts the program on a built shop: prints when its first
page was painted, from the first line of this file, and, once it stands still, how long it takes from the passphrase
until the first page of the list is painted, and the cards with their figures. Without a folder it opens a bare Qt
window with a table, as large, and prints when that was painted. Both paint when Qt asks them to.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject as Watched

    from shopdesk.viewmodels.open_shop import Desk
    from ui.start.front_door import FrontDoor

_BEGAN = time.perf_counter()
_ROWS, _COLUMNS = 200, 6
_SCREEN = Path(__file__).with_name("screen.json")
"""A screen of 1440 × 900 in memory: without being told, Qt takes one of 800 × 600, which is smaller than our window."""


def main() -> None:
    """Open it and print."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN}"
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
    _when_painted({table.viewport(): lambda: True}, _tell_bare)
    window.show()
    app.exec()


def _tell_bare() -> None:
    _say_since(_BEGAN)
    _end()


def _open_shop(folder: Path) -> None:
    from ui.app import application, get_ready, open_front_door, place_of
    from ui.background import Background
    from ui.rubbish import Rubbish

    app = application(folder)
    Rubbish(app)
    background = Background()
    door = open_front_door(app, background, Path("no demo"))
    vars(door)["_ask_who"] = partial(_sign_in, door)
    door.enter(place_of(folder))
    door.start.grab()
    _say_since(_BEGAN)
    get_ready(door, background, lambda: _type_the_passphrase(door))
    app.exec()


def _sign_in(door: "FrontDoor", prefer: "Desk | None") -> None:
    """Let the owner in without a PIN, which takes as long as it takes to type.

    A shop that was built long ago was not shut for so long: nobody is to be asked about the clock.
    """
    assert door.shop is not None
    door.shop.desk.confirm_clock()
    door._signed_in(prefer or door.shop.desk)
    _watch(door)


def _type_the_passphrase(door: "FrontDoor") -> None:
    from ui.start.unlock_page import UnlockPage

    page = door.start.page
    assert isinstance(page, UnlockPage)
    page.secret.set_text(sys.argv[2])
    _TYPED.append(time.perf_counter())
    page.open.click()


_TYPED: list[float] = []


def _watch(door: "FrontDoor") -> None:
    from ui.till import ShopTill

    till = door.till
    assert isinstance(till, ShopTill)
    listing, kpis, page = till.customers.model.listing, till.kpis.texts, till.customers

    def done() -> None:
        _say_since(_TYPED[0])
        _end()

    shown: dict[Watched, Callable[[], bool]] = {
        page.table.viewport(): lambda: len(listing.value.near) >= _ROWS,
        page.kpis.owed: lambda: kpis.value is not None,
    }
    _when_painted(shown, done)


def _when_painted(waiting: "dict[Watched, Callable[[], bool]]", then: Callable[[], None]) -> None:
    """Call ``then`` as soon as each of the widgets was painted with what it is to show, which each one tells."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- the toolkit's name
            if event.type() == QEvent.Type.Paint and waiting.get(watched, _never)():
                del waiting[watched]
                if not waiting:
                    QTimer.singleShot(0, then)  # once the rest of this frame is painted
            return False

    watch = Watch(next(iter(waiting)))
    for widget in waiting:
        widget.installEventFilter(watch)


def _never() -> bool:
    return False


def _end() -> None:
    _say_memory()
    sys.stdout.flush()
    os._exit(0)  # closing would back the shop up first, which takes a minute with a million customers


def _say_since(began: float) -> None:
    sys.stdout.write(f"{(time.perf_counter() - began) * 1_000:.1f}\n")


def _say_memory() -> None:
    from tests.benchmarks.resident import resident_mb

    sys.stdout.write(f"{resident_mb():.1f}\n")


if __name__ == "__main__":
    main()
