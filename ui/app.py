"""The program's entry: which shop, with or without a display, first or second window."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMessageLogContext, QTimeZone, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk import doorstep
from shopdesk.demo_door import OWNER_PIN, PASSPHRASE
from shopdesk.formatting import format_count
from shopdesk.paths import default_shop_folder, demo_shop_folder
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.ports import Lane, Prompter
from shopdesk.viewmodels.unlock import TillDoor
from ui.background import Background
from ui.crash import CrashHandler, show_crash
from ui.dress import last_dress, theme_asked_for
from ui.first_window import FirstWindow
from ui.icons import program_icon
from ui.meanwhile import Meanwhile
from ui.prompter import WindowPrompter
from ui.rubbish import PATIENCE, Rubbish
from ui.saying import say
from ui.start.front_door import FrontDoor
from ui.start.main_window_port import Till
from ui.start.place import Demo, Place
from ui.system_lock import SystemLock

if TYPE_CHECKING:
    from shopdesk.viewmodels.open_shop import Desk, OpenShop

_TOUR = Path("build") / "tour"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status."""
    if argv is None:
        os.umask(0o077)  # what this program writes is for the person who runs it
        gc.set_threshold(PATIENCE)
    given = _arguments(sys.argv[1:] if argv is None else argv)
    folder = Path(given.shop) if given.shop else demo_shop_folder() if given.demo else default_shop_folder()
    meant_for_memory = os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}
    has_display = not meant_for_memory and _find_display()
    if not has_display:
        qInstallMessageHandler(_say_from_qt)
        if not (given.demo or meant_for_memory):
            say("Start it where there is one, see the tour with --demo, or use shopdesk-admin.")
            return 1
    app = application(folder)
    if argv is None:
        Rubbish(app)
    handler = CrashHandler(folder / "logs", show_crash if has_display else lambda _text: None)
    handler.install()
    background = Background()
    try:
        if given.demo and (given.tour or not has_display):
            return _take_tour(app, background, folder, Path(given.tour or _TOUR))
        if given.backup:
            return _look_into(app, background, Path(given.backup))
        return _open_window(app, background, folder, is_demo=given.demo, alone=not given.new_window)
    finally:
        background.close()


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="shopdesk", description="The customer book of a shop that sells on trust."
    )
    parser.add_argument(
        "backup", metavar="FILE", nargs="?", help="a backup to look into; nothing is entered in it"
    )
    parser.add_argument("--shop", metavar="DIR", help="the shop's folder (default: this computer's one shop)")
    parser.add_argument(
        "--demo", action="store_true", help="open the demo shop; it is made if it is not there"
    )
    parser.add_argument(
        "--tour", metavar="DIR", help="with --demo: do the main job by itself, pictures into DIR"
    )
    parser.add_argument("--new-window", action="store_true", help="open a second window on the same shop")
    return parser.parse_args(argv)


def _find_display() -> bool:
    """Tell whether there is a screen; where there is none, let Qt draw into memory, and say so."""
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        say("There is no display, so the windows are drawn into memory.")
        return False
    return True


def _say_from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but not that memory has no frames and no front."""
    del kind, context
    if not text.startswith("This plugin does not support"):
        say(text, sys.stderr)


def application(folder: Path) -> QApplication:
    """Return Qt's application in what the shop of a folder wore last."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["shopdesk"])
    app.setApplicationName("ShopDesk")
    app.setDesktopFileName("shopdesk")
    app.setWindowIcon(program_icon())
    last_dress(folder, QLocale.system().name()).wear(app)
    return app


def _open_window(
    app: QApplication, background: Background, folder: Path, *, is_demo: bool, alone: bool
) -> int:
    first = FirstWindow(folder)
    if alone and not first.claim():
        say("ShopDesk is open already; its window comes to the front.")
        return 0
    door = open_front_door(app, background, demo_folder=folder if is_demo else demo_shop_folder())
    first.asked_for.connect(door.to_front)
    if is_demo:
        say(f"The demo shop opens with the passphrase “{PASSPHRASE}”; Rosa’s PIN is {OWNER_PIN}.")
        door.own_place = place_of(default_shop_folder())
        door.enter_demo()
    else:
        door.enter(place_of(folder))
    get_ready(door, background)
    try:
        return app.exec()
    finally:
        first.release()
        door.close()


