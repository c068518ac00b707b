"""The pages of the detail dialog beside the account: their counts, what they show, what is done there."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.follow_up import Origin
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import list_enquiries
from shopdesk.services.following_up import follow_ups_of
from shopdesk.services.notes import add_note, list_notes
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels import customer_sales
from tests.ui.opened import Opened
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.customers.detail_dialog import DetailDialog
from ui.customers.page_tabs import PageTabs
from ui.reminders.follow_up_dialog import FollowUpDialog
from ui.requests.request_dialog import RequestDialog
from ui.requests.request_reader import RequestReader
from ui.theme import apply_theme
from ui.widgets.cards import Label
from ui.widgets.chip import Chip


def opened(qtbot: QtBot, desk: Desk, customer: CustomerId, *answers: bool | str | None) -> DetailDialog:
    made = Opened(qtbot, desk, *answers)
    made.opener.open_customer(customer)
    return made.dialog(DetailDialog)


def tabs(dialog: DetailDialog) -> list[str]:
    return [dialog.tabs.tabText(place) for place in range(dialog.tabs.count())]


def pay_at_the_till(desk: Desk, customer: CustomerId, count: int) -> None:
    for number in range(count):
        sell(desk, SaleOrder(customer, total=500, tenders={Method.CASH: 500}), f"sale {number}")


def test_every_tab_counts_what_stands_on_its_page(
    qtbot: QtBot, desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_sales, "FIRST_PAGE", 2)
    pay_at_the_till(desk, marai, 3)
    dialog = opened(qtbot, desk, marai)
    assert tabs(dialog)[:5] == ["Account", "Sales 3", "Store credit", "Record", "Notes"]
    add_note(desk, marai, "Likes opals")
    adjust(desk, AdjustmentOrder(marai, -500, AdjustmentKind.GOODWILL_CREDIT, "Clasp"), "goodwill")
    assert tabs(dialog)[:5] == ["Account", "Sales 3", "Store credit 1", "Record", "Notes 1"]


def test_what_is_to_be_done_is_written_and_opened_on_its_page(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.open_customer(marai)
    dialog = made.dialog(DetailDialog)
    dialog.follow_ups.new.click()
    form = made.dialog(FollowUpDialog)
    QTest.keyClicks(form.title.line, "Ring back")
    form.save.click()
    assert "Follow-ups 1" in tabs(dialog)
    assert dialog.banner_text() == "To do by 21 Nov: Ring back."
    dialog.follow_ups.table.clicked.emit(dialog.follow_ups.table.lines.index(0, 0))
    again = made.dialog(FollowUpDialog)
    again.status.box.setCurrentIndex(again.status.box.findData("done"))
    again.status.edited.emit("done")
    again.save.click()
    assert "Follow-ups" in tabs(dialog)
    assert dialog.follow_ups.table.lines.line(0).status == "Done"


def test_a_change_of_the_record_stands_in_its_history(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    dialog = opened(qtbot, desk, marai)
    edit_customer(desk, marai, RecordChange({"allergies": "nickel"}))
    assert dialog.history.table.lines.line(0)[1:] == ("Allergies", "—", "nickel", "Rosa Rossi")


def test_scrolling_to_the_end_brings_older_sales(
    qtbot: QtBot, desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_sales, "FIRST_PAGE", 15)
    pay_at_the_till(desk, marai, 20)
    dialog = opened(qtbot, desk, marai)
    dialog.open_page(dialog.sales)
    assert dialog.sales.card.said.text() == "Showing 15 of 20"
    bar = dialog.sales.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert dialog.sales.table.lines.rowCount() == 20
    assert dialog.sales.card.said.text() == ""


def test_a_note_is_added_in_place_and_pinned(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    dialog = opened(qtbot, desk, marai)
    dialog.open_page(dialog.notes)
    QTest.keyClicks(dialog.notes.field.area, "Likes opals")
    dialog.notes.add.click()
    assert dialog.notes.whole.toPlainText() == "Likes opals"
    assert dialog.notes.field.text() == ""
    qtbot.waitUntil(lambda: dialog.notes.hush.visibleRegion().boundingRect() == dialog.notes.hush.rect())
    dialog.notes.pin.click()
    assert list_notes(desk, marai)[0].pinned
    assert dialog.notes.pin.text() == "Unpin"


def test_a_note_is_added_with_the_keyboard(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    dialog = opened(qtbot, desk, marai)
    dialog.open_page(dialog.notes)
    QTest.keyClicks(dialog.notes.field.area, "Likes opals")
    dialog.notes.field.area.setFocus()
    QTest.keyClick(dialog.notes.field.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in list_notes(desk, marai)] == ["Likes opals"]


def test_choosing_a_note_in_the_list_shows_it_whole(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    for text in ("First\n\nand more", "Second"):
        add_note(desk, marai, text)
    dialog = opened(qtbot, desk, marai)
    dialog.open_page(dialog.notes)
    assert dialog.notes.whole.toPlainText() == "Second"
    QTest.keyClick(dialog.notes.table, Qt.Key.Key_Down)
    assert dialog.notes.whole.toPlainText() == "First\n\nand more"


@pytest.mark.parametrize("leave", [False, True])
def test_closing_asks_before_a_typed_note_is_lost(
    qtbot: QtBot, desk: Desk, marai: CustomerId, leave: bool
) -> None:
    dialog = opened(qtbot, desk, marai, leave)
    QTest.keyClicks(dialog.notes.field.area, "half a note")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() is not leave


def test_sales_and_timeline_are_saved_where_the_banner_says(
    qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    pay_at_the_till(desk, marai, 1)
    path = tmp_path / "marai.csv"
    dialog = opened(qtbot, desk, marai, str(path))
    dialog.sales.save.click()
    assert path.exists()
    assert dialog.banner_text() == f"1 row saved as {path}."


def test_a_cashier_saves_them_with_the_pin_of_the_owner_each_time(
    qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    path = tmp_path / "marai.csv"
    cashier = desk.as_staff(add_staff(desk, "Ben", Role.CASHIER))
    window = Opened(qtbot, cashier, str(path))
    window.opener.open_customer(marai)
    dialog = window.dialog(DetailDialog)
    dialog.sales.save.click()
    assert not path.exists()
    QTest.keyClicks(window.dialog(OwnerPinDialog), "1234")
    QTest.keyClick(window.dialog(OwnerPinDialog), Qt.Key.Key_Return)
    assert path.exists()
    dialog.sales.save.click()
    assert window.is_open(OwnerPinDialog)


def test_the_longest_word_of_a_record_is_broken_and_not_cut_off(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"last_name": "W" * 100, "street": "1 High St"}))
    dialog = opened(qtbot, desk, marai)
    dialog.open_page(dialog.record)
    values = {label.accessibleName(): label for label in dialog.record.findChildren(Label)}
    (name,) = (label for said, label in values.items() if said == f"Last name: {'W' * 100}")
    assert name.height() > 2 * name.fontMetrics().height()
    assert values["Street: 1 High St"].text() == "1 High St"


def test_neither_tags_nor_an_allergy_give_way_to_the_longest_name(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    texts = {"first_name": "W" * 100, "last_name": "W" * 100, "allergies": "nickel " * 28}
    edit_customer(desk, marai, RecordChange(texts, tags=("VIP", "Bridal")))
    dialog = opened(qtbot, desk, marai)
    seen = {chip.text() for chip in dialog.findChildren(Chip) if chip.isVisible()}
    assert seen == {"VIP", "+1", f"Allergy: {('nickel ' * 28).strip()}"}


def test_the_sums_of_the_sales_stand_below_each_other_where_room_is_short(
    qtbot: QtBot, qapp: QApplication, desk: Desk, marai: CustomerId
) -> None:
    page = opened(qtbot, desk, marai).sales
    assert page.invoiced.y() == page.lifetime.y()
    apply_theme(qapp, "light", 150)
    window = Opened(qtbot, desk)
    window.window.resize(1024, 740)
    window.opener.open_customer(marai)
    dialog = window.dialog(DetailDialog)
    dialog.open_page(dialog.sales)
    qtbot.waitUntil(lambda: dialog.sales.invoiced.y() < dialog.sales.lifetime.y())


@pytest.mark.parametrize("name", ["history", "notes"])
def test_on_a_small_screen_with_large_text_nothing_lies_beside_the_table(
    qtbot: QtBot, qapp: QApplication, desk: Desk, marai: CustomerId, name: str
) -> None:
    add_note(desk, marai, "Likes opals, and everything that is blue")
    edit_customer(desk, marai, RecordChange({"street": "221 High Street, behind the post office"}))
    apply_theme(qapp, "light", 150)
    window = Opened(qtbot, desk)
    window.window.resize(1024, 740)
    window.opener.open_customer(marai)
    dialog = window.dialog(DetailDialog)
    page = getattr(dialog, name)
    dialog.open_page(page)
    qtbot.waitUntil(lambda: page.table.lines.rowCount() > 0 and page.table.isVisible())
    assert page.table.horizontalScrollBar().maximum() == 0


def test_tabs_stand_closer_where_room_is_short(qtbot: QtBot) -> None:
    strip = PageTabs()
    qtbot.addWidget(strip)
    for number in range(8):
        strip.add_page(f"Page {number}")
    strip.resize(2000, 40)
    strip.show()
    roomy = strip.tabRect(0).width()
    strip.resize(strip.tabRect(7).right() - 20, 40)
    assert strip.tabRect(0).width() < roomy
    assert strip.tabRect(7).right() <= strip.width()
    strip.resize(2000, 40)
    assert strip.tabRect(0).width() == roomy


def test_every_table_and_button_has_a_name(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    add_note(desk, marai, "Likes opals")
    dialog = opened(qtbot, desk, marai)
    tables = (dialog.sales.table, dialog.credit.table, dialog.notes.table, dialog.history.table)
    buttons = (dialog.sales.save, dialog.notes.add, dialog.notes.pin)
    assert all(widget.accessibleName() for widget in (*tables, *buttons, dialog.notes.whole))


def test_what_came_of_a_call_is_written_down_as_a_follow_up(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.open_customer(marai)
    dialog = made.dialog(DetailDialog)
    dialog.follow_ups.after_call.click()
    form = made.dialog(FollowUpDialog)
    assert form.title.text() == "Ring Marai Haddad back"
    form.save.click()
    (written,) = follow_ups_of(desk, marai)
    assert (written.origin, written.due_on) == (Origin.CALL, desk.today() + timedelta(days=1))
    assert dialog.follow_ups.table.lines.line(0).origin == "After a call"


def test_requests_have_a_page_with_a_badge_and_are_read_and_written_from_it(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.open_customer(marai)
    dialog = made.dialog(DetailDialog)
    dialog.open_page(dialog.requests)
    dialog.requests.new.click()
    form = made.dialog(RequestDialog)
    QTest.keyClicks(form.text.area, "Resize a ring")
    form.save.click()
    assert [each.customer for each in list_enquiries(desk)] == [marai]
    assert "Requests 1" in tabs(dialog)
    dialog.requests.table.clicked.emit(dialog.requests.table.lines.index(0, 0))
    reader = made.dialog(RequestReader)
    assert reader.words.text() == "Resize a ring"
    reader.done(0)


def test_a_page_is_made_when_it_is_first_looked_at_and_tab_comes_to_it_after_the_strip(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    dialog = opened(qtbot, desk, marai)
    assert {"timeline"} == {"timeline", "sales", "notes", "history"} & vars(dialog).keys()
    dialog.tabs.setCurrentIndex(4)
    assert dialog.stack.currentWidget() is dialog.notes
    dialog.tabs.setFocus()
    QTest.keyClick(dialog.tabs, Qt.Key.Key_Tab)
    assert dialog.notes.isAncestorOf(dialog.focusWidget())
