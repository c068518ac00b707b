"""How soon the window is there with a full first page."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.clock import Clock
from shopdesk.viewmodels.first_run import Computer
from tests.benchmarks.stopwatch import Figure, once, report
from tests.conftest import PASSPHRASE, StandingClock
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.start_pages import close_door, place_of
from ui.start.front_door import Demo, FrontDoor
from ui.till import ShopTill

pytestmark = pytest.mark.benchmark


def open_window(app: QApplication, folder: Path, clock: Clock) -> None:
    """Open the shop, put its window together with the first page and the cards, paint it, and close everything."""
    demo = Demo(place_of(folder, clock), PASSPHRASE, lambda _progress: None)
    door = FrontDoor(
        app,
        InlineRunner(),
        Computer("en_AU", "Australia/Melbourne"),
        lambda shop, desk, front: ShopTill(InlineThreads(), shop, desk, front),
        demo,
        lambda _window: ScriptedPrompter(),
    )
    door.enter_demo()
    assert isinstance(door.till, ShopTill)
    door.till.window.grab()
    close_door(door)


def test_the_window_is_usable_with_100_000_customers(
    qapp: QApplication, qtbot: QtBot, big_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(big_folder, tmp_path / "shop"))
    open_window(qapp, folder, StandingClock())
    times = tuple(sorted(once(lambda: open_window(qapp, folder, StandingClock())) for _ in range(5)))
    report("window open, painted and closed, 100,000 customers", Figure(times))
