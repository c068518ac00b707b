"""The Customers page, pressed and typed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.viewmodels.customer_list import State
from tests.conftest import StandingClock
from tests.ui.customers.listed import Listed
from ui.customers.row_painter import ROW
from ui.customers.table_model import BALANCE, COLUMNS, LOCATION, MASK, NAME, UPDATED
from ui.theme import apply_theme, theme
from ui.widgets.buttons import Button

Key = Qt.Key
Role = Qt.ItemDataRole


@pytest.fixture
def julia(desk: Desk, marai: CustomerId, clock: StandingClock) -> CustomerId:
    """Add Julia Maraidis, who owes $44.00 for two days; Marai owes nothing."""
    clock.forward(minutes=1)
    change = RecordChange({"first_name": "Julia", "last_name": "Maraidis"}, tags=("VIP",))
    made = add_customer(desk, change).id
    sell(desk, SaleOrder(made, total=4_400, on_account=4_400), "sale")
    clock.forward(days=2)
    return made


@pytest.fixture
def listed(qtbot: QtBot, desk: Desk, julia: CustomerId, tmp_path: Path) -> Listed:
    """Open the page on Julia, who owes most, and Marai."""
    return Listed(qtbot, desk, tmp_path)


def test_the_search_box_has_the_focus_when_the_page_opens(listed: Listed) -> None:
    assert listed.window.focusWidget() is listed.page.search
    assert listed.names() == ["Julia Maraidis", "Marai Haddad"]


def test_typing_narrows_the_list_and_esc_brings_it_back(listed: Listed) -> None:
    listed.type("hadd")
    assert listed.names() == ["Marai Haddad"]
    listed.press(Key.Key_Escape)
    assert len(listed.names()) == 2


def test_the_row_where_a_heading_stood_is_as_high_as_any(listed: Listed) -> None:
    table, everybody = listed.page.table, listed.page.model.listing.value
    first, other = everybody.near
    table.show_listing(replace(everybody, near=(first,), far=(other,)))
    assert table.rowHeight(1) < ROW
    table.show_listing(everybody)
    assert [table.rowHeight(row) for row in range(2)] == [ROW, ROW]


def test_a_pause_in_typing_asks_the_whole_book(listed: Listed, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.page.search.paused):
        listed.type("zzqx")
    assert listed.page.model.listing.value.state is State.NO_MATCHES
    assert listed.page.empty.isVisible()
    assert "No matches" in listed.page.empty.heading.text()


def test_enter_opens_the_first_match(listed: Listed, marai: CustomerId) -> None:
    listed.type("haddad")
    listed.press(Key.Key_Return)
    assert listed.dialogs.asked == [("open", marai)]


def test_one_click_on_a_row_opens_it(listed: Listed, julia: CustomerId, qtbot: QtBot) -> None:
    table = listed.page.table
    place = table.visualRect(table.lines.index(0, NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert listed.dialogs.asked == [("open", julia)]


def test_arrows_move_from_the_search_through_the_rows_and_back(listed: Listed, marai: CustomerId) -> None:
    listed.press(Key.Key_Down)
    listed.press(Key.Key_Down)
    listed.press(Key.Key_Return)
    assert listed.dialogs.asked == [("open", marai)]
    listed.press(Key.Key_Up)
    listed.press(Key.Key_Up)
    assert listed.window.focusWidget() is listed.page.search


def test_letters_in_the_table_go_to_the_next_name_that_begins_so(listed: Listed, marai: CustomerId) -> None:
    listed.press(Key.Key_Down)
    listed.type("m")
    assert listed.page.table.chosen() == marai


@pytest.mark.parametrize(
    ("key", "modifier", "deed"),
    [
        (Key.Key_F4, Qt.KeyboardModifier.NoModifier, "payment"),
        (Key.Key_F5, Qt.KeyboardModifier.NoModifier, "sale"),
        (Key.Key_P, Qt.KeyboardModifier.ControlModifier, "statement"),
    ],
)
def test_a_key_acts_on_the_chosen_customer(
    listed: Listed, marai: CustomerId, qtbot: QtBot, key: Key, modifier: Qt.KeyboardModifier, deed: str
) -> None:
    listed.type("haddad")
    QTest.keyClick(listed.page.search, key, modifier)
    assert listed.dialogs.asked == [(deed, marai)]


def test_a_key_without_a_chosen_customer_says_what_to_do(listed: Listed) -> None:
    listed.press(Key.Key_F4)
    assert listed.dialogs.asked == []
    assert "Choose a customer" in listed.window.banner.text()


def test_ctrl_n_asks_for_a_new_customer(listed: Listed, qtbot: QtBot) -> None:
    QTest.keyClick(listed.page.search, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert listed.dialogs.asked == [("new", 0)]


def test_a_press_on_a_figure_filters_and_a_second_one_lifts_it(listed: Listed) -> None:
    listed.page.kpis.owed.click()
    assert listed.names() == ["Julia Maraidis"]
    assert listed.page.kpis.owed.isChecked()
    assert "owing the shop" in listed.page.footer.text()
    listed.page.kpis.owed.click()
    assert not listed.page.kpis.owed.isChecked()
    assert len(listed.names()) == 2


def test_the_vip_figure_filters_and_total_clears_everything(listed: Listed) -> None:
    listed.page.kpis.vip.click()
    assert listed.page.model.filters.value.segment is Segment.VIP
    listed.type("juli")
    listed.page.kpis.total.click()
    assert (listed.page.search.text(), len(listed.names())) == ("", 2)


def test_the_list_is_narrowed_to_a_location_from_the_menu_and_says_so(
    listed: Listed, desk: Desk, marai: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"location": "Carlton"}))
    tools = listed.page.tools
    (carlton,) = (each for each in tools.filter.menu().actions() if each.text() == "Carlton")
    carlton.trigger()
    assert listed.names() == ["Marai Haddad"]
    assert (tools.filter.text(), "location Carlton" in listed.page.footer.text()) == ("Carlton", True)
    (carlton,) = (each for each in tools.filter.menu().actions() if each.text() == "Carlton")
    assert carlton.isChecked()
    carlton.trigger()
    assert len(listed.names()) == 2


def test_money_that_moves_is_seen_at_once_and_the_choice_stays(
    listed: Listed, desk: Desk, marai: CustomerId
) -> None:
    listed.page.table.choose(marai)
    sell(desk, SaleOrder(marai, total=99_900, on_account=99_900), "ring")
    assert listed.names()[0] == "Marai Haddad"
    assert listed.page.kpis.owed.figure() == "$1,043.00"
    assert listed.page.table.chosen() == marai


@pytest.mark.parametrize(
    ("column", "sorts"),
    [
        (0, [Sort.NAME, Sort.NAME_DESC, Sort.NAME]),
        (UPDATED, [Sort.UPDATED, Sort.LEAST_UPDATED]),
        (1, [Sort.PHONE, Sort.PHONE_DESC]),
        (LOCATION, [Sort.LOCATION, Sort.LOCATION_DESC]),
    ],
)
def test_a_click_on_a_header_orders_the_list(listed: Listed, column: int, sorts: list[Sort]) -> None:
    for sort in sorts:
        listed.page.table.header.sectionClicked.emit(column)
        assert listed.page.model.filters.value.sort is sort


def test_order_widths_and_the_mask_are_remembered(
    listed: Listed, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    listed.page.model.sort_by(Sort.NAME)
    listed.page.table.setColumnWidth(1, 222)
    listed.page.tools.eye.click()
    listed.window.close()
    again = Listed(qtbot, desk, tmp_path)
    assert again.page.model.filters.value.sort is Sort.NAME
    assert again.page.table.columnWidth(1) == 222
    assert again.page.table.lines.index(0, BALANCE).data() == MASK
    assert "•" in again.page.kpis.owed.figure()
    remembered = (tmp_path / "window.ini").read_text(encoding="utf-8")
    assert "Julia" not in remembered


def test_older_customers_are_loaded_until_there_are_none(
    qtbot: QtBot, desk: Desk, julia: CustomerId, tmp_path: Path
) -> None:
    listed = Listed(qtbot, desk, tmp_path, page=1)
    assert listed.page.footer.text() == "Showing 1 of 2"
    listed.page.older.click()
    assert listed.page.footer.text() == "Showing 2 of 2"
    assert not listed.page.older.isEnabled()
    assert listed.page.older.toolTip()


def test_an_empty_book_offers_what_to_do_next(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    listed = Listed(qtbot, desk, tmp_path)
    assert listed.page.empty.heading.text() == "No customers yet"


def test_where_there_are_locations_each_line_says_its_own(
    listed: Listed, desk: Desk, marai: CustomerId
) -> None:
    listed.window.resize(1440, 900)
    table = listed.page.table
    orders = {action.text(): action for action in listed.page.tools.order.menu().actions()}
    assert table.isColumnHidden(LOCATION)
    assert not orders["Location A–Z"].isVisible()
    edit_customer(desk, marai, RecordChange({"location": "Carlton"}))
    assert not table.isColumnHidden(LOCATION)
    assert orders["Location A–Z"].isVisible()
    assert table.lines.index(table.lines.row_of(marai), LOCATION).data() == "Carlton"
    listed.page.tools.column_asked_for.emit(LOCATION, False)
    assert table.isColumnHidden(LOCATION)


@pytest.mark.parametrize("width", [900, 1024, 1440])
def test_columns_give_way_and_nothing_is_wider_than_its_place(listed: Listed, width: int) -> None:
    listed.window.resize(width, 768)
    table = listed.page.table
    shown = [table.columnWidth(column) for column in range(COLUMNS) if not table.isColumnHidden(column)]
    assert sum(shown) == table.viewport().width()
    assert not table.isColumnHidden(BALANCE)
    assert table.isColumnHidden(3) == (width < 1200)
    assert listed.page.width() <= width - listed.window.rail.width()


def test_every_control_that_takes_the_focus_has_a_name(listed: Listed) -> None:
    nameless = [
        control
        for control in listed.window.findChildren(QWidget)
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.isVisible()
        and not isinstance(control.parent(), QAbstractItemView)
        and not control.accessibleName()
    ]
    assert nameless == []


def test_tab_goes_from_the_search_to_the_rows(listed: Listed) -> None:
    listed.press(Key.Key_Tab)
    assert listed.window.focusWidget() is listed.page.table


def test_the_page_lets_its_view_models_go(listed: Listed, desk: Desk) -> None:
    listed.page.unbind()
    add_customer(desk, RecordChange({"first_name": "Zoë"}))
    assert "Zoë" not in listed.names()


def test_an_export_is_of_what_is_listed(listed: Listed) -> None:
    listed.page.model.show_segment(Segment.VIP)
    listed.page.model.set_search("jul")
    listed.page.export_list.click()
    assert listed.dialogs.asked == [("export vip jul", 0)]


def test_in_a_low_window_the_cards_leave_the_list_its_room(listed: Listed, qtbot: QtBot) -> None:
    kpis = listed.page.kpis
    high = kpis.height()
    listed.window.resize(1440, 620)
    qtbot.waitUntil(lambda: kpis.height() < high)
    listed.window.resize(1440, 900)
    qtbot.waitUntil(lambda: kpis.height() == high)


def everything_said(listed: Listed) -> str:
    """Return what the window shows, tells in its tips and says to a screen reader."""
    cells = [
        str(listed.page.table.lines.index(row, column).data(role) or "")
        for row in range(listed.page.table.lines.rowCount())
        for column in range(COLUMNS)
        for role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, Role.StatusTipRole)
    ]
    widgets = [listed.window, *listed.window.findChildren(QWidget)]
    tips = [tip for each in widgets for tip in (each.toolTip(), each.windowTitle(), each.statusTip())]
    heard = [word for each in widgets for word in (each.accessibleName(), each.accessibleDescription())]
    texts = [each.text() for each in widgets if isinstance(each, QLabel | QAbstractButton)]
    return "\n".join([*cells, *tips, *heard, *texts])


def test_a_balance_that_is_hidden_is_said_nowhere_in_the_window(listed: Listed) -> None:
    assert "44.00" in everything_said(listed)
    listed.page.tools.eye.click()
    assert "44.00" not in everything_said(listed)


@pytest.mark.parametrize(("height", "rows"), [(800, 2), (690, 1)])
def test_in_a_small_window_the_cards_have_their_height_from_the_first_frame_on(
    listed: Listed, height: int, rows: int
) -> None:
    page = listed.page
    page.resize(1_200, 800)
    page.resize(780, height)
    assert page.kpis.total.height() == page.kpis.total.sizeHint().height()
    assert len({card.y() for card in (page.kpis.total, page.kpis.requests)}) == rows


def test_where_there_is_no_room_the_name_stays_and_the_rest_gives_way(listed: Listed) -> None:
    table = listed.page.table
    table.resize(420, 300)
    assert [column for column in range(COLUMNS) if not table.isColumnHidden(column)] == [NAME, BALANCE]
    assert table.columnWidth(NAME) >= 210


@pytest.mark.parametrize("scale", [100, 125, 150, 175])
@pytest.mark.parametrize("size", [(1024, 768), (1440, 900)])
def test_at_every_size_of_text_names_money_and_buttons_are_whole_and_rows_are_seen(
    listed: Listed, qtbot: QtBot, qapp: QApplication, size: tuple[int, int], scale: int
) -> None:
    apply_theme(qapp, "light", scale)
    page = listed.page
    page.kpis.owed.show_figure("$9,999,999.99", "")
    listed.window.resize(*size)
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= page.width())
    assert page.table.columnWidth(NAME) >= theme().px(200)
    assert page.table.viewport().height() >= 2 * theme().px(ROW)
    buttons = (page.twins, page.import_list, page.new, *page.tools.findChildren(Button))
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))


def test_what_was_typed_when_the_page_was_left_is_asked_for_when_it_is_seen_again(
    listed: Listed, qtbot: QtBot
) -> None:
    box = listed.page.search
    (timer,) = box.findChildren(QTimer)
    listed.type("mar")
    assert timer.isActive()
    listed.window.hide()
    assert not timer.isActive()
    with qtbot.waitSignal(box.paused):
        listed.window.show()
