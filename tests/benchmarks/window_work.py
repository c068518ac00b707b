"""Works in the real window of a built shop, in a process of its own, and prints what it took as JSON.

``python -m tests.benchmarks.window_work FOLDER``: key presses in the search box, with the first page loaded and with
10,000 rows; frames while these are scrolled through; the opening of the customer with 10,000 events, with a dialog made
ahead, as somebody meets it who looked at the window for a second, and at once after another was closed. Milliseconds.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopdesk.domain.account import CustomerId
from tests.benchmarks.open_till import open_till, until
from tests.benchmarks.stopwatch import once
from ui.customers.detail_dialog import DetailDialog
from ui.till import ShopTill

_LOADED = 10_000
_FRAMES = 1_000
_TYPED = "haddad mar"
_OPENED = 10


def main() -> None:
    """Do it and print."""
    with open_till(Path(sys.argv[1])) as till:
        keys = _type(till)
        _load(till)
        many = _type(till)
        frames = _scroll(till)
        opened = [_open_long(till, made_ahead=True) for _ in range(_OPENED)]
        at_once = [_open_long(till, made_ahead=False) for _ in range(_OPENED)]
    took = {"keys": keys, "many": many, "frames": frames, "opened": opened, "at_once": at_once}
    sys.stdout.write(json.dumps(took))


def _type(till: ShopTill) -> list[float]:
    took = [once(partial(_press, till, letter)) for letter in _TYPED]
    till.customers.search.clear()
    return took


def _press(till: ShopTill, letter: str) -> None:
    """Press a key and paint what it changes: Qt leaves the rail, the cards and the buttons as they are."""
    QTest.keyClicks(till.customers.search, letter)
    stack = till.customers.table.parentWidget()
    assert stack is not None
    for changed in (till.customers.search, stack, till.customers.footer):
        changed.repaint()


def _load(till: ShopTill) -> None:
    model = till.customers.model
    while model.listing.value.has_older and model.listing.value.loaded < _LOADED:
        model.load_older()
        until(lambda: not model.loading_older.value)


def _scroll(till: ShopTill) -> list[float]:
    table = till.customers.table
    bar = table.verticalScrollBar()

    def show(frame: int) -> None:
        bar.setValue(bar.maximum() * frame // _FRAMES)
        table.viewport().repaint()

    took = [once(partial(show, frame)) for frame in range(_FRAMES)]
    bar.setValue(0)
    return took


def _open_long(till: ShopTill, *, made_ahead: bool) -> float:
    loop = QEventLoop()
    until(till.dialogs.spare.is_ready)
    if not made_ahead:
        _open(till, CustomerId(2)).reject()
    began = time.perf_counter()
    dialog = _open(till, CustomerId(1))
    painted = _Painted(dialog)
    until(lambda: painted.with_entries)
    took = (time.perf_counter() - began) * 1_000
    dialog.reject()
    QTimer.singleShot(200, loop.quit)  # what it still reads is over before the next one is opened
    loop.exec()
    return took


def _open(till: ShopTill, customer: CustomerId) -> DetailDialog:
    till.dialogs.open_customer(customer)
    every = (each for each in QApplication.topLevelWidgets() if isinstance(each, DetailDialog))
    (dialog,) = (each for each in every if hasattr(each, "pages") and each.model.customer == customer)
    return dialog


class _Painted(QObject):
    """Sees a dialog painted with its entries, which come last."""

    def __init__(self, dialog: DetailDialog) -> None:
        super().__init__(dialog)
        self.with_entries = False
        self._entries = dialog.timeline.entries
        dialog.timeline.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- the toolkit's name
        """Look whether they are there; who waits is told when all that is painted now is painted."""
        del watched
        if event.type() is QEvent.Type.Paint and self._entries.rowCount():
            self.with_entries = True
        return False


if __name__ == "__main__":
    main()
