"""Few faults of each kind; `make faults` does thousands. With a weakened program every kind finds something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.cutting import STRACE
from tests.faults.run import KINDS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the faults fork")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_or_shown_wrong_and_the_control_finds_something(kind: str, tmp_path: Path) -> None:
    if kind == "cut" and STRACE is None:
        pytest.skip("strace records what is written")
    run = subprocess.run(
        (sys.executable, "-m", "tests.faults.run", "--short", "--work", str(tmp_path), kind),
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
