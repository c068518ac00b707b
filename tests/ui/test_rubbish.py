"""Values in circles are let go where the window is painted, not where they were found."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from ui import rubbish
from ui.rubbish import Rubbish


class Circle:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rubbish]:
    monkeypatch.setattr(rubbish, "PATIENCE", 2_000)
    made = Rubbish()
    yield made
    made.deleteLater()
    gc.enable()


def test_a_worker_that_makes_much_lets_no_window_go(looking: Rubbish) -> None:
    gone: list[threading.Thread] = []
    weakref.finalize(Circle(), lambda: gone.append(threading.current_thread()))
    kept: list[list[int]] = []
    worker = threading.Thread(target=lambda: kept.extend([number] for number in range(5_000)))
    worker.start()
    worker.join()
    assert gone == []
    looking.look()
    assert gone == [threading.main_thread()]


def test_little_that_is_new_is_not_looked_at(looking: Rubbish) -> None:
    gc.collect()
    gone: list[bool] = []
    weakref.finalize(Circle(), lambda: gone.append(True))
    looking.look()
    assert gone == []
