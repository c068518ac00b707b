"""The program's entry: with and without a display, first and second start, and the tour."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.demo import make_demo
from shopdesk.demo_door import PASSPHRASE
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.open_shop import Desk, OpenShop
from tests.fast_kdf import FAST
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner
from tests.ui.start_pages import close_door, place_of
from ui.app import main
from ui.first_window import FirstWindow
from ui.start.front_door import FrontDoor
from ui.start.place import Demo, Place
from ui.till import ShopTill
from ui.tour import Tour, TourPrompter

PICTURES = [
    "01-customers.png",
    "02-search.png",
    "03-customer.png",
    "04-put-on-account.png",
    "05-on-account.png",
    "06-take-payment.png",
    "07-paid.png",
    "08-statement.png",
    "09-back-office.png",
    "10-sign-in.png",
    "statement.pdf",
]


@pytest.fixture(autouse=True)
def hooks_put_back(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", sys.excepthook)


def make(shop: OpenShop, desk: Desk, door: FrontDoor) -> ShopTill:
    return ShopTill(InlineThreads(), shop, desk, door)


def test_the_tour_does_the_main_job_and_leaves_its_pictures(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_demo(tmp_path / "demo", 40, profile=FAST)
    pictures, ended = tmp_path / "tour", list[int]()
    demo = Demo(place_of(tmp_path / "demo"), PASSPHRASE, lambda _progress: None)
    computer = Computer("en_AU", "Australia/Melbourne")
    door = FrontDoor(qapp, InlineRunner(), computer, make, demo, lambda _window: TourPrompter(pictures))
    tour = Tour(door, pictures, qapp, ended.append)
    door.enter_demo()
    tour.begin()
    qtbot.waitUntil(lambda: bool(ended))
    close_door(door)
    assert ended == [0], capsys.readouterr().out
    assert sorted(path.name for path in pictures.iterdir()) == PICTURES
    assert (pictures / "statement.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_display_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--shop", str(tmp_path)]) == 1
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "There is no display" in capsys.readouterr().out


def test_a_second_start_leaves_it_to_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = FirstWindow(tmp_path)
    assert first.claim()
    assert main(["--shop", str(tmp_path)]) == 0
    assert "open already" in capsys.readouterr().out
    first.release()


def test_a_file_that_is_named_is_looked_into(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> None:
    entered: list[Place] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(FrontDoor, "enter", lambda _door, place: entered.append(place))
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    assert main([str(tmp_path / "a.shopbackup")]) == 0
    assert [(place.folder.name, place.is_copy) for place in entered] == [("a.shopbackup", True)]