def _look_into(app: QApplication, background: Background, backup: Path) -> int:
    """Show a backup in a window of its own, beside the shop that may be open."""
    door = open_front_door(app, background, demo_shop_folder())
    door.enter(place_of_copy(backup))
    get_ready(door, background)
    try:
        return app.exec()
    finally:
        door.close()


def make_till(background: Background, shop: "OpenShop", desk: "Desk", door: FrontDoor) -> Till:
    """Return the window of whoever signed in, with the next customer's dialog made ahead."""
    # The till is half the program and nobody is there yet when the first page is shown.
    from ui.till import ShopTill  # noqa: PLC0415 -- see above

    till = ShopTill(background, shop, desk, door)
    till.dialogs.spare.keep()
    return till


def get_ready(door: FrontDoor, background: Background, ready: Callable[[], None] = lambda: None) -> None:
    """Load, make and draw ahead while somebody reads the first page and types; ``ready`` is called when that is over.

    Whenever the secret is asked for again, the window is made ahead again.
    """

    def begin(_loaded: None) -> None:
        from ui.rehearsed import rehearsed  # noqa: PLC0415 -- it is what was loaded

        Meanwhile(door.start, chain(rehearsed(), door.prepare())).over.connect(ready)
        door.rehearse = again

    def again() -> None:
        ahead = Meanwhile(door.start, door.prepare())
        ahead.over.connect(ahead.deleteLater)

    background.run(
        partial(read_ahead, door.last_figures), begin, lambda _: None, Lane.READ
    )  # in the other the keyring may take its time


def read_ahead(locale: str) -> None:
    """Load code while the person types the passphrase: what opens the shop, what is seen first, and the rest.

    How figures and telephones are written in the locale is known likewise.
    """
    for name in (
        "shopdesk.shop",
        "ui.start.later_pages",
        "shopdesk.viewmodels.mail_round",
        "ui.start.missing_page",
        "ui.till",
        "ui.window_ahead",
        "ui.rehearsed",
    ):
        importlib.import_module(name)
    format_count(0, locale)
    from shopdesk.domain.phone import prepare  # noqa: PLC0415 -- it is read ahead like the others

    prepare(locale.partition("_")[2])
    for name in ("ui.checkout.page", "ui.receivables.page", "ui.back_office.page"):
        importlib.import_module(name)


def _take_tour(app: QApplication, background: Background, folder: Path, pictures: Path) -> int:
    from ui.tour import Tour, TourPrompter  # noqa: PLC0415 -- nobody else needs the tour

    if not doorstep.is_shop_in(folder):
        say("There is no demo shop yet: making one, which takes about half a minute.")
    door = open_front_door(app, background, folder, lambda _window: TourPrompter(pictures))
    tour = Tour(door, pictures, app, app.exit)
    door.enter_demo()
    tour.begin()
    try:
        status = app.exec()
    finally:
        door.close()
    if status == 0:
        say(f"Done. The demo shop lies in {folder}; its passphrase is “{PASSPHRASE}”.")
    return status


def open_front_door(
    app: QApplication,
    background: Background,
    demo_folder: Path,
    prompter: Callable[[QWidget], Prompter] = WindowPrompter,
) -> FrontDoor:
    """Return the way in, with real shops behind it."""
    locale = QLocale.system().name()
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    computer = Computer(locale, zone, theme_asked_for())
    make, is_outdated = partial(doorstep.make_anew, demo_folder), partial(doorstep.is_outdated, demo_folder)
    demo = Demo(place_of(demo_folder), PASSPHRASE, make, is_outdated)
    door = FrontDoor(app, background, computer, partial(make_till, background), demo, prompter)
    door.wait_for_work = background.close
    system = SystemLock(door)
    system.listen()
    door.listen_to(system)
    return door


def place_of(folder: Path) -> Place:
    """Return a real shop's place."""
    return Place(
        folder,
        partial(doorstep.is_shop_in, folder),
        partial(doorstep.open_at, folder),
        partial(doorstep.new_shop_in, folder),
        doorstep.open_backup,
        TillDoor(partial(doorstep.has_pin_at, folder), partial(doorstep.open_by_pin, folder)),
    )


def place_of_copy(backup: Path) -> Place:
    """Return the place of a backup that is looked into."""
    return Place(
        backup,
        lambda: True,
        partial(doorstep.open_backup, backup),
        partial(doorstep.new_shop_in, backup),
        doorstep.open_backup,
        is_copy=True,
    )


if __name__ == "__main__":
    sys.exit(main())
