"""The tour: the main job done through the real windows by nobody's hand, with a picture of each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shopdesk.viewmodels.customer_list import State
from ui.account.payment_dialog import PaymentDialog
from ui.account.sale_dialog import SaleDialog
from ui.customers.detail_dialog import DetailDialog
from ui.saying import say
from ui.start.front_door import FrontDoor
from ui.statements.preview_dialog import StatementDialog
from ui.till import ShopTill
from ui.window_ahead import BACK_OFFICE

_LOOK_MS = 20
_PATIENCE_MS = 180_000
_WINDOW = (1440, 900)
_WHO = "Marai Haddad"
_AMOUNT = "120.00"

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
Until = Callable[[], bool]
Story = Iterator[Until]


class TourPrompter:
    """Answers for the person: every file is saved into the tour's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def confirm(self, question: str, yes: str) -> bool:
        """Say yes."""
        del question, yes
        return True

    def save_path(self, title: str, suggestion: str) -> str | None:
        """Save the one paper of the tour."""
        del title, suggestion
        return str(self._folder / "statement.pdf")

    def open_path(self, title: str, pattern: str) -> str | None:
        """Open nothing."""
        del title, pattern
        return None

    def folder_path(self, title: str) -> str | None:
        """Write into the tour's own folder."""
        del title
        return str(self._folder)


class Tour(QObject):
    """Tells a story step by step: whenever what it waits for is there, the next step is done.

    ``status`` is None until it has ended, then 0, or 1 when something did not come.
    """

    def __init__(self, door: FrontDoor, folder: Path, app: QApplication, end: Callable[[int], None]) -> None:
        super().__init__(app)
        self._ended = end
        self._door = door
        self._folder = folder
        self._app = app
        self._pictures = 0
        self._story = self._tell()
        self._until: Until = lambda: True
        self._awaited = "the first window"
        self.status: int | None = None
        self._steps = QTimer(self)
        self._steps.setInterval(_LOOK_MS)
        self._steps.timeout.connect(self._step)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._end(1))

    def begin(self) -> None:
        """Begin; the program ends with the story."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._steps.start()

    def _step(self) -> None:
        if not self._until():
            return
        self._patience.start()
        try:
            self._until = next(self._story)
        except StopIteration:
            self._end(0)

    def _end(self, status: int) -> None:
        self._steps.stop()
        self._patience.stop()
        self.status = status
        if status:
            say(f"The tour waited in vain for {self._awaited}.")
        self._ended(status)

    def _tell(self) -> Story:
        """Search, open a customer, put a sale on account, take a payment, make the statement, lock."""
        yield from self._find()
        detail = self._dialog(DetailDialog)
        yield from self._sell(detail)
        yield from self._pay(detail)
        yield from self._state(detail)
        detail.reject()
        till = self._till()
        till.window.show_page(BACK_OFFICE)
        yield self._await("the staff", lambda: bool(till.back_office.staff.model.lines.value))
        self._shoot(till.window, "back-office", "Opened the back office")
        self._door.lock()
        yield self._await("the sign-in", self._door.start.isVisible)
        self._shoot(self._door.start, "sign-in", "Locked the window")

    def _find(self) -> Story:
        yield self._await("the customers", self._has_list)
        till = self._till()
        till.window.resize(*_WINDOW)
        yield self._await("the list", self._has_list)
        self._shoot(till.window, "customers", "Opened the customers")
        search = till.customers.search
        QTest.keyClicks(search, _WHO)
        yield self._await("the search", lambda: till.customers.model.listing.value.state is State.ROWS)
        self._shoot(till.window, "search", f"Searched for {_WHO}")
        QTest.keyClick(search, Qt.Key.Key_Return)
        yield self._await("the customer", lambda: self._has(DetailDialog))
        detail = self._dialog(DetailDialog)
        yield self._await("the account", lambda: detail.model.picture.value is not None)
        self._shoot(detail, "customer", f"Opened {_WHO}")

    def _sell(self, detail: DetailDialog) -> Story:
        entries = self._entries(detail)
        detail.sale.click()
        yield self._await("the sale", lambda: self._has(SaleDialog))
        dialog = self._dialog(SaleDialog)
        yield self._await("the account", lambda: dialog.model.head.value is not None)
        QTest.keyClicks(dialog.amount.line, _AMOUNT)
        yield self._await("what will be owed", lambda: dialog.model.preview.value is not None)
        self._shoot(dialog, "put-on-account", "Typed a sale")
        dialog.save.click()
        yield self._await("the sale on account", lambda: not self._has(SaleDialog))
        yield self._await("its line", lambda: self._entries(detail) > entries)
        yield self._await("the banner", lambda: bool(detail.banner_text()))
        self._shoot(detail, "on-account", detail.banner_text())

    def _pay(self, detail: DetailDialog) -> Story:
        said, entries = detail.banner_text(), self._entries(detail)
        detail.payment.click()
        yield self._await("the payment", lambda: self._has(PaymentDialog))
        dialog = self._dialog(PaymentDialog)
        yield self._await("the account", lambda: dialog.model.head.value is not None)
        QTest.keyClicks(dialog.amount.line, _AMOUNT)
        yield self._await("what it settles", lambda: dialog.model.preview.value is not None)
        self._shoot(dialog, "take-payment", "Typed a payment")
        dialog.save.click()
        yield self._await("the payment taken", lambda: not self._has(PaymentDialog))
        yield self._await("its line", lambda: self._entries(detail) > entries)
        yield self._await("the banner", lambda: detail.banner_text() not in {"", said})
        self._shoot(detail, "paid", detail.banner_text())

    def _state(self, detail: DetailDialog) -> Story:
        detail.statement.click()
        yield self._await("the statement", lambda: self._has(StatementDialog))
        dialog = self._dialog(StatementDialog)
        yield self._await("its paper", lambda: dialog.model.drawn.value is not None)
        yield self._await("its picture", lambda: True)
        self._shoot(dialog, "statement", "Drew the statement")
        paper = self._folder / "statement.pdf"
        paper.unlink(missing_ok=True)
        dialog.save_button.click()
        yield self._await("the statement's file", paper.exists)
        say(f"Issued the statement: {paper}")
        dialog.reject()
        yield self._await("the account", lambda: not self._has(StatementDialog))

    def _await(self, what: str, until: Until) -> Until:
        self._awaited = what
        return until

    def _has_list(self) -> bool:
        till = self._door.till
        if not isinstance(till, ShopTill):
            return False
        has_figures = till.kpis.texts.value is not None
        return has_figures and till.customers.model.listing.value.state is State.ROWS

    def _till(self) -> ShopTill:
        till = self._door.till
        if not isinstance(till, ShopTill):
            raise TypeError("the tour is at the till before the till is there")
        return till

    def _entries(self, detail: DetailDialog) -> int:
        picture = detail.model.picture.value
        return 0 if picture is None else len(picture.timeline.entries)

    def _open(self, kind: type[AnyDialog]) -> list[AnyDialog]:
        return [each for each in self._app.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    def _has(self, kind: type[QDialog]) -> bool:
        return bool(self._open(kind))

    def _dialog(self, kind: type[AnyDialog]) -> AnyDialog:
        (found,) = self._open(kind)
        return found

    def _shoot(self, widget: QWidget, name: str, done: str) -> None:
        self._pictures += 1
        path = self._folder / f"{self._pictures:02d}-{name}.png"
        widget.grab().save(str(path))
        say(f"{done}: {path}")
