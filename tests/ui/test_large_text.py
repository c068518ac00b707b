"""At text of twice its size on a small screen nothing is squeezed and nothing is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QScrollArea, QWidget

from shopdesk.demo import make_demo
from shopdesk.demo_door import PASSPHRASE
from shopdesk.domain.settings import LARGEST_TEXT
from shopdesk.viewmodels.tenders import Way
from tests.fast_kdf import FAST
from tests.screens.frame import SMALL, Frame
from tests.ui.every_text import settle
from tests.ui.start_pages import close_door
from ui.account.payment_dialog import PaymentDialog
from ui.customers.detail_dialog import DetailDialog
from ui.customers.timeline_model import Column
from ui.requests.request_dialog import RequestDialog
from ui.theme import theme
from ui.till import ShopTill
from ui.widgets.buttons import FINGER, Button
from ui.widgets.dialog import Dialog
from ui.widgets.work_row import WorkRow
from ui.window_ahead import BACK_OFFICE, CHECKOUT, CUSTOMERS, RECEIVABLES, REMINDERS, SALES


@pytest.fixture(autouse=True)
def plain_look(opened: ShopTill) -> None:
    """Leave the text large, which the other tests of windows begin without."""
    del opened
    assert theme().scale == LARGEST_TEXT


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopTill]:
    """Open a till at the largest text."""
    folder = tmp_path_factory.mktemp("large")
    frame = Frame(qapp, folder, folder)
    make_demo(folder / "demo", 20, profile=FAST, clock=frame.clock)
    frame.wear("light", LARGEST_TEXT)
    door = frame.door("demo", PASSPHRASE, LARGEST_TEXT)
    assert isinstance(door.till, ShopTill)
    yield door.till
    close_door(door)


@pytest.fixture
def till(opened: ShopTill) -> ShopTill:
    """Return the till on the smallest screen."""
    opened.window.resize(*SMALL)
    return opened


def lacking(widget: QWidget) -> int:
    """Return by how many pixels a widget is wider than its place, after everything has found it."""
    settle(widget.window())
    place = widget.parentWidget()
    return 0 if place is None else max(0, widget.x() + widget.width() - place.width())


def test_rows_to_see_to_keep_their_height_and_their_buttons(till: ShopTill) -> None:
    till.window.show_page(REMINDERS)
    settle(till.window)
    rows = [row for row in till.reminders.findChildren(WorkRow) if row.isVisible()]
    assert rows
    assert all(row.height() >= row.minimumSizeHint().height() for row in rows)
    assert all(lacking(row.first_button()) == 0 for row in rows)
    assert all(row.title.width() >= theme().px(150) for row in rows)


def test_nothing_is_scrolled_sideways(till: ShopTill) -> None:
    areas: list[QAbstractScrollArea] = []
    for page in (BACK_OFFICE, RECEIVABLES, SALES):
        till.window.show_page(page)
        settle(till.window)
        areas += [area for area in till.window.pages.findChildren(QAbstractScrollArea) if area.isVisible()]
    assert {till.receivables.table, till.sales.table} <= set(areas)
    assert [area for area in areas if area.horizontalScrollBar().maximum()] == []


def test_the_checkout_shows_its_whole_panel(till: ShopTill) -> None:
    till.window.show_page(CHECKOUT)
    assert lacking(till.checkout.tenders.finish) == 0
    place = till.checkout.tenders.finish.mapTo(till.checkout, till.checkout.tenders.finish.rect().topRight())
    assert place.x() < till.checkout.width()
    for part in (till.checkout.customer, till.checkout.figures, till.checkout.tenders):
        assert part.visibleRegion().boundingRect().width() in {0, part.width()}  # nothing beside, much below


def test_what_is_to_pay_and_every_way_are_whole_beside_what_scrolls_the_panel(till: ShopTill) -> None:
    till.window.show_page(CHECKOUT)
    model = till.checkout.model
    model.box.enter("Sterling bangle 180")
    model.choose_customer(till.customers.model.listing.value.near[0].id)
    model.pay_by(Way.ACCOUNT)
    settle(till.window)
    (area,) = (each for each in till.checkout.findChildren(QScrollArea) if each.isVisible())
    assert [part for part in area.findChildren(Button) if part.isVisible() and lacking(part)] == []
    assert area.horizontalScrollBar().maximum() <= theme().px(4)  # what is left free beside them
    assert till.checkout.customer.name.width() > theme().px(
        50
    )  # less than at first once the window was larger


def test_a_list_with_nobody_in_it_says_so_with_whole_buttons(till: ShopTill) -> None:
    till.window.show_page(CUSTOMERS)
    till.customers.search.setText("zzzz")
    till.customers.search.paused.emit()
    settle(till.window)
    (clear,) = till.customers.empty.findChildren(Button)
    advice = till.customers.empty.advice
    assert clear.height() >= clear.sizeHint().height()
    assert advice.height() >= advice.heightForWidth(advice.width())
    assert lacking(advice) == 0
    till.customers.search.clear()


def test_while_customers_are_marked_one_is_to_be_seen(till: ShopTill) -> None:
    till.window.show_page(CUSTOMERS)
    till.customers.selection.choose(choosing=True)
    settle(till.window)
    assert till.customers.table.viewport().height() >= till.customers.table.rowHeight(0)
    till.customers.selection.choose(choosing=False)


def test_the_rail_keeps_its_buttons_as_high_as_a_finger_below_the_band_of_a_copy(till: ShopTill) -> None:
    till.window.copy_band.tell("This is the demo shop: everybody in it is made up.", "info")
    settle(till.window)
    assert min(each.height() for each in till.window.rail.findChildren(QPushButton)) >= FINGER
    till.window.copy_band.dismiss()


def test_each_page_about_a_customer_shows_an_entry(till: ShopTill) -> None:
    till.dialogs.open_customer(till.customers.model.listing.value.near[0].id)
    (dialog,) = till.window.findChildren(DetailDialog)
    dialog.resize(*SMALL)
    settle(dialog)
    table = dialog.timeline.table
    assert (
        table.columnViewportPosition(Column.BALANCE) + table.columnWidth(Column.BALANCE)
        <= table.viewport().width()
    )
    for page in (dialog.sales, dialog.credit, dialog.loyalty, dialog.history):
        dialog.open_page(page)
        settle(dialog)
        assert dialog.width() <= SMALL[0]
        assert page.card.foot.geometry().height() >= page.card.foot.sizeHint().height()
        if page is not dialog.loyalty:
            assert page.table.viewport().height() >= page.table.rowHeight(0)
    dialog.done(0)


def test_a_dialog_higher_than_the_screen_scrolls_above_its_buttons(till: ShopTill) -> None:
    till.dialogs.new_request()
    (dialog,) = till.window.findChildren(RequestDialog)
    settle(dialog)
    room = till.window.size().expandedTo(dialog.screen().availableSize())
    assert dialog.size().boundedTo(room) == dialog.size()
    assert dialog.save.visibleRegion().boundingRect().size() == dialog.save.size()
    QTest.keyClicks(dialog.focusWidget(), "A ring")
    assert dialog.text.text() == "A ring"
    dialog.done(0)


@pytest.mark.parametrize("opened_by_name", ["close_day", "import_customers"])
def test_a_dialog_of_many_buttons_has_them_in_lines(till: ShopTill, opened_by_name: str) -> None:
    getattr(till, opened_by_name)()
    (dialog,) = (each for each in till.window.findChildren(Dialog) if each.isVisible())
    settle(dialog)
    assert dialog.width() <= till.window.width()
    buttons = dialog.footer_frame.findChildren(Button)
    assert all(
        each.visibleRegion().boundingRect().size() == each.size() for each in buttons if each.isVisible()
    )
    inside = [area.widget() for area in dialog.findChildren(QScrollArea) if area.isVisible()]
    assert [each for each in inside if each is not None and lacking(each)] == []
    dialog.done(0)


def test_the_sales_keep_their_filters_whole_above_them(till: ShopTill) -> None:
    till.window.show_page(SALES)
    settle(till.window)
    tools = till.sales.tools
    assert all(
        tools.rect().contains(part.geometry()) for part in tools.children() if isinstance(part, QWidget)
    )
    assert till.sales.table.viewport().height() > 0


def test_on_a_very_large_screen_a_page_is_no_wider_than_can_be_read(till: ShopTill) -> None:
    till.window.resize(5_120, 2_880)
    settle(till.window)
    assert till.window.pages.width() <= 2 * 1_680


def test_the_payment_needs_no_more_room_than_there_is(till: ShopTill) -> None:
    till.dialogs.take_payment(till.customers.model.listing.value.near[0].id)
    (paying,) = till.window.findChildren(PaymentDialog)
    paying.resize(*SMALL)
    assert lacking(paying.amount) == 0
    assert paying.method.width() <= paying.width()
    paying.done(0)
