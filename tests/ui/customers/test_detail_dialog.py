"""The detail dialog: live, with its buttons' reasons, archive and undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from tests.ui.opened import Opened
from ui.account.payment_dialog import PaymentDialog
from ui.account.sale_dialog import SaleDialog
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.customers.timeline_model import Column
from ui.statements.preview_dialog import StatementDialog
from ui.theme import apply_theme, theme
from ui.widgets.cards import Label


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    made = Opened(qtbot, desk)
    made.opener.open_customer(marai)
    return made


@pytest.fixture
def dialog(opened: Opened) -> DetailDialog:
    return opened.dialog(DetailDialog)


def test_it_follows_what_happens_elsewhere(dialog: DetailDialog, desk: Desk, marai: CustomerId) -> None:
    assert dialog.timeline.entries.rowCount() == 0
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    assert dialog.timeline.entries.rowCount() == 1
    assert "1 entry adds up to $44.00" in dialog.timeline.proof.text()
    edit_customer(desk, marai, RecordChange({"first_name": "Maria"}))
    assert dialog.windowTitle() == "Maria Haddad — customer C-000001"


def test_on_a_small_screen_the_cards_stand_whole_below_the_entries(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    opened = Opened(qtbot, desk)
    opened.window.resize(640, 600)
    opened.opener.open_customer(marai)
    timeline = opened.dialog(DetailDialog).timeline
    areas = timeline.findChildren(QScrollArea)
    (cards,) = (area for area in areas if area.widget() is timeline.ages.parentWidget())
    assert not timeline.is_beside()
    qtbot.waitUntil(lambda: cards.verticalScrollBar().maximum() == 0)


def test_a_closed_dialog_follows_nothing(qtbot: QtBot, desk: Desk, marai: CustomerId, opened: Opened) -> None:
    dialog = opened.dialog(DetailDialog)
    model = dialog.model
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    before = model.picture.value
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    assert model.picture.value is before
    assert not opened.is_open(DetailDialog)


def test_archive_says_why_it_cannot_be_used(dialog: DetailDialog, desk: Desk, marai: CustomerId) -> None:
    assert dialog.archive.isEnabled()
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    assert not dialog.archive.isEnabled()
    assert "The balance is $44.00" in dialog.archive.toolTip()


def test_an_archived_customer_takes_no_money_until_restored(dialog: DetailDialog) -> None:
    dialog.archive.click()
    assert dialog.archive.text() == "Restore"
    assert not dialog.payment.isEnabled()
    assert "restore" in dialog.payment.toolTip()
    dialog.archive.click()
    assert dialog.payment.isEnabled()


def test_archiving_is_undone_with_the_keyboard(qtbot: QtBot, dialog: DetailDialog) -> None:
    dialog.archive.click()
    assert dialog.banner_text() == "Marai Haddad is archived."
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.archive.text() == "Archive"
    assert dialog.banner_text() == "Marai Haddad is back in the list."


@pytest.mark.parametrize(
    ("key", "modifier", "kind"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, PaymentDialog),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, SaleDialog),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, StatementDialog),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, CustomerForm),
    ],
)
def test_every_deed_has_its_key(
    qtbot: QtBot,
    opened: Opened,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    kind: type[PaymentDialog | SaleDialog | StatementDialog | CustomerForm],
) -> None:
    QTest.keyClick(opened.dialog(DetailDialog), key, modifier)
    opened.dialog(kind).reject()
    assert opened.is_open(DetailDialog)


def test_opening_the_same_customer_again_opens_no_second_dialog(opened: Opened, marai: CustomerId) -> None:
    opened.opener.open_customer(marai)
    assert opened.dialog(DetailDialog)


def test_pressing_the_date_turns_the_timeline_round(
    dialog: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    for number in range(2):
        sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), f"sale {number}")
    header = dialog.timeline.table.horizontalHeader()
    assert dialog.timeline.entries.entry(0).ref == "S-00002"
    header.sectionClicked.emit(Column.DATE)
    assert dialog.timeline.entries.entry(0).ref == "S-00001"
    header.sectionClicked.emit(Column.PAID)
    assert dialog.timeline.entries.entry(0).ref == "S-00001"


def test_the_record_page_shows_what_is_kept(dialog: DetailDialog) -> None:
    dialog.open_page(dialog.record)
    assert not dialog.record.isHidden()
    assert dialog.timeline.isHidden()


def test_every_control_has_a_name(dialog: DetailDialog) -> None:
    named = [dialog.payment, dialog.sale, dialog.statement, dialog.edit, dialog.archive, dialog.tabs]
    assert all(widget.accessibleName() for widget in (*named, dialog.timeline.table))


@pytest.mark.parametrize("scale", [100, 125, 150, 175])
def test_at_every_size_of_text_the_dialog_fits_a_small_screen_and_its_columns_can_be_read(
    qtbot: QtBot, qapp: QApplication, desk: Desk, marai: CustomerId, scale: int
) -> None:
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    apply_theme(qapp, "light", scale)
    opened = Opened(qtbot, desk)
    opened.window.resize(1024, 740)
    opened.opener.open_customer(marai)
    dialog = opened.dialog(DetailDialog)
    assert dialog.width() <= 1024
    assert dialog.statement.width() >= dialog.statement.sizeHint().width()
    assert dialog.timeline.table.columnWidth(Column.WHAT) >= theme().px(100)
    assert dialog.timeline.is_beside() == (scale < 125)


def test_the_focus_stays_on_the_entries_when_they_come(
    dialog: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    assert dialog.focusWidget() is dialog.timeline.table
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    assert dialog.focusWidget() is dialog.timeline.table


def test_the_arrow_at_the_date_points_down_for_the_newest_first(dialog: DetailDialog) -> None:
    header = dialog.timeline.header
    assert header.arrow() == "chevron-down"
    header.sectionClicked.emit(Column.DATE)
    assert header.arrow() == "chevron-up"


def test_a_value_read_from_the_right_stands_below_its_label(
    dialog: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"first_name": "مريم"}))
    said = {label.accessibleName(): label for label in dialog.record.findChildren(Label)}
    alignment = said["First name: مريم"].alignment()
    assert alignment & Qt.AlignmentFlag.AlignAbsolute
    assert alignment & Qt.AlignmentFlag.AlignLeft
