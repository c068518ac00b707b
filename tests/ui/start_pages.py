"""What the tests of the start share: a front door over a real shop, with a plain window for a till."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.clock import Clock
from shopdesk.shop import open_copy, open_shop, shop_exists
from shopdesk.unfinished_shop import UnfinishedShop
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.open_shop import Desk, OpenShop
from shopdesk.viewmodels.ports import Prompter
from tests.fast_kdf import FAST
from tests.ports import InlineRunner
from ui.start.front_door import FrontDoor
from ui.start.place import Demo, Place


class PlainTill:
    """A window with nothing in it."""

    def __init__(self, desk: Desk) -> None:
        self.window = QWidget()
        self.desk = desk
        self.imports = 0
        self.released = False

    def import_customers(self) -> None:
        """Count that the import was asked for."""
        self.imports += 1

    def take_over(self, old: object) -> None:
        """Take the old window's name."""
        if isinstance(old, PlainTill):
            self.window.setWindowTitle(f"after {old.desk.staff.name}")

    def release(self) -> None:
        """Close the window."""
        self.released = True
        self.window.close()
        self.window.deleteLater()


def close_door(door: FrontDoor) -> None:
    """Close everything, and let Qt delete now what it would delete later."""
    door.close()
    door.start.close()
    door.start.deleteLater()
    door.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def place_of(folder: Path, clock: Clock | None = None) -> Place:
    """Return the place of a shop whose keys are cheap."""
    return Place(
        folder,
        lambda: shop_exists(folder),
        partial(open_shop, folder, clock=clock),
        partial(UnfinishedShop, folder, profile=FAST, clock=clock),
        partial(open_copy, clock=clock),
    )


def front_door(app: QApplication, prompter: Prompter, demo: Demo) -> tuple[FrontDoor, list[PlainTill]]:
    """Return a front door, and the tills that it makes."""
    tills: list[PlainTill] = []

    def make_till(shop: OpenShop, desk: Desk, door: FrontDoor) -> PlainTill:
        del shop, door
        tills.append(PlainTill(desk))
        return tills[-1]

    computer = Computer("en_AU", "Australia/Melbourne")
    return FrontDoor(app, InlineRunner(), computer, make_till, demo, lambda _window: prompter), tills
