"""The back office: staff, journal, backups, secrets, and the day's close."""

from uuid import uuid4

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollArea

from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.backups import Missing
from shopdesk.services.selling import sell
from shopdesk.viewmodels.missing_entries import MissingEntriesViewModel
from tests.ports import InlineRunner, ScriptedPrompter
from tests.screens.frame import LARGE, SMALL, Frame, opened_by
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.back_office.journal_dialog import JournalDialog
from ui.back_office.permissions_dialog import PermissionsDialog
from ui.back_office.restore_dialog import RestoreDialog
from ui.back_office.scanner_dialog import ScannerDialog
from ui.back_office.secrets_card import PassphraseDialog, RecoveryKeyDialog, RekeyDialog
from ui.back_office.staff_card import AddStaffDialog, ChangeStaffDialog, SetPinDialog
from ui.back_office.tills_part import TillPinDialog
from ui.start.missing_page import MissingPage
from ui.till import ShopTill
from ui.window_ahead import BACK_OFFICE


def draw_back_office(frame: Frame, till: ShopTill) -> None:
    till.window.show_page(BACK_OFFICE)
    page = till.back_office
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"back-office-{size[0]}", size)
    page.proof.prove.click()
    page.settings.model.set_value("email", "rosa")
    page.settings.save.click()
    frame.shoot(till.window, "back-office-proof")
    page.settings.discard.click()
    page.staff.add.click()
    _shoot_opened(frame, till, AddStaffDialog, "staff-add")
    next(iter(page.staff.pin_buttons.values())).click()
    _shoot_opened(frame, till, SetPinDialog, "staff-pin")
    for place in ("Carlton", "Northcote"):
        page.staff.model.add_location(place)
    page.staff.model.add(f"Nora {frame.theme}", location="Northcote")
    frame.shoot(till.window, "staff-locations")
    tied = next(line for line in page.staff.model.lines.value if line.location)
    page.staff.change_buttons[tied.id].click()
    _shoot_opened(frame, till, ChangeStaffDialog, "staff-change")
    page.staff.rights.click()
    _shoot_opened(frame, till, PermissionsDialog, "staff-rights")
    page.journal.open.click()
    _shoot_opened(frame, till, JournalDialog, "journal")
    _draw_counter(frame, till)
    _draw_safety(frame, till)


def _shoot_opened(frame: Frame, till: ShopTill, kind: type[QDialog], name: str) -> None:
    dialog = opened_by(till, kind)
    frame.shoot(dialog, name)
    dialog.done(0)


def _draw_counter(frame: Frame, till: ShopTill) -> None:
    page = till.back_office
    for name, text in (("printer_way", "network"), ("printer_place", "192.168.1.50"), ("drawer_pin", "2")):
        page.settings.model.set_value(name, text)
    for area in page.findChildren(QScrollArea):
        area.ensureWidgetVisible(page.till)
    frame.shoot(till.window, "back-office-counter")
    page.till.discard.click()
    page.till.scanner.click()
    scanner = opened_by(till, ScannerDialog)
    for place, letter in enumerate("C-000412"):
        scanner.trial.key(letter, 1_000 + 42 * place)
    scanner.trial.end("enter")
    frame.shoot(scanner, "scanner")
    scanner.done(0)


def _draw_safety(frame: Frame, till: ShopTill) -> None:
    page = till.back_office
    page.backups.back_up.click()
    page.backups.restores[0].click()
    restoring = opened_by(till, RestoreDialog)
    restoring.restore.click()
    frame.shoot(restoring, "restore")
    restoring.done(0)
    page.secrets.passphrase.click()
    _shoot_opened(frame, till, PassphraseDialog, "passphrase")
    page.secrets.recovery.click()
    _shoot_opened(frame, till, RecoveryKeyDialog, "recovery-key")
    page.secrets.encrypt.click()
    _shoot_opened(frame, till, RekeyDialog, "encrypt-anew")
    page.secrets.model.tills.why_not.value = ""
    page.secrets.tills.make.click()
    _shoot_opened(frame, till, TillPinDialog, "till-pin")
    book = till.desk.book
    book.missing = Missing(entries=12, events=9, complete=True)
    model = MissingEntriesViewModel(till.desk, InlineRunner(), ScriptedPrompter())
    book.missing = None
    missing = MissingPage(model)
    frame.shoot(missing, "missing", (900, 620))
    missing.unbind()


def draw_day(frame: Frame, till: ShopTill) -> None:
    tenders = {Method.CASH: 84_000, Method.CARD: 41_000}
    sell(till.desk, SaleOrder(total=125_000, tenders=tenders), uuid4().hex)
    till.close_day()
    day = opened_by(till, CloseDayDialog)
    frame.shoot(day, "day-before")
    picture = day.model.picture.value
    if picture is None:
        raise TypeError("no sums")
    expected = 20_000 + picture.day.flows.cash
    QTest.keyClicks(day.float.line, "200")
    day.counted.line.insert(day.model.text.amount(expected - 450))
    frame.shoot(day, "day-short")
    day.counted.set_text("")
    day.counted.line.insert(day.model.text.amount(expected))
    day.save.click()
    frame.shoot(day, "day-closed")
    day.done(0)
