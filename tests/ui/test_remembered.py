"""What a window remembers of itself between two openings."""

from pathlib import Path

import pytest

from shopdesk.viewmodels.observable import Observable
from ui.remembered import Remembered


def followed(folder: Path) -> Observable[bool | None]:
    """Return a choice as a window opened on the folder finds it."""
    choice: Observable[bool | None] = Observable(None)
    Remembered(folder).follow("choice", choice)
    return choice


def test_nothing_is_chosen_before_somebody_did(tmp_path: Path) -> None:
    assert followed(tmp_path).value is None


@pytest.mark.parametrize("chosen", [True, False])
def test_a_choice_is_there_again_the_next_time(tmp_path: Path, chosen: bool) -> None:
    followed(tmp_path).value = not chosen
    followed(tmp_path).value = chosen
    assert followed(tmp_path).value is chosen
