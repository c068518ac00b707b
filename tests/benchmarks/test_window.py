"""What the window costs: key presses, scrolling, a long account, memory, and an hour's work in it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.benchmarks.aims import HOUR_LEFT, HOUR_MEMORY, KEYSTROKE, KEYSTROKE_MANY, LONG_ACCOUNT, SCROLLING
from tests.benchmarks.board import written
from tests.benchmarks.processes import run_module
from tests.benchmarks.stopwatch import figure_of, report

pytestmark = pytest.mark.benchmark
_HIGHEST = 0.99


def test_working_in_the_window(folder: Path, customers: int) -> None:
    took = json.loads(run_module("window_work", str(folder)))
    report(KEYSTROKE, figure_of(*took["keys"]), customers=customers)
    report(KEYSTROKE_MANY, figure_of(*took["many"]), customers=customers)
    frames = sorted(took["frames"])
    report(SCROLLING, figure_of(frames[int(len(frames) * _HIGHEST)]), customers=customers)
    remark = (
        f"its dialog made ahead; {written(figure_of(*took['at_once']).median)} ms where there was no time to"
    )
    report(LONG_ACCOUNT, figure_of(*took["opened"]), customers=customers, remark=remark)


def test_an_hour_of_a_cashier(folder: Path, customers: int, tmp_path: Path) -> None:
    ours = shutil.copytree(folder, tmp_path / "ours")  # an hour posts
    grown = json.loads(run_module("cashier_hour", str(ours)))["grown"]
    shutil.rmtree(ours)
    report(HOUR_MEMORY, figure_of(grown.pop("memory")), customers=customers, unit="MB")
    said = ", ".join(f"{count:+.0f} {name}" for name, count in grown.items())
    left = figure_of(sum(abs(count) for count in grown.values()))
    report(HOUR_LEFT, left, customers=customers, unit="", remark=said)
