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


def gone_over(kept: list[list[int]]) -> int:
    """How many of these the next look would go over; what is set aside is not among Python's own list of them."""
    listed = {id(value) for value in gc.get_objects()}
    return sum(id(value) in listed for value in kept)


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rubbish]:
    gc.collect()
    monkeypatch.setattr(rubbish, "_FEW", 1_000)
    monkeypatch.setattr(rubbish, "_MANY", 3_000)
    monkeypatch.setattr(gc, "unfreeze", lambda: None)  # what the tests made stays to their end
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


def test_a_few_closed_dialogs_are_let_go(looking: Rubbish) -> None:
    gone: list[bool] = []
    weakref.finalize(Circle(), lambda: gone.append(True))
    kept = [[number] for number in range(1_500)]
    looking.look()
    assert (gone, gone_over(kept)) == ([True], len(kept))


def test_what_many_values_have_come_to_stay_is_not_gone_over_again(looking: Rubbish) -> None:
    kept = [[number] for number in range(5_000)]
    looking.look()
    assert gone_over(kept) == 0
