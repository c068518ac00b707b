"""The back office, pressed and typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.staff import Deed, Role
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.back_office import BackOfficeViewModel
from shopdesk.viewmodels.backups import BackupsViewModel
from shopdesk.viewmodels.message_settings import MessageSettingsViewModel
from shopdesk.viewmodels.paper_check import PaperCheckViewModel
from shopdesk.viewmodels.proof import ProofViewModel
from shopdesk.viewmodels.secrets import SecretsViewModel
from shopdesk.viewmodels.staff_list import StaffListViewModel
from shopdesk.viewmodels.till_hardware import TillHardware
from tests.ports import InlineRunner, ScriptedPrompter
from ui.back_office.page import BackOfficePage
from ui.back_office.permissions_dialog import PermissionsDialog
from ui.back_office.staff_card import AddLocationDialog, AddStaffDialog, ChangeStaffDialog, SetPinDialog
from ui.widgets.buttons import Button
from ui.widgets.cards import Label


def page_for(desk: Desk, qtbot: QtBot) -> BackOfficePage:
    runner = InlineRunner()
    page = BackOfficePage(
        BackOfficeViewModel(desk, runner),
        StaffListViewModel(desk, runner),
        ProofViewModel(desk, runner),
        BackupsViewModel(desk, runner),
        SecretsViewModel(desk, runner, ScriptedPrompter()),
        PaperCheckViewModel(desk, runner),
        MessageSettingsViewModel(desk, runner),
        TillHardware(desk, runner),
        "/shop",
    )
    qtbot.addWidget(page)
    page.resize(1240, 860)
    page.show()
    return page


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[BackOfficePage]:
    page = page_for(desk, qtbot)
    yield page
    page.unbind()


def test_details_are_typed_and_saved(page: BackOfficePage, desk: Desk) -> None:
    assert page.settings.save.toolTip() == "Nothing was changed"
    field = page.settings.fields["phone"].focusProxy()
    assert field is not None
    QTest.keyClicks(field, "03 9347 0000")
    page.settings.save.click()
    assert desk.settings.phone == "03 9347 0000"
    assert "saved" in page.banner.text()


def test_a_wrong_field_is_marked_and_holds_the_cursor(page: BackOfficePage, desk: Desk) -> None:
    page.settings.model.set_value("email", "rosa")
    page.settings.save.click()
    assert page.settings.fields["email"].error() == "Write it like name@example.com."
    assert desk.settings.email == ""


def test_a_switch_is_kept_as_soon_as_it_is_turned(page: BackOfficePage, desk: Desk) -> None:
    page.settings.switches["statement_lines"].click()
    assert (desk.settings.statement_lines, desk.settings.prices_include_tax) == (True, True)
    change_settings(desk, {"statement_lines": "off"})
    page.settings.model.on_changes(Changes(everything=True))
    assert not page.settings.switches["statement_lines"].isChecked()


def test_on_a_narrow_page_the_fields_stand_one_under_the_other(page: BackOfficePage) -> None:
    name, registration = (page.settings.fields[each] for each in ("shop_name", "registration"))
    assert name.y() == registration.y()
    page.settings.grid.fold(narrow=True)
    page.settings.body.activate()
    assert name.x() == registration.x()
    assert name.y() < registration.y()


def test_what_is_said_moves_nothing_under_the_hand(page: BackOfficePage) -> None:
    page.settings.save.setFocus()
    place = page.staff.add.mapTo(page, page.staff.add.rect().topLeft())
    page.banner.tell("The details were saved.", "success")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert page.banner.isVisible()
    assert page.staff.add.mapTo(page, page.staff.add.rect().topLeft()) == place


def test_how_somebody_signs_in_is_read_whole(page: BackOfficePage) -> None:
    said = [label for label in page.staff.findChildren(Label) if "PIN" in label.text()]
    assert said
    assert all(label.height() >= label.heightForWidth(label.width()) > 0 for label in said)


def test_the_look_is_chosen(page: BackOfficePage, desk: Desk) -> None:
    page.look.themes.button("dark").click()
    page.look.larger.click()
    page.look.still.click()
    assert (desk.settings.theme, desk.settings.text_scale, desk.settings.still) == ("dark", 105, True)
    assert page.look.percent.text() == "105 %"


def test_staff_are_added_and_given_a_pin(page: BackOfficePage, desk: Desk, qtbot: QtBot) -> None:
    page.staff.add.click()
    (form,) = page.findChildren(AddStaffDialog)
    QTest.keyClicks(form.fields["name"].line, "Mina Costa\r")
    mina = next(line for line in page.staff.model.lines.value if line.name == "Mina Costa")
    page.staff.pin_buttons[mina.id].click()
    (pins,) = page.findChildren(SetPinDialog)
    QTest.keyClicks(pins.fields["pin"].line, "2468")
    QTest.keyClicks(pins.fields["pin_again"].line, "2469\r")
    assert pins.fields["pin_again"].error()
    assert pins.isVisible()
    pins.fields["pin_again"].set_text("2468")
    pins.save.click()
    assert not pins.isVisible()
    assert page.banner.text() == "Mina Costa has a new PIN."


def test_a_cashier_is_tied_to_a_location_and_leaves(page: BackOfficePage, qtbot: QtBot) -> None:
    page.staff.add_place.click()
    (place,) = page.findChildren(AddLocationDialog)
    QTest.keyClicks(place.fields["location"].line, "Carlton\r")
    page.staff.model.add("Mina Costa")
    mina = page.staff.model.lines.value[-1]
    page.staff.change_buttons[mina.id].click()
    (form,) = page.findChildren(ChangeStaffDialog)
    assert form.where is not None
    form.where.set_text("Carlton")
    form.save.click()
    assert page.staff.model.lines.value[-1].location == "Carlton"
    page.staff.change_buttons[mina.id].click()
    (leaving,) = (dialog for dialog in page.findChildren(ChangeStaffDialog) if dialog.isVisible())
    leaving.leaves.setChecked(True)
    leaving.save.click()
    assert mina.id not in page.staff.change_buttons


def test_who_may_do_what_is_shown(page: BackOfficePage) -> None:
    page.staff.rights.click()
    (table,) = page.findChildren(PermissionsDialog)
    assert table.grid.rowCount() == len(Deed) + 1
    table.accept()


def test_in_a_shop_without_locations_nobody_is_asked_for_one(page: BackOfficePage) -> None:
    page.staff.add.click()
    (form,) = page.findChildren(AddStaffDialog)
    assert form.where is None


def test_what_is_only_remembered_wrongly_has_a_button_beside_it(page: BackOfficePage, desk: Desk) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE tally SET owed = owed + 1")
        connection.commit()
    page.proof.prove.click()
    (mend,) = (each for each in page.proof.findChildren(Button) if each.text() == "Put right")
    mend.click()
    assert page.proof.verdict.text().startswith("Everything is proven")


def test_the_proof_lists_every_check(page: BackOfficePage) -> None:
    page.proof.prove.click()
    proof = page.proof.model.proof.value
    assert proof is not None
    assert page.proof.verdict.text() == proof.text
    assert page.proof.verdict.isVisible()
    assert page.proof.prove.isEnabled()


def test_a_narrow_window_has_one_column(page: BackOfficePage) -> None:
    page.resize(1240, 700)
    assert page.columns.direction() == QBoxLayout.Direction.LeftToRight
    page.resize(800, 700)
    assert page.columns.direction() == QBoxLayout.Direction.TopToBottom


def test_a_cashier_sees_and_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    tom = desk.as_staff(add_staff(desk, "Tom", Role.CASHIER))
    page = page_for(tom, qtbot)
    buttons = (page.settings.save, page.staff.add, page.proof.prove, page.look.themes.button("dark"))
    assert not any(button.isEnabled() for button in buttons)
    assert all("owner" in button.toolTip() for button in buttons)
    page.unbind()


def test_a_paper_is_checked_by_its_code(page: BackOfficePage, desk: Desk, marai: CustomerId) -> None:
    card = page.papers
    assert card.verdict.isHidden()
    QTest.keyClicks(card.code.line, take_payment(desk, PaymentOrder(marai, 100), "payment").code)
    QTest.keyClick(card.code.line, Qt.Key.Key_Return)
    assert card.verdict.text().startswith("Genuine")
    card.code.line.setText("42-AAAAAAAA")
    card.check.click()
    assert card.verdict.text().startswith("Altered")
