"""Why this balance, as the dialog shows it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from tests.ui.opened import Opened, tab_order
from tests.viewmodels.test_balance_proof import harm
from ui.account.tie_card import TieCard
from ui.account.why_dialog import WhyDialog
from ui.customers.detail_dialog import DetailDialog


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    """Charge $100 and take $30."""
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    take_payment(desk, PaymentOrder(marai, 3_000), "payment")
    return marai


def dialog_of(qtbot: QtBot, desk: Desk, customer: CustomerId, *answers: str | None) -> WhyDialog:
    opened = Opened(qtbot, desk, *answers)
    opened.opener.why_balance(customer)
    return opened.dialog(WhyDialog)


def told(dialog: WhyDialog) -> list[str]:
    return [card.told.text() for card in dialog.findChildren(TieCard) if not card.isHidden()]


def test_entries_ties_and_verdict_stand_there(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    dialog = dialog_of(qtbot, desk, owing)
    QAbstractItemModelTester(dialog.table.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = range(dialog.table.lines.rowCount())
    assert [dialog.table.lines.line(row).ref for row in rows] == ["S-00001", "P-00001"]
    assert dialog.verdict.text().startswith("Proven: 2 entries")
    assert told(dialog)[0] == "The sum is the balance."
    assert dialog.whose.text() == "Marai Haddad · C-000001"
    dialog.reject()


def test_it_follows_the_account(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    dialog = dialog_of(qtbot, desk, owing)
    take_payment(desk, PaymentOrder(owing, 1_000), "more")
    assert dialog.verdict.text().startswith("Proven: 3 entries")
    assert len(told(dialog)) == 3
    dialog.reject()


def test_a_mismatch_is_red(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    harm(desk, "UPDATE customer SET debt_balance = 1")
    dialog = dialog_of(qtbot, desk, owing)
    assert dialog.verdict.property("role") == "banner-danger"
    assert told(dialog)[0] == "The sum is not the balance."
    dialog.reject()


def test_the_page_is_shown_and_saved(qtbot: QtBot, desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, desk, owing, str(tmp_path / "proof.pdf"), str(tmp_path / "printed.pdf"))
    dialog.views.button("paper").click()
    assert dialog.paper.isVisible()
    assert dialog.paper.page_count() == 1
    dialog.save_button.click()
    dialog.print_button.click()
    assert (tmp_path / "proof.pdf").read_bytes() == (tmp_path / "printed.pdf").read_bytes()
    dialog.reject()


def test_it_opens_with_the_keyboard_from_the_proof_and_from_the_menu(
    qtbot: QtBot, desk: Desk, owing: CustomerId
) -> None:
    opened = Opened(qtbot, desk)
    opened.opener.open_customer(owing)
    detail = opened.dialog(DetailDialog)
    assert detail.timeline.why in tab_order(detail)
    QTest.keyClick(detail.timeline.why, Qt.Key.Key_Space)
    opened.dialog(WhyDialog).reject()
    detail.why.trigger()
    opened.dialog(WhyDialog).reject()
    detail.reject()
