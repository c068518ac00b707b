"""Work off the painting thread comes back to it, and never to somebody who is gone."""

import sys
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from types import TracebackType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shopdesk.errors import NotFound, ShopDeskError
from shopdesk.services.changes import ChangeFeed, Changes
from shopdesk.viewmodels.ports import Lane
from ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """Return the threads, closed afterwards."""
    made = Background()
    yield made
    made.close()


def unexpected(error: ShopDeskError) -> None:
    """Fail."""
    raise AssertionError(error)


class Canvas(QWidget):
    """Notes when it is painted."""

    def __init__(self, happened: list[str]) -> None:
        super().__init__()
        self._happened = happened

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- the toolkit's name
        del event
        self._happened.append("painted")


@pytest.mark.parametrize("lane", list(Lane))
def test_work_is_done_elsewhere_and_told_here(background: Background, qtbot: QtBot, lane: Lane) -> None:
    told: list[tuple[str, threading.Thread]] = []
    background.run(
        lambda: threading.current_thread().name,
        lambda name: told.append((name, threading.current_thread())),
        unexpected,
        lane,
    )
    qtbot.waitUntil(lambda: bool(told))
    thread = Lane.READ if lane is Lane.LATER else lane
    assert told == [(f"shopdesk-{thread.value}", threading.main_thread())]


def test_what_is_asked_for_later_waits_until_the_answer_before_it_is_painted(
    background: Background, qtbot: QtBot
) -> None:
    happened: list[str] = []
    window = Canvas(happened)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(happened))

    def show(answer: str) -> None:
        happened[:] = [answer]
        window.update()
        background.run(lambda: happened.append("looked further"), lambda _: None, unexpected, Lane.LATER)

    background.run(lambda: "answered", show, unexpected)
    qtbot.waitUntil(lambda: "looked further" in happened)
    assert happened == ["answered", "painted", "looked further"]


def test_one_lane_keeps_the_order(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(50):
        background.run(partial(abs, number), told.append, unexpected, Lane.WRITE)
    qtbot.waitUntil(lambda: len(told) == 50)
    assert told == list(range(50))


def test_the_program_ends_although_the_keyring_does_not_answer(
    background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.background._KEYRING_SECONDS", 0)
    answered = threading.Event()
    background.run(answered.wait, lambda _: None, unexpected, Lane.KEYRING)
    (waiting,) = background._lanes.values()
    background.close()
    assert waiting.is_alive()
    answered.set()
    waiting.join()


def test_a_refusal_is_told_as_one(background: Background, qtbot: QtBot) -> None:
    refused: list[str] = []

    def work() -> None:
        raise NotFound(kind="customer", reference="9")

    background.run(work, lambda _none: None, lambda error: refused.append(error.code))
    qtbot.waitUntil(lambda: refused == ["not_found"])


def test_nobody_is_told_who_is_gone(background: Background, qtbot: QtBot) -> None:
    asker, others, told = QObject(), list[int](), list[int]()
    go_on = threading.Event()
    background.runner_for(asker).run(lambda: int(go_on.wait(5)), told.append, unexpected)
    asker.deleteLater()
    with qtbot.waitSignal(asker.destroyed):
        pass
    go_on.set()
    background.run(lambda: 2, others.append, unexpected)
    qtbot.waitUntil(lambda: others == [2])
    assert told == []


def test_a_bug_goes_to_the_excepthook(
    background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[type[BaseException]] = []

    def hook(kind: type[BaseException], _bug: BaseException, _trace: TracebackType | None) -> None:
        met.append(kind)

    monkeypatch.setattr(sys, "excepthook", hook)
    background.run(lambda: 1 // 0, lambda _result: None, unexpected)
    qtbot.waitUntil(lambda: met == [ZeroDivisionError])


def test_changes_written_elsewhere_are_heard_on_the_painting_thread(
    background: Background, qtbot: QtBot
) -> None:
    feed, asker, heard = ChangeFeed(), QObject(), list[threading.Thread]()
    stop = background.follow(feed, asker, lambda _changes: heard.append(threading.current_thread()))
    background.run(lambda: feed.publish(Changes(everything=True)), lambda _none: None, unexpected, Lane.WRITE)
    qtbot.waitUntil(lambda: heard == [threading.main_thread()])
    stop()
    done: list[None] = []
    background.run(
        lambda: feed.publish(Changes(everything=True)),
        lambda _none: done.append(None),
        unexpected,
        Lane.WRITE,
    )
    qtbot.waitUntil(lambda: bool(done))
    assert len(heard) == 1


def test_nothing_is_remembered_of_who_followed_and_stopped(background: Background) -> None:
    class Dialog:
        def on_changes(self, _changes: Changes) -> None:
            """Hear of it."""

    dialog, window = Dialog(), QObject()
    gone = weakref.ref(dialog)
    background.follow(ChangeFeed(), window, dialog.on_changes)()
    del dialog
    assert gone() is None


def test_closing_ends_every_thread(qtbot: QtBot) -> None:
    background = Background()
    background.run(lambda: 1, lambda _one: None, unexpected)
    background.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("shopdesk-")]
