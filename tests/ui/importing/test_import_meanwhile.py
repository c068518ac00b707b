"""While an import writes: what is read goes on, and what is saved waits its turn."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.payment import PaymentOrder, PaymentTaken
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import get_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.viewmodels.import_customers import ImportCustomersViewModel
from shopdesk.viewmodels.ports import Lane
from tests.ports import ScriptedPrompter
from ui.background import Background
from ui.importing.import_dialog import ImportDialog


class HeldImport(ImportCustomersViewModel):
    """An import whose writing is held up at its first word."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(desk, background)
        self.writes = threading.Event()
        self.goes_on = threading.Event()

    def _progress(self, at: int, of: int) -> str:
        self.writes.set()
        assert self.goes_on.wait(60)
        return super()._progress(at, of)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def unexpected(error: ShopDeskError) -> None:
    raise AssertionError(error)


def test_reading_goes_on_and_a_payment_waits_until_the_import_is_done(
    background: Background, qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Name\nJulia Roe\n", encoding="utf-8")
    model = HeldImport(desk, background)
    model.open_file(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: model.preview.value is not None)
    order: list[str] = []
    model.result.listen(lambda text: order.append("import") if text else None)
    model.carry_out()
    qtbot.waitUntil(model.writes.is_set)

    def taken(_: PaymentTaken) -> None:
        order.append("payment")

    background.run(lambda: take_payment(desk, PaymentOrder(marai, 500), "one"), taken, unexpected, Lane.WRITE)
    background.run(
        lambda: len(list_customers(desk, CustomerQuery()).rows),
        lambda rows: order.append(f"{rows} read"),
        unexpected,
    )
    qtbot.waitUntil(lambda: order == ["1 read"])
    model.goes_on.set()
    qtbot.waitUntil(lambda: order == ["1 read", "import", "payment"])
    assert model.result.value == "1 customer added. They are in the book now: look them over."


def test_what_is_being_written_is_not_chosen_otherwise(
    background: Background, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Name,Birthday\nJulia Roe,03/04/1980\n", encoding="utf-8")
    model = HeldImport(desk, background)
    dialog = ImportDialog(model, ScriptedPrompter())
    qtbot.addWidget(dialog)
    dialog.show()
    model.open_file(str(tmp_path / "list.csv"))
    qtbot.waitUntil(dialog.carry_out.isEnabled)
    dialog.carry_out.click()
    qtbot.waitUntil(model.writes.is_set)
    assert not dialog.turns["Birthday"].isEnabled()
    assert not any(box.isEnabled() for box in dialog.boxes.values())
    model.turn_days("Birthday")
    model.goes_on.set()
    qtbot.waitUntil(lambda: bool(model.result.value))
    (made,) = list_customers(desk, CustomerQuery()).rows
    assert get_customer(desk, made.id).record.birthday == "1980-04-03"
    assert model.preview.value is None


def test_the_import_says_that_what_is_saved_waits(desk: Desk, background: Background) -> None:
    model = HeldImport(desk, background)
    model.goes_on.set()
    assert model._progress(3, 50) == ("Importing: 3 of 50. What is saved meanwhile waits until this is done.")
