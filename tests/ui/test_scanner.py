"""Scanners: a burst that is a known code is taken, and no other key is lost or comes in another order."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.till_hardware import ScannerHabits
from tests.ui.key_burst import ENTER, SHIFT, TAB, press_at
from ui.scanner import Answer, Scanner
from ui.theme import set_role

CARD = "C-000412"


class Line(QLineEdit):
    """A line that remembers each key it was given, with its modifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[str, Qt.KeyboardModifier]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        self.keys.append((event.text(), event.modifiers()))
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        del forward
        return False


class Bench:
    """A window with one line, and a scanner that knows one card."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.line = Line()
        QVBoxLayout(self.window).addWidget(self.line)
        qtbot.addWidget(self.window)
        self.window.show()
        self.focus(qtbot, self.line)
        self.taken: list[str] = []
        self.answers: list[Callable[[], None]] = []
        self.later = False
        self.habits = ScannerHabits()
        self.scanner = Scanner(app, self.window, self._read, lambda: self.habits)
        self.now = 1000

    def focus(self, qtbot: QtBot, line: QLineEdit) -> None:
        line.window().activateWindow()
        line.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is line)

    def type(self, text: str, gap: int, line: QLineEdit | None = None) -> None:
        for letter in text:
            self.now += gap
            press_at(line or self.line, letter, self.now)

    def _read(self, code: str, answer: Answer) -> None:
        def reply() -> None:
            if code == CARD:
                self.taken.append(code)
            answer(code == CARD)

        if self.later:
            self.answers.append(reply)
        else:
            reply()


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Bench:
    return Bench(qapp, qtbot)


@pytest.mark.parametrize("end", [ENTER, TAB])
def test_a_known_code_is_taken_and_not_typed(bench: Bench, end: str) -> None:
    bench.type(CARD + end, 5)
    assert (bench.taken, bench.line.keys) == ([CARD], [])


def test_an_unknown_code_is_typed_where_it_was_meant(bench: Bench) -> None:
    bench.type("Unknown7" + ENTER, 5)
    assert bench.line.text() == "Unknown7"
    assert bench.line.keys[0] == ("U", SHIFT)
    assert bench.line.keys[-1][0] == ENTER


@pytest.mark.parametrize(("text", "gap"), [(CARD, 40), ("C-412", 5)])
def test_what_is_too_slow_or_too_short_is_typed(bench: Bench, text: str, gap: int) -> None:
    bench.type(text + ENTER, gap)
    assert (bench.taken, bench.line.text()) == ([], text)


@pytest.mark.parametrize(
    ("habits", "typed", "gap"),
    [
        (ScannerHabits(gap_ms=60), CARD + ENTER, 50),
        (ScannerHabits(shortest=8), CARD + ENTER, 5),
        (ScannerHabits(end="tab"), CARD + TAB, 5),
        (ScannerHabits(prefix="]C1"), "]C1" + CARD + ENTER, 5),
    ],
    ids=["slower", "longer", "ends with Tab", "begins with a mark"],
)
def test_a_scanner_with_habits_of_its_own_is_told_from_typing(
    bench: Bench, habits: ScannerHabits, typed: str, gap: int
) -> None:
    bench.habits = habits
    bench.type(typed, gap)
    assert (bench.taken, bench.line.keys) == ([CARD], [])


@pytest.mark.parametrize(
    ("habits", "end"),
    [
        (ScannerHabits(shortest=9), ENTER),
        (ScannerHabits(end="enter"), TAB),
        (ScannerHabits(prefix="]C1"), ENTER),
    ],
    ids=["too short", "another end", "no mark"],
)
def test_what_is_not_as_the_scanner_sends_it_is_typed(bench: Bench, habits: ScannerHabits, end: str) -> None:
    bench.habits = habits
    bench.type(CARD + end, 5)
    bench.scanner.let_go()
    assert (bench.taken, bench.line.text()) == ([], CARD)


def test_a_code_may_end_with_nothing_but_a_pause(bench: Bench, qtbot: QtBot) -> None:
    bench.habits = ScannerHabits(end="pause")
    bench.type(CARD, 5)
    qtbot.waitUntil(lambda: bench.taken == [CARD])
    assert bench.line.text() == ""


def test_a_pause_gives_back_what_was_held(bench: Bench, qtbot: QtBot) -> None:
    bench.type("Ma", 5)
    assert bench.line.text() == ""
    qtbot.waitUntil(lambda: bench.line.text() == "Ma")


def test_what_is_typed_before_the_answer_waits_its_turn(bench: Bench) -> None:
    bench.later = True
    bench.type(CARD + ENTER + "ab", 5)
    assert bench.line.text() == ""
    bench.answers.pop()()
    bench.scanner.let_go()
    assert (bench.taken, bench.line.text()) == ([CARD], "ab")


@pytest.mark.parametrize("kind", ["amount", "pin", "dialog"])
def test_amounts_pins_and_dialogs_are_left_alone(bench: Bench, qtbot: QtBot, kind: str) -> None:
    dialog = QDialog(bench.window)
    line = QLineEdit(dialog if kind == "dialog" else bench.window)
    if kind == "amount":
        set_role(line, "amount")
    if kind == "pin":
        line.setEchoMode(QLineEdit.EchoMode.Password)
    (dialog if kind == "dialog" else line).show()
    bench.focus(qtbot, line)
    bench.type(CARD, 5, line)
    assert (bench.taken, line.text()) == ([], CARD)


def test_keys_without_a_time_go_through_at_once(bench: Bench) -> None:
    bench.now = 0
    bench.type("abc", 0)
    assert bench.line.text() == "abc"


def test_a_click_lets_go_first(bench: Bench) -> None:
    bench.type("abc", 5)
    QTest.mouseClick(bench.line, Qt.MouseButton.LeftButton)
    assert bench.line.text() == "abc"


def test_a_shortcut_does_not_overtake_what_is_held(bench: Bench) -> None:
    bench.type("abc", 5)
    control = Qt.KeyboardModifier.ControlModifier
    QApplication.sendEvent(bench.line, QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_S, control, ""))
    assert bench.line.text() == "abc"


def test_the_focus_is_followed_and_not_heard_after_leaving(bench: Bench, qtbot: QtBot) -> None:
    second = Line()
    second.setParent(bench.window)
    second.show()
    bench.focus(qtbot, second)
    bench.type(CARD + ENTER, 5, second)
    assert (bench.taken, second.text()) == ([CARD], "")
    bench.scanner.leave()
    bench.type(CARD, 5, second)
    assert second.text() == CARD


def test_no_key_is_lost_or_changes_its_place(bench: Bench) -> None:
    """Thousands of ways to type: every key but those of a known code arrives once, in order."""
    chance = random.Random(412)  # noqa: S311  a story, not a secret
    for _ in range(2000):
        bench.line.clear()
        bench.line.keys.clear()
        bench.taken.clear()
        expected = ""
        for _ in range(chance.randint(1, 4)):
            is_card = chance.random() < 0.2
            if is_card:
                bench.now += 200
                bench.type(CARD + ENTER, chance.randint(0, 34))
            else:
                typed = "".join(chance.choices("abXY7-" + ENTER + TAB, k=chance.randint(1, 12)))
                expected += typed
                for letter in typed:
                    bench.type(letter, chance.choice((0, 10, 34, 35, 36, 90)))
        bench.scanner.let_go()
        assert "".join(text for text, _ in bench.line.keys) == expected
