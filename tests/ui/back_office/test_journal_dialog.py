"""The journal, looked through."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.viewmodels.journal import JournalViewModel
from tests.ports import InlineRunner, ScriptedPrompter
from ui.back_office.journal_dialog import JournalDialog


def opened(qtbot: QtBot, desk: Desk, customer: int = 1, *answers: str) -> JournalDialog:
    model = JournalViewModel(desk, InlineRunner(), ScriptedPrompter(*answers))
    dialog = JournalDialog(model, lambda take: take(customer))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_newest_row_is_chosen_and_told_in_full(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, 1_000), "one")
    dialog = opened(qtbot, desk)
    QAbstractItemModelTester(dialog.table.lines)
    assert dialog.chosen.text() == "P-00001 · $10.00 · by cash"
    assert f" {desk.book.sequence}-" in dialog.head.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.chosen.text().startswith("First name: Marai")
    dialog.reject()


def test_a_customer_is_chosen_and_let_go(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    dialog = opened(qtbot, desk, marai)
    every = dialog.card.said.text()
    dialog.customer.click()
    assert (dialog.customer.text(), dialog.card.said.text()) == ("Marai Haddad", "1 row")
    dialog.customer.click()
    assert dialog.card.said.text() == every
    dialog.reject()


def test_a_day_is_typed_and_a_wrong_one_marked(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    dialog = opened(qtbot, desk)
    line = dialog.lines["from"]
    for typed, role in (("soon", "error"), ("22/11/2026", "")):
        line.clear()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert (line.property("role") or "") == role
        assert dialog.banner.isVisible() is bool(role)
    assert dialog.card.empty.isVisible()
    dialog.clear.click()
    assert not dialog.card.empty.isVisible()
    dialog.reject()


def test_older_rows_are_read_when_the_end_comes_near(
    qtbot: QtBot, desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        take_payment(desk, PaymentOrder(marai, 100), f"payment {number}")
    monkeypatch.setattr("shopdesk.viewmodels.journal.PAGE", 40)
    dialog = opened(qtbot, desk)
    assert dialog.table.lines.rowCount() == 40
    QTest.keyClick(dialog.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert dialog.table.lines.rowCount() == desk.book.sequence
    dialog.reject()


def test_it_is_saved_as_csv(qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, marai, str(tmp_path / "journal.csv"))
    dialog.save.click()
    assert "C-000001" in (tmp_path / "journal.csv").read_text(encoding="utf-8-sig")
    assert "journal.csv" in dialog.banner.text()
    dialog.reject()
