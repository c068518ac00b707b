"""The second start finds the first window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.first_window import FirstWindow


def test_a_second_start_asks_the_first_window_to_come_to_the_front(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = FirstWindow(tmp_path), FirstWindow(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.asked_for):
        assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_another_shop_has_its_own_window(tmp_path: Path, qtbot: QtBot) -> None:
    first, other = FirstWindow(tmp_path / "a"), FirstWindow(tmp_path / "b")
    assert first.claim()
    assert other.claim()
    first.release()
    other.release()
