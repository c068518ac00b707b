"""The shop that closes by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.closing import ClosingWatch


class Hands:
    """A clock whose hands are moved by the test."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def watch(qapp: QApplication, hands: Hands) -> Iterator[ClosingWatch]:
    watch = ClosingWatch(qapp, hands)
    watch.start(lambda: 10)
    yield watch
    watch.stop()
    watch.deleteLater()


def test_a_gap_between_two_looks_was_a_sleep(watch: ClosingWatch, hands: Hands, qtbot: QtBot) -> None:
    hands.seconds += 20
    with qtbot.assertNotEmitted(watch.slept):
        watch.look()
    hands.seconds += 121
    with qtbot.waitSignal(watch.slept), qtbot.assertNotEmitted(watch.over):
        watch.look()


def test_time_is_over_after_the_owner_s_minutes(watch: ClosingWatch, hands: Hands, qtbot: QtBot) -> None:
    for _ in range(6):
        hands.seconds += 100
        with qtbot.assertNotEmitted(watch.over):
            watch.look()
    hands.seconds += 1
    with qtbot.waitSignal(watch.over):
        watch.look()


def test_a_clock_that_was_set_back_closes_nothing(watch: ClosingWatch, hands: Hands, qtbot: QtBot) -> None:
    hands.seconds -= 5_000
    with qtbot.assertNotEmitted(watch.slept), qtbot.assertNotEmitted(watch.over):
        watch.look()


def test_what_the_system_says_of_a_sleep_is_believed_while_a_shop_is_open(
    watch: ClosingWatch, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(watch.slept):
        watch._state_changed(Qt.ApplicationState.ApplicationSuspended)
    watch.stop()
    with qtbot.assertNotEmitted(watch.slept):
        watch._state_changed(Qt.ApplicationState.ApplicationSuspended)
