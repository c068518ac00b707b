"""The window that is made while the secret is typed: nothing of a shop is in it, and it is taken in the right dress."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import close_door, front_door, place_of
from ui.dress import last_dress, remember_dress
from ui.rehearsed import rehearsed
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.theme import apply_theme
from ui.window_ahead import CUSTOMERS, WindowAhead


class SeenShop:
    """What the door sees of an open shop."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.folder = desk.book.folder.path

    def close(self) -> None:
        """Leave that to whoever opened it."""


@pytest.fixture
def door(qapp: QApplication, shop_folder: Path, clock: StandingClock) -> Iterator[FrontDoor]:
    """Ask for the secret of a shop, whose window is made meanwhile."""
    apply_theme(qapp, "light", 100)
    demo = Demo(place_of(shop_folder / "demo", clock), PASSPHRASE, lambda _progress: None)
    made, _ = front_door(qapp, ScriptedPrompter(), demo)
    made.enter(place_of(shop_folder, clock))
    yield made
    close_door(made)
    apply_theme(qapp, "light", 100)


@pytest.fixture
def desk(door: FrontDoor, shop_folder: Path, clock: StandingClock) -> Iterator[Desk]:
    """Open the shop beside the page that asks for its secret, which it wore the same before."""
    del door
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        remember_dress(shop.desk.settings, shop_folder)
        yield shop.desk


@pytest.fixture
def ahead(door: FrontDoor, desk: Desk) -> Iterator[WindowAhead]:
    """Make the window of that shop, whole."""
    del desk
    made = [door.wardrobe._ahead for _ in door.prepare()][-1]
    assert made is not None
    yield made
    made.drop()


def test_nothing_of_the_shop_is_in_it(ahead: WindowAhead, desk: Desk) -> None:
    window, page = ahead.take()
    said = {label.text() for label in window.findChildren(QLabel)} | {window.windowTitle()}
    assert not [text for text in said if desk.settings.shop_name in text or desk.staff.name in text]
    assert page.table.lines.rowCount() == 0
    window.deleteLater()


def test_it_is_taken_once(ahead: WindowAhead, door: FrontDoor, desk: Desk) -> None:
    shop = SeenShop(desk)
    assert door.wardrobe.window_for(shop) is ahead
    assert door.wardrobe.window_for(shop) is not ahead


def test_it_goes_when_the_shop_wears_something_else(ahead: WindowAhead, door: FrontDoor, desk: Desk) -> None:
    window = ahead._made[0] if ahead._made else None
    change_settings(desk, {"theme": "dark"})
    assert door.wardrobe.window_for(SeenShop(desk)) is not ahead
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    assert not isValid(window)


@pytest.mark.parametrize("steps", [0, 3, 8, 12])
def test_whoever_cannot_wait_gets_the_whole_window(tmp_path: Path, steps: int) -> None:
    ahead = WindowAhead(tmp_path, last_dress(tmp_path, "en_AU"))
    begun = ahead.steps()
    for _ in range(steps):
        next(begun)
    window, page = ahead.take()
    assert window.page(CUSTOMERS) is page
    assert list(begun) == []
    window.deleteLater()


def test_it_is_let_go_half_made_with_the_page_that_asks(door: FrontDoor) -> None:
    begun = door.prepare()
    for _ in range(3):
        next(begun)
    door.close()
    assert list(begun) == []


def test_the_letters_that_rows_are_written_with_can_be_drawn_ahead(qapp: QApplication) -> None:
    del qapp
    assert len(list(rehearsed())) > 1
