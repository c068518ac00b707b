"""What stands before the till: setting up, unlocking, signing in, a copy, moving in and a lost shop."""

import shutil
from pathlib import Path

from shopdesk.demo_door import PASSPHRASE
from shopdesk.services.backups import back_up, make_backup
from shopdesk.services.settings import change_settings
from shopdesk.shop import open_copy, open_shop
from shopdesk.unfinished_shop import UnfinishedShop
from shopdesk.viewmodels.demo import DemoViewModel
from shopdesk.viewmodels.first_run import FirstRunViewModel, Step
from shopdesk.viewmodels.moving_in import MovingInViewModel
from shopdesk.viewmodels.rescue import RescueViewModel
from shopdesk.viewmodels.sign_in import SignInViewModel
from shopdesk.viewmodels.unlock import Trouble, UnlockViewModel
from tests.fast_kdf import FAST
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.screens.frame import LARGE, SMALL, Frame
from tests.ui.start_pages import close_door, place_of
from ui.app import place_of_copy
from ui.start.demo_page import DemoPage
from ui.start.front_door import FrontDoor
from ui.start.moving_page import MovingPage
from ui.start.place import Demo
from ui.start.rescue_page import RescuePage
from ui.start.sign_in_page import SignInPage
from ui.start.start_window import StartWindow
from ui.start.unlock_page import UnlockPage
from ui.start.wizard import Wizard
from ui.till import ShopTill

_SHOWN_KEY = "0T9P-8NTQ-NVPV-QNXN-7112-AMS7-ZPR4-WZWM-G"
"""In place of the one that was made, which is another each time."""


def draw_set_up(frame: Frame) -> None:
    maker = UnfinishedShop(frame.work / "new", profile=FAST, clock=frame.clock)
    model = FirstRunViewModel(maker, InlineRunner(), frame.computer, lambda: frame.clock.now().date())
    wizard = Wizard(model, InlineRunner(), ScriptedPrompter())
    frame.shoot(wizard, "set-up-1-shop")
    model.set_value("shop_name", "Rossi Jewellers")
    model.go_on()
    model.set_value("passphrase", "seven sil")
    model.set_value("pin", "12")
    model.go_on()
    frame.shoot(wizard, "set-up-2-mistakes")
    for name, text in (("owner_name", "Rosa Rossi"), ("pin", "1234"), ("pin_again", "1234")):
        model.set_value(name, text)
    for name in ("passphrase", "passphrase_again"):
        model.set_value(name, "seven silver spoons")
    model.busy.value = "Making the shop’s keys. This takes a moment, so that guessing takes for ever."
    frame.shoot(wizard, "set-up-2-working")
    model.busy.value = ""
    model.go_on()
    key = model.recovery_key.value
    model.recovery_key.value = _SHOWN_KEY
    frame.shoot(wizard, "set-up-3-key")
    model.recovery_key.value = key
    model.type_key(key)
    model.go_on()
    if model.step.value is Step.BEGIN:
        frame.shoot(wizard, "set-up-4-begin")
    model.cancel()
    wizard.deleteLater()


def draw_doors(frame: Frame) -> None:
    unlock = UnlockViewModel(place_of(frame.work / "demo").open, InlineRunner())
    page = UnlockPage(unlock, "/home/rosa/.local/share/ShopDesk/shop")
    frame.shoot(page, "unlock")
    unlock.try_secret("not this one")
    page.forgotten.click()
    frame.shoot(page, "unlock-wrong")
    unlock.forgive()
    unlock.takes_pin.value = True
    page.forgotten.click()
    frame.shoot(page, "unlock-till")
    making = DemoViewModel(lambda tell: tell(3400, 7240), InlineRunner())
    making.make()
    making.percent.value = 47
    making.work.text.value = "3,400 of 7,240 entries in its book."
    demo = DemoPage(making)
    frame.shoot(demo, "demo")
    _draw_rescue(frame)
    _draw_moving(frame)
    _draw_copy(frame)
    demo.unbind()
    with open_shop(frame.work / "demo", PASSPHRASE, clock=frame.clock) as shop:
        model = SignInViewModel(shop.desk, InlineRunner())
        model.load(shop.desk.staff.id)
        sign_in = SignInPage(model)
        model.press("1")
        model.press("2")
        frame.shoot(sign_in, "sign-in", (900, 620))
        for _ in range(6):
            model.clear()
            for digit in "9999":
                model.press(digit)
            model.submit()
        frame.shoot(sign_in, "sign-in-wait", (900, 620))
        sign_in.unbind()
    frame.clock.forward(hours=1)


def _draw_copy(frame: Frame) -> None:
    backup = frame.work / f"{frame.theme}.shopbackup"
    with open_shop(frame.work / "demo", PASSPHRASE, clock=frame.clock) as shop:
        change_settings(shop.desk, {"theme": frame.theme})
        back_up(shop.desk, to=backup)
    door = FrontDoor(
        frame.app,
        InlineRunner(),
        frame.computer,
        lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
        Demo(place_of(frame.work / "demo"), PASSPHRASE, lambda _progress: None),
    )
    door.enter(place_of_copy(backup))
    page = door.start.page
    if isinstance(page, UnlockPage):
        frame.shoot(door.start, "copy-unlock")
        page.model.try_secret(PASSPHRASE)
    if door.till is not None:
        for size in (LARGE, SMALL):
            frame.shoot(door.till.window, f"copy-{size[0]}", size)
    close_door(door)


def _draw_moving(frame: Frame) -> None:
    backup = frame.work / f"moving {frame.theme}.shopbackup"
    with open_shop(frame.work / "demo", PASSPHRASE, clock=frame.clock) as shop:
        back_up(shop.desk, to=backup)
    folder, prompter = Path("/home/rosa/.local/share/ShopDesk/shop"), ScriptedPrompter(str(backup))
    model = MovingInViewModel(folder, InlineRunner(), prompter, frame.computer)
    page = MovingPage(model)
    model.choose()
    _shoot_in_window(frame, page, "moving")


def _draw_rescue(frame: Frame) -> None:
    torn = frame.work / f"torn {frame.theme}"
    shutil.copytree(frame.work / "demo", torn)
    with open_shop(torn, PASSPHRASE, clock=frame.clock) as shop:
        make_backup(shop.desk.book)
    (torn / "shop.db").unlink()
    model = RescueViewModel(torn, open_copy, InlineRunner(), ScriptedPrompter(), frame.computer)
    page = RescuePage(model, Trouble("There is no shop in this folder", ""), lambda _backup: True)
    model.look()
    _shoot_in_window(frame, page, "rescue")


def _shoot_in_window(frame: Frame, page: RescuePage | MovingPage, name: str) -> None:
    """Draw a page that scrolls where it stands: by itself it has no ground behind its scroll bar."""
    window = StartWindow()
    window.show_page(page, page.unbind)
    for size in (LARGE, SMALL):
        frame.shoot(window, f"{name}-{size[0]}", size)
    window.drop_page()
