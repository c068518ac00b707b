"""What every drawing stands in: folders, clock and theme, a door into the shop, and the camera."""

import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import list_customers
from shopdesk.services.settings import change_settings
from shopdesk.shop import open_shop
from shopdesk.viewmodels.computer import Computer
from shopdesk.wording import wording
from tests.conftest import NOON, StandingClock
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.screens.likeness import Likeness, likeness
from tests.ui.start_pages import place_of
from ui.languages import speak_in
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.theme import apply_theme
from ui.till import ShopTill
from ui.widgets.busy_bar import BusyBar

LARGE, SMALL = (1440, 900), (1024, 768)
_SETTLED_MS = 40

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


class Frame:
    """Draws into a folder; the files' names say what and in which theme. ``only`` is a pattern of those wanted.

    ``likenesses`` has the likeness of each picture by its name.
    """

    def __init__(self, app: QApplication, out: Path, work: Path, only: str = "") -> None:
        self.app = app
        app.setCursorFlashTime(0)  # a picture is the same whenever it is taken
        self.only = only
        self.likenesses: dict[str, Likeness] = {}
        self.out = out
        self.work = work
        self._copies = 0
        self.clock = StandingClock()
        self.theme = "light"
        self.language = ""
        self.locale = "en_AU"

    def begin_with(self, shops: Path) -> None:
        """Draw from now on in copies of these shops, as they were made, at noon."""
        self._copies += 1  # counted and not by chance: where a shop lies stands on some screens
        self.work = shops.parent / f"copy {self._copies}"
        shutil.copytree(shops, self.work)
        self.clock.instant, self.clock.ran = NOON, timedelta()

    def speak(self, locale: str) -> None:
        """Draw in the language and with the figures of this locale from now on."""
        self.locale = locale
        speak_in(self.app, wording(locale), locale)

    @property
    def computer(self) -> Computer:
        """Return a computer that speaks so."""
        return Computer(self.locale, "Australia/Melbourne")

    def wear(self, theme: str, text_scale: int = 100) -> None:
        """Draw in this theme from now on."""
        self.theme = theme
        apply_theme(self.app, theme, text_scale)

    def wants(self, name: str) -> bool:
        """Tell whether the screen of this name is to be drawn."""
        return bool(re.search(self.only, name))

    def door(self, name: str, passphrase: str, scale: int = 100, *, in_demo: bool = False) -> FrontDoor:
        """Open the till of the shop in the folder of this name."""
        demo = Demo(place_of(self.work / name, self.clock), passphrase, lambda _progress: None)
        with open_shop(self.work / name, passphrase, clock=self.clock) as shop:
            dress = {"theme": self.theme, "text_scale": str(scale)}
            change_settings(shop.desk, {**dress, "locale": self.locale, "language": self.language})
        door = FrontDoor(
            self.app,
            InlineRunner(),
            self.computer,
            lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
            demo,
            lambda _window: ScriptedPrompter(),
            open_link=lambda _link: True,
        )
        door.enter_demo()
        if isinstance(door.till, ShopTill) and not in_demo:
            door.till.window.copy_band.dismiss()  # the screens show a shop of one's own
        return door

    def shoot(self, widget: QWidget, name: str, size: tuple[int, int] | None = None) -> None:
        """Draw one picture; a dialog keeps its own size unless told."""
        if size is not None or not isinstance(widget, QDialog):
            widget.resize(*(size or LARGE))
        widget.show()
        whole = f"{name}-{self.theme}".replace(" ", "_")
        if not self.wants(whole):
            return
        QTest.qWait(_SETTLED_MS)
        self.app.processEvents()  # on a busy machine the wait was over before everything had found its place
        for bar in widget.findChildren(BusyBar):
            bar.setRange(0, 2)  # one moment of what moves, the same in every picture
            bar.setValue(1)
        picture = widget.grab().toImage()
        picture.save(str(self.out / f"{whole}.png"))
        self.likenesses[whole] = likeness(picture)


def opened_by(till: ShopTill, kind: type[AnyDialog]) -> AnyDialog:
    """Return the dialog of this kind that stands open over the till."""
    return next(dialog for dialog in till.window.findChildren(kind) if dialog.isVisible())


def debtor_named(till: ShopTill, name: str) -> CustomerId:
    """Return whoever of this name owes most: their twins, drawn for the merging, owe nothing."""
    found = list_customers(till.desk, CustomerQuery(search=name)).rows
    return max(found, key=lambda row: row.debt_balance).id
