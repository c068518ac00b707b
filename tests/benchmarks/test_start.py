"""What starting costs: the window beside a bare Qt window with a table, and the memory it then holds."""

from pathlib import Path

import pytest

from tests.benchmarks.aims import FIRST_SIGHT, MEMORY, START
from tests.benchmarks.processes import run_module
from tests.benchmarks.stopwatch import figure_of, report
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.benchmark
RUNS = 7


def test_a_start(folder: Path, customers: int) -> None:
    _started(str(folder), PASSPHRASE)  # bytecode, and what the disk keeps at hand
    pairs = [(_started(str(folder), PASSPHRASE), _started()) for _ in range(RUNS)]
    bare = figure_of(*(theirs[0] for _, theirs in pairs))
    first = figure_of(*(ours[0] for ours, _ in pairs))
    opening = figure_of(*(ours[1] for ours, _ in pairs))
    report(FIRST_SIGHT, first, ("a bare PySide6 window", bare), customers=customers)
    # Theirs begins with the process and ours with the click, when Qt is loaded and the window made: a person waits so.
    peer = ("a bare PySide6 window, its process included", bare)
    report(START, opening, peer, customers=customers, remark="made and drawn ahead while it was typed")
    memory = figure_of(*(ours[-1] for ours, _ in pairs))
    empty = figure_of(*(theirs[-1] for _, theirs in pairs))
    report(MEMORY, memory, ("a bare window", empty), customers=customers, unit="MB")


def _started(*words: str) -> list[float]:
    return [float(said) for said in run_module("window_start", *words).split()]
