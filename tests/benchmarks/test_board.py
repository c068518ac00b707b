"""The table of a run: growth from the smallest shop to the largest, and what was met."""

from pathlib import Path

import pytest

from tests.benchmarks.aims import CARDS, FIRST_PAGE, PAYMENT
from tests.benchmarks.board import Board, Result
from tests.benchmarks.readme import BEGIN, END, with_figures


def board_of(*results: Result) -> Board:
    board = Board()
    for result in results:
        board.add(result)
    return board


@pytest.mark.parametrize(
    ("small", "large", "judged"), [(2.0, 3.9, "met"), (2.0, 4.1, "missed"), (4.0, 5.1, "missed")]
)
def test_a_figure_is_judged_at_the_largest_shop_and_by_its_growth(
    small: float, large: float, judged: str
) -> None:
    board = board_of(Result(FIRST_PAGE, 1_000_000, large, large), Result(FIRST_PAGE, 1_000, small, small))
    heading, line = board.table()
    assert dict(zip(heading, line, strict=True))["aim"] == "≤ 5, ≤ 2 × at 1,000"
    assert (line[0], line[-1]) == (f"{FIRST_PAGE} (1,000,000 customers)", judged)


@pytest.mark.parametrize(("ours", "judged"), [(5.9, "met"), (6.1, "missed")])
def test_a_figure_is_judged_beside_its_peer(ours: float, judged: str) -> None:
    board = board_of(Result(PAYMENT, None, ours, ours, peer="bare", peer_median=3.0))
    assert board.table()[1][-1] == judged


def test_a_kept_run_is_the_run_that_was_made(tmp_path: Path) -> None:
    board = board_of(Result(CARDS, 1_000, 1.0, 2.0, remark="quick"))
    board.save(tmp_path / "results.json")
    again = Board()
    machine = again.recall(tmp_path / "results.json")
    assert again.table() == board.table()
    assert machine["cores"] >= 1


@pytest.mark.parametrize("busy", [False, True])
def test_the_readme_shows_the_run_between_its_marks_and_says_if_the_machine_was_busy(busy: bool) -> None:
    board = board_of(Result(CARDS, 1_000, 1.0, 2.0))
    machine = {"began": "2026-11-21 14:00", "cores": 2, "memory": "4 GB", "system": "Linux", "python": "3.11"}
    text = with_figures(f"before\n{BEGIN}old\n{END}after", board, {**machine, "busy": busy})
    assert text.startswith(f"before\n{BEGIN}A real run of 21 November 2026 on a machine with 2 cores")
    assert "| the six cards (1,000 customers) | 1.00 ms |" in text
    assert ("much other work" in text, "old" in text) == (busy, False)
    assert text.endswith(f"\n{END}after")
