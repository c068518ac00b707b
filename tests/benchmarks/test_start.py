"""What starting costs: the window over 100,000 customers, beside a bare Qt window with a table."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.stopwatch import Figure, report
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.benchmark
RUNS = 7


def test_a_cold_start_at_100_000_customers(big_folder: Path) -> None:
    pairs = [(_started(str(big_folder), PASSPHRASE), _started()) for _ in range(RUNS)]
    loading = Figure(tuple(sorted(ours[0] for ours, _ in pairs)))
    opening = Figure(tuple(sorted(ours[1] for ours, _ in pairs)))
    bare = Figure(tuple(sorted(theirs[1] for _, theirs in pairs)))
    report("cold start: our code, while the passphrase is typed", loading)
    report("cold start at 100,000, from the passphrase (fast keys)", opening, ("a bare window", bare))


def _started(*words: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_start", *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loading, opening = done.stdout.split()
    return float(loading), float(opening)
