"""Runs one of the programs beside this file in a process of its own, as an installed program would run."""

import os
import subprocess
import sys


def run_module(name: str, *words: str) -> str:
    """Return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{name}", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=3_600,
        # An installed program has its bytecode.
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
