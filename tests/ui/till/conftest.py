"""The main window of a shop that Marai Haddad stands in, as the front door opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from shopdesk.domain.account import CustomerId
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.shop import open_shop
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.open_shop import Desk, OpenShop
from tests.conftest import PASSPHRASE, StandingClock
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.start_pages import close_door, place_of
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.till import ShopTill


def make(shop: OpenShop, desk: Desk, door: FrontDoor) -> ShopTill:
    return ShopTill(InlineThreads(), shop, desk, door)


@pytest.fixture
def door(
    qapp: QApplication, shop_folder: Path, clock: StandingClock, marai_there: CustomerId
) -> Iterator[FrontDoor]:
    del marai_there
    place = place_of(shop_folder, clock)
    demo = Demo(place, PASSPHRASE, lambda _progress: None)
    computer = Computer("en_AU", "Australia/Melbourne")
    door = FrontDoor(qapp, InlineRunner(), computer, make, demo, lambda _window: ScriptedPrompter())
    door.enter_demo()
    yield door
    close_door(door)


@pytest.fixture
def marai_there(shop_folder: Path, clock: StandingClock) -> CustomerId:
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        return add_customer(shop.desk, RecordChange({"first_name": "Marai", "last_name": "Haddad"})).id


def till_of(door: FrontDoor) -> ShopTill:
    assert isinstance(door.till, ShopTill)
    return door.till


def opened(till: ShopTill, kind: type[QDialog]) -> int:
    return sum(dialog.isVisible() for dialog in till.window.findChildren(kind))
