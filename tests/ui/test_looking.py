"""A backup looked into: from the start, from the restoring, and the window that it opens in."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.backups import back_up
from shopdesk.services.desk import Desk
from shopdesk.shop import open_copy
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.restoring import RestoringViewModel
from tests.conftest import PASSPHRASE, StandingClock
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.start_pages import close_door, place_of
from ui.account.payment_dialog import PaymentDialog
from ui.app import place_of_copy
from ui.back_office.restore_dialog import RestoreDialog
from ui.customers.detail_dialog import DetailDialog
from ui.looking import look_into
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.start.unlock_page import UnlockPage
from ui.till import ShopTill
from ui.widgets.dialog import Dialog
from ui.window_ahead import CHECKOUT


@pytest.fixture
def backup(desk: Desk, marai: CustomerId, tmp_path: Path) -> Path:
    return back_up(desk, to=tmp_path / "elsewhere.shopbackup").path


@pytest.fixture
def asked() -> list[str]:
    return []


def note(asked: list[str], path: str) -> bool:
    asked.append(path)
    return True


@pytest.fixture
def door(qapp: QApplication, tmp_path: Path, backup: Path, asked: list[str]) -> Iterator[FrontDoor]:
    door = FrontDoor(
        qapp,
        InlineRunner(),
        Computer("en_AU", "Australia/Melbourne"),
        lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
        Demo(place_of(tmp_path / "demo"), PASSPHRASE, lambda _progress: None),
        lambda _window: ScriptedPrompter(str(backup)),
        partial(note, asked),
    )
    yield door
    close_door(door)


def opened(door: FrontDoor, backup: Path, clock: StandingClock) -> ShopTill:
    door.enter(replace(place_of_copy(backup), open=partial(open_copy, backup, clock=clock)))
    page = door.start.page
    assert isinstance(page, UnlockPage)
    assert page.title.text() == "Look into a backup"
    page.secret.set_text(PASSPHRASE)
    page.open.click()
    assert isinstance(door.till, ShopTill)
    return door.till


def test_it_is_headed_as_a_copy_and_has_no_counter(
    door: FrontDoor, backup: Path, clock: StandingClock
) -> None:
    clock.forward(days=2)
    till = opened(door, backup, clock)
    assert till.window.copy_band.isVisible()
    assert till.window.copy_band.text().startswith("Copy of 21 Nov 12:00.")
    assert "Copy of 21 Nov 12:00" in till.window.windowTitle()
    assert CHECKOUT not in till.window.rail.page_names()
    assert [line.name for line in till.customers.model.listing.value.near] == ["Marai Haddad"]


def test_a_payment_is_refused_in_words_at_the_button_and_by_the_shop(
    door: FrontDoor, backup: Path, clock: StandingClock
) -> None:
    till = opened(door, backup, clock)
    till.dialogs.take_payment(CustomerId(1))
    (dialog,) = till.window.findChildren(PaymentDialog)
    dialog.model.type_amount("10.00")
    assert not dialog.save.isEnabled()
    assert "This is a copy" in dialog.save.accessibleDescription()
    dialog.model.save()
    assert "This is a copy" in dialog.model.error.value
    dialog.done(0)


@pytest.mark.parametrize("key", ["F4", "F5", "F10", "Ctrl+N", "Ctrl+T", "Ctrl+Z"])
def test_a_key_that_enters_something_says_why_it_rests(
    door: FrontDoor, backup: Path, clock: StandingClock, qtbot: QtBot, key: str
) -> None:
    window = opened(door, backup, clock).window
    (shortcut,) = [each for each in window.findChildren(QShortcut) if each.key() == QKeySequence(key)]
    shortcut.activated.emit()
    assert "This is a copy" in window.banner.text()
    assert not [dialog for dialog in window.findChildren(Dialog) if dialog.isVisible()]


def test_entries_of_menus_that_enter_something_rest(
    door: FrontDoor, backup: Path, clock: StandingClock
) -> None:
    till = opened(door, backup, clock)
    till.dialogs.open_customer(CustomerId(1))
    (dialog,) = till.window.findChildren(DetailDialog)
    menu = dialog.more.menu()
    menu.aboutToShow.emit()
    allowed = {action.text() for action in menu.actions() if action.isEnabled()}
    assert "Why this balance?" in allowed
    assert allowed.isdisjoint({"Promise to pay…", "Merge with…", "Undo a merging…", "Erase…"})
    assert "This is a copy" in dialog.promise.toolTip()
    dialog.done(0)


def test_locking_a_copy_closes_it(door: FrontDoor, backup: Path, clock: StandingClock) -> None:
    opened(door, backup, clock)
    door.lock()
    assert (door.shop, door.till) == (None, None)
    assert isinstance(door.start.page, UnlockPage)


def test_a_backup_is_chosen_before_the_shop_is_opened(
    door: FrontDoor, shop_folder: Path, backup: Path, asked: list[str]
) -> None:
    door.enter(place_of(shop_folder))
    assert isinstance(door.start.page, UnlockPage)
    door.start.page.look.click()
    assert asked == [str(backup)]


def test_it_is_looked_into_instead_of_restored(
    desk: Desk, backup: Path, asked: list[str], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    model = RestoringViewModel(desk, InlineRunner(), backup)
    dialog = RestoreDialog(model, ScriptedPrompter(), window, partial(note, asked))
    dialog.look.click()
    assert asked == [str(backup)]
    dialog.reject()


def test_it_opens_in_a_program_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(program: str, given: list[str]) -> tuple[bool, int]:
        started.append([program, *given])
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    assert look_into("a.shopbackup")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert look_into("a.shopbackup")
    assert started == [[sys.executable, "-m", "ui.app", "a.shopbackup"], [sys.executable, "a.shopbackup"]]
