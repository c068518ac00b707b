"""What starting costs: the window beside a bare Qt window with a table, and the memory it then holds."""

from pathlib import Path

import pytest

from tests.benchmarks.aims import MEMORY, START
from tests.benchmarks.processes import run_module
from tests.benchmarks.stopwatch import figure_of, report
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.benchmark
RUNS = 7


def test_a_start(folder: Path, customers: int) -> None:
    _started(str(folder), PASSPHRASE)  # bytecode, and what the disk keeps at hand
    pairs = [(_started(str(folder), PASSPHRASE), _started()) for _ in range(RUNS)]
    bare = figure_of(*(theirs[1] for _, theirs in pairs))
    opening = figure_of(*(ours[1] - ours[0] for ours, _ in pairs))
    whole = figure_of(*(ours[1] for ours, _ in pairs))
    report(START, opening, ("a bare PySide6 window, its process included", bare), customers=customers)
    report("the whole process, to the usable window", whole, ("a bare one", bare), customers=customers)
    memory = figure_of(*(ours[2] for ours, _ in pairs))
    empty = figure_of(*(theirs[2] for _, theirs in pairs))
    report(MEMORY, memory, ("a bare window", empty), customers=customers, unit="MB")


def _started(*words: str) -> tuple[float, float, float]:
    loaded, painted, memory = run_module("window_start", *words).split()
    return float(loaded), float(painted), float(memory)
