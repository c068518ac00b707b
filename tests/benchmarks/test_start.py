"""What starting costs: the window over 100,000 customers, beside a bare Qt window with a table."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.stopwatch import Figure, report
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.benchmark
RUNS = 7


def test_a_start_at_100_000_customers(big_folder: Path) -> None:
    _started(str(big_folder), PASSPHRASE)  # an installed program has its bytecode
    pairs = [(_started(str(big_folder), PASSPHRASE), _started()) for _ in range(RUNS)]
    bare = Figure(tuple(sorted(theirs[1] for _, theirs in pairs)))
    whole = Figure(tuple(sorted(ours[1] - theirs[1] for ours, theirs in pairs)))
    opening = Figure(tuple(sorted(ours[1] - ours[0] for ours, _ in pairs)))
    window = Figure(tuple(sorted(theirs[1] - theirs[0] for _, theirs in pairs)))
    report("start at 100,000, all that a bare Qt window does not take", whole, ("a bare process", bare))
    report("of that from the passphrase on (fast keys)", opening, ("a bare window", window))


def _started(*words: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_start", *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    )
    loaded, painted = done.stdout.split()
    return float(loaded), float(painted)
