"""Long work whose dialog is put aside: the window goes on, and is told how it ended."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.errors import Cancelled
from shopdesk.viewmodels.long_work import LongWork
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.working_dialog import WorkingDialog
from ui.work_aside import WorkAside, open_beside


class Bench:
    """A window with a line for work, a dialog beside it, and what the window said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.told: list[tuple[str, str]] = []
        self.actions: dict[str, Callable[[], None]] = {}
        self.line = WorkAside(self._tell)
        QVBoxLayout(self.window).addWidget(self.line)
        self.work = LongWork()
        self.window.show()
        self.dialog = WorkingDialog("Import", self.work, self.work.stop, self.window)
        self.dialog.add_left(self.dialog.aside)
        self.dialog.add_right(self.dialog.close_button)
        self.dialog.body.addWidget(self.dialog.banner)
        self.dialog.body.addWidget(self.dialog.progress)
        open_beside(self.dialog, self.window)

    def _tell(self, text: str, role: str, actions: Sequence[tuple[str, Callable[[], None]]]) -> None:
        self.told.append((text, role))
        self.actions = dict(actions)

    def said(self) -> list[str]:
        """Return what the line says of the works that were put aside."""
        return [label.text() for label in self.line.findChildren(ElidedLabel)]


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_the_window_can_be_worked_in_beside_it(bench: Bench) -> None:
    assert bench.dialog.isVisible()
    assert not bench.dialog.isModal()
    assert bench.window.isEnabled()


def test_nothing_can_be_put_aside_while_nothing_runs(bench: Bench) -> None:
    assert bench.dialog.aside.toolTip() == "Nothing is running."
    assert bench.dialog.close_button.text() == "Close"


def test_what_was_put_aside_says_how_far_it_is_and_comes_back(bench: Bench) -> None:
    bench.work.begin("Importing")
    bench.dialog.aside.click()
    assert not bench.dialog.isVisible()
    bench.work.say("Importing: 20 of 50")
    bench.work.poll()
    assert "Importing: 20 of 50" in bench.said()
    bench.line.ways_back()[0].click()
    assert bench.dialog.isVisible()
    assert bench.line.isHidden()
    bench.work.end()


def test_how_it_ended_is_told_where_the_work_goes_on(bench: Bench) -> None:
    bench.work.begin("Importing")
    bench.dialog.aside.click()
    bench.work.end()
    bench.dialog.tell("50 customers added.", "success")
    assert bench.told == [("50 customers added.", "success")]
    assert bench.said() == ["50 customers added."]  # another banner may follow at once
    bench.actions["Show"]()
    assert bench.dialog.isVisible()
    assert bench.line.isHidden()
    assert bench.dialog.banner.text() == "50 customers added."


def test_closing_stops_what_runs_and_closes_when_nothing_does(bench: Bench) -> None:
    bench.work.begin("Importing")
    bench.dialog.close_button.click()
    assert bench.dialog.isVisible()
    bench.work.end()
    bench.dialog.close_button.click()
    assert not bench.dialog.isVisible()


def test_that_it_was_stopped_is_told_in_the_dialog_and_where_the_work_goes_on(bench: Bench) -> None:
    bench.work.begin("Importing", "Stopped: nothing was taken over.")
    bench.dialog.aside.click()
    assert bench.work.end_for(Cancelled())
    assert bench.told == [("Stopped: nothing was taken over.", "info")]
    assert bench.dialog.banner.text() == "Stopped: nothing was taken over."
    bench.work.begin("Importing")
    assert not bench.dialog.banner.isVisibleTo(bench.dialog)


def test_once_it_has_ended_the_next_key_closes_the_dialog(bench: Bench) -> None:
    bench.work.begin("Importing")
    bench.work.end()
    assert bench.dialog.focusWidget() is bench.dialog.close_button
