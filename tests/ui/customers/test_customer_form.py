"""The customer form: typed, judged at the field, saved with Ctrl+Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    get_customer,
    list_customers,
)
from shopdesk.services.desk import Desk
from tests.ui.opened import Opened, tab_order
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.customers.linked_field import LinkedField
from ui.theme import apply_theme
from ui.widgets.fields import Field
from ui.widgets.suggest_field import SuggestField


def line(dialog: CustomerForm, name: str) -> QLineEdit:
    field = dialog.form.fields[name]
    assert isinstance(field, Field)
    return field.line


def new_form(qtbot: QtBot, desk: Desk, *answers: bool) -> tuple[Opened, CustomerForm]:
    opened = Opened(qtbot, desk, *answers)
    opened.opener.new_customer()
    return opened, opened.dialog(CustomerForm)


@pytest.fixture
def lina(desk: Desk) -> CustomerId:
    contact = {"email": "lina@haddad.example", "mobile": "0412 345 004"}
    return add_customer(desk, RecordChange({"first_name": "Lina", **contact})).id


def test_a_new_customer_is_typed_and_saved_with_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    opened, dialog = new_form(qtbot, desk)
    assert dialog.focusWidget() is line(dialog, "first_name")
    QTest.keyClicks(line(dialog, "first_name"), "Marai")
    QTest.keyClicks(line(dialog, "mobile"), "0412 345 004")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = list_customers(desk, CustomerQuery()).rows
    assert (row.full_name, row.mobile) == ("Marai", "+61412345004")
    qtbot.waitUntil(lambda: opened.is_open(DetailDialog))


def test_a_field_is_judged_when_it_is_left(qtbot: QtBot, desk: Desk) -> None:
    _, dialog = new_form(qtbot, desk, True)
    line(dialog, "email").setFocus()
    QTest.keyClicks(line(dialog, "email"), "marai@")
    assert dialog.form.fields["email"].error() == ""
    QTest.keyClick(line(dialog, "email"), Qt.Key.Key_Tab)
    assert "not an email address" in dialog.form.fields["email"].error()
    assert dialog.to_put_right.text() == "1 thing to put right"
    assert not dialog.save.isEnabled()
    assert dialog.save.toolTip() == "1 thing to put right"
    QTest.keyClicks(line(dialog, "email"), "example.com")
    assert dialog.save.isEnabled()
    dialog.reject()


def test_a_taken_email_opens_its_holder(qtbot: QtBot, desk: Desk, lina: CustomerId) -> None:
    opened, dialog = new_form(qtbot, desk, True)
    QTest.keyClicks(line(dialog, "first_name"), "Marai")
    QTest.keyClicks(line(dialog, "email"), "lina@haddad.example")
    dialog.save.click()
    email = dialog.form.fields["email"]
    assert isinstance(email, LinkedField)
    assert (email.error(), email.link.text()) == ("Lina has this email.", "Open Lina")
    email.link.click()
    assert opened.dialog(DetailDialog).model.customer == lina
    dialog.reject()


def test_the_longest_name_makes_the_form_no_wider(qtbot: QtBot, desk: Desk) -> None:
    texts = {"first_name": "W" * 100, "last_name": "W" * 100, "email": "w@example.com"}
    add_customer(desk, RecordChange(texts))
    _, dialog = new_form(qtbot, desk, True)
    before = dialog.form.fields["email"].width()
    QTest.keyClicks(line(dialog, "first_name"), "Marai")
    QTest.keyClicks(line(dialog, "email"), "w@example.com")
    dialog.save.click()
    email = dialog.form.fields["email"]
    assert isinstance(email, LinkedField)
    qtbot.waitUntil(email.link.isVisible)
    assert (email.width(), email.link.toolTip()) == (before, f"Open {'W' * 100} {'W' * 100}")
    dialog.reject()


def test_an_archived_holder_is_restored_and_opened(qtbot: QtBot, desk: Desk, lina: CustomerId) -> None:
    archive_customer(desk, lina)
    opened, dialog = new_form(qtbot, desk, True)
    line(dialog, "email").setFocus()
    QTest.keyClicks(line(dialog, "email"), "lina@haddad.example")
    QTest.keyClick(line(dialog, "email"), Qt.Key.Key_Tab)
    email = dialog.form.fields["email"]
    assert isinstance(email, LinkedField)
    assert email.link.text() == "Archived: restore Lina"
    email.link.click()
    assert opened.dialog(DetailDialog).model.customer == lina
    assert (email.error(), email.link.text()) == ("Lina has this email.", "Open Lina")
    dialog.reject()


def test_a_mobile_that_is_not_to_be_shared_opens_its_holder(
    qtbot: QtBot, desk: Desk, lina: CustomerId
) -> None:
    opened, dialog = new_form(qtbot, desk, False, True)
    QTest.keyClicks(line(dialog, "first_name"), "Marai")
    QTest.keyClicks(line(dialog, "mobile"), "0412 345 004")
    dialog.save.click()
    mobile = dialog.form.fields["mobile"]
    assert isinstance(mobile, LinkedField)
    mobile.link.click()
    assert opened.dialog(DetailDialog).model.customer == lina
    dialog.reject()


def test_a_dirty_form_asks_before_it_closes(qtbot: QtBot, desk: Desk) -> None:
    opened, dialog = new_form(qtbot, desk, False, True)
    QTest.keyClicks(line(dialog, "first_name"), "Marai")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.is_open(CustomerForm)
    dialog.reject()
    assert not opened.is_open(CustomerForm)


def test_a_clean_form_closes_without_a_question(qtbot: QtBot, desk: Desk) -> None:
    opened, dialog = new_form(qtbot, desk)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not opened.is_open(CustomerForm)


def test_tags_are_pressed_and_typed(qtbot: QtBot, desk: Desk, lina: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    opened.opener.edit_customer(lina)
    dialog = opened.dialog(CustomerForm)
    dialog.form.tags.buttons["VIP"].click()
    QTest.keyClicks(dialog.form.tags.line, "Bridal")
    QTest.keyClick(dialog.form.tags.line, Qt.Key.Key_Return)
    assert dialog.form.tags.buttons["Bridal"].isChecked()
    dialog.save.click()
    record = get_customer(desk, lina).record
    assert (record.tags, record.is_vip) == (("VIP", "Bridal"), True)


def test_the_form_shows_what_is_kept(qtbot: QtBot, desk: Desk) -> None:
    change = RecordChange({"first_name": "Marai", "ring_size": "M½", "country": "IT", "birthday": "--05-17"})
    opened = Opened(qtbot, desk)
    opened.opener.edit_customer(add_customer(desk, change).id)
    dialog = opened.dialog(CustomerForm)
    texts = {name: field.text() for name, field in dialog.form.fields.items()}
    assert (texts["ring_size"], texts["country"], texts["birthday"]) == (
        "M½",
        "Italy",
        "17 May (year unknown)",
    )
    assert not dialog.is_dirty()
    dialog.reject()


def test_tab_goes_through_the_tags_where_they_stand(qtbot: QtBot, desk: Desk) -> None:
    _, dialog = new_form(qtbot, desk)
    names = [stop.accessibleName() for stop in tab_order(dialog)]
    assert names[:6] == ["First name", "Last name", "Customer since", "Mobile", "Landline", "Email"]
    start = names.index("VIP")
    assert names[start - 1] == "Spouse's birthday"
    assert names[start : start + 6] == ["VIP", "Wholesale", "Trade", "Regular", "Add a tag", "Source"]
    dialog.reject()


@pytest.mark.parametrize(("scale", "across"), [(100, 6), (150, 2), (175, 2)])
def test_the_fields_stand_in_fewer_columns_where_the_text_is_large(
    qtbot: QtBot, qapp: QApplication, desk: Desk, scale: int, across: int
) -> None:
    apply_theme(qapp, "light", scale)
    _, dialog = new_form(qtbot, desk)
    dialog.resize(1000, 700)
    qtbot.waitUntil(lambda: {grid.across() for grid in dialog.form.grids} == {across})
    area = dialog.form.parentWidget()
    assert area is not None
    qtbot.waitUntil(lambda: dialog.form.width() == area.width())
    assert dialog.form.minimumSizeHint().width() <= area.width()


def test_a_suburb_is_taken_over_with_state_and_postcode(qtbot: QtBot, desk: Desk) -> None:
    add_customer(desk, RecordChange({"first_name": "Lina", "suburb": "Northcote", "postcode": "3070"}))
    _, dialog = new_form(qtbot, desk, True)
    field = dialog.form.fields["suburb"]
    assert isinstance(field, SuggestField)
    field.line.setFocus()
    QTest.keyClicks(field.line, "nor")
    qtbot.waitUntil(field.list.isVisible)
    QTest.keyClick(field.list, Qt.Key.Key_Down)
    QTest.keyClick(field.list, Qt.Key.Key_Return)
    assert (line(dialog, "suburb").text(), line(dialog, "postcode").text()) == ("Northcote", "3070")
    assert not field.list.isVisible()
    dialog.reject()


def test_the_arrow_down_offers_every_source(qtbot: QtBot, desk: Desk) -> None:
    add_customer(desk, RecordChange({"first_name": "Lina", "source": "Friend"}))
    _, dialog = new_form(qtbot, desk, True)
    field = dialog.form.fields["source"]
    assert isinstance(field, SuggestField)
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.waitUntil(field.list.isVisible)
    QTest.mouseClick(
        field.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=field.list.visualRect(field.list.model().index(0, 0)).center(),
    )
    assert line(dialog, "source").text() == "Friend"
    dialog.reject()
