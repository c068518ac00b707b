"""A cashier's hour without the pauses, in a process of its own; prints what memory grew and what was left behind.

``python -m tests.benchmarks.cashier_hour FOLDER``: 1,000 searches, 300 sales, 200 payments and 50 statements through
the real window's dialogs. What is counted at the end is what is more than after the first quarter.
"""

import ctypes
import gc
import json
import sys
import threading
from pathlib import Path
from random import Random
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from shopdesk.domain.account import CustomerId
from shopdesk.viewmodels.customer_list import State
from tests.benchmarks.open_till import open_till, until
from tests.benchmarks.resident import resident_mb
from ui.account.payment_dialog import PaymentDialog
from ui.account.sale_dialog import SaleDialog
from ui.statements.preview_dialog import StatementDialog
from ui.till import ShopTill

AnyDialog = TypeVar("AnyDialog", bound=QDialog)

_ROUNDS = 50
_SEARCHES, _SALES, _PAYMENTS = 20, 6, 4
_QUARTER = 13
_NAMES = ("haddad", "hadad", "smith", "0412 3", "c-0004", "maria", "nguyen", "jo", "mohamad", "rossi")


def main() -> None:
    """Work the hour and print."""
    chance = Random("an hour")  # noqa: S311  a story, not a secret
    with open_till(Path(sys.argv[1])) as till:
        before: dict[str, float] = {}
        for number in range(_ROUNDS):
            if number == _QUARTER:
                before = _counted(till)
            _work(till, chance)
        after = _counted(till)
    grown = {name: after[name] - before[name] for name in after}
    sys.stdout.write(json.dumps({"grown": grown, "memory": after["memory"]}))


def _work(till: ShopTill, chance: Random) -> None:
    # What is typed into a widget passes its window by, which would find nobody there and lock itself.
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_Shift)
    for _ in range(_SEARCHES):
        _search(till, chance.choice(_NAMES))
    till.customers.search.clear()
    for _ in range(_SALES):
        _sell(till, _anybody(chance))
    for _ in range(_PAYMENTS):
        _take(till, _anybody(chance))
    _state(till, _anybody(chance))


def _anybody(chance: Random) -> CustomerId:
    return CustomerId(chance.randint(3, 900))


def _search(till: ShopTill, typed: str) -> None:
    model = till.customers.model
    till.customers.search.setText(typed)
    model.ask_whole_book()
    until(lambda: model.listing.value.state in {State.ROWS, State.NO_MATCHES})
    till.window.repaint()


def _sell(till: ShopTill, customer: CustomerId) -> None:
    till.dialogs.put_on_account(customer)
    dialog = _dialog(SaleDialog)
    until(lambda: dialog.model.head.value is not None)
    QTest.keyClicks(dialog.amount.line, "50")
    until(lambda: dialog.model.preview.value is not None)
    dialog.save.click()
    until(lambda: not _open(SaleDialog))


def _take(till: ShopTill, customer: CustomerId) -> None:
    till.dialogs.take_payment(customer)
    dialog = _dialog(PaymentDialog)
    until(lambda: dialog.model.head.value is not None)
    QTest.keyClicks(dialog.amount.line, "20")
    until(lambda: dialog.model.preview.value is not None)
    dialog.save.click()
    until(lambda: not _open(PaymentDialog))


def _state(till: ShopTill, customer: CustomerId) -> None:
    till.dialogs.statement(customer)
    dialog = _dialog(StatementDialog)
    until(lambda: dialog.model.drawn.value is not None)
    dialog.save_button.click()
    until(lambda: not dialog.model.busy.value)
    dialog.reject()
    until(lambda: not _open(StatementDialog))


def _open(kind: type[AnyDialog]) -> list[AnyDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def _dialog(kind: type[AnyDialog]) -> AnyDialog:
    (found,) = _open(kind)
    return found


def _counted(till: ShopTill) -> dict[str, float]:
    till.window.banner.dismiss()  # what it offers depends on what was done last
    until(lambda: not till.backups.busy.value)  # one that is being made holds threads, handles and pages
    until(till.dialogs.spare.is_ready)  # the next customer's dialog, which is made while nobody works
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    _give_back()
    handles = Path("/proc/self/fd")
    return {
        "memory": resident_mb(),
        "widgets": len(QApplication.allWidgets()),
        "threads": threading.active_count(),
        "handles": len(list(handles.iterdir())) if handles.exists() else 0,
    }


def _give_back() -> None:
    """Let the C library give back what it only keeps for later: what is counted is what the program holds."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


if __name__ == "__main__":
    main()
