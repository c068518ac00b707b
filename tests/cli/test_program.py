"""The program as others call it: a process with streams and a status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE

CALL = (sys.executable, "-c", "import sys; from shopdesk.cli import main; sys.exit(main())")


def called(*words: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*CALL, *words),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.fixture
def variables(shop_folder: Path) -> dict[str, str]:
    return {"SHOPDESK_SHOP": str(shop_folder), "SHOPDESK_PASSPHRASE": PASSPHRASE, "LANG": "C", "LC_ALL": "C"}


def test_a_batch_writes_names_of_every_script(variables: dict[str, str]) -> None:
    lines = "customers add --first 王伟\ncustomers show 1\nfrob\n"
    run = called("batch", typed=lines, **variables)
    added, shown, failed = map(json.loads, run.stdout.splitlines())
    assert added["result"]["full_name"] == shown["result"]["full_name"] == "王伟"
    assert (run.returncode, failed["error"]) == (2, "usage")


def test_a_bug_ends_in_one_line_and_status_one(variables: dict[str, str]) -> None:
    broken = "import shopdesk.services.kpis as k; k.compute_kpis = lambda desk: 1 / 0; "
    run = subprocess.run(
        (CALL[0], "-c", broken + CALL[2], "batch"),
        input="settings show\nkpis\nkpis\n",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 1
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(answer["line"], answer["ok"]) for answer in answers] == [(1, True), (2, False)]
    assert json.loads(run.stderr)["error"] == "internal"


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_with_a_stream_closed_it_works_as_ever(variables: dict[str, str], closed: str) -> None:
    command = f'"$@" {closed}'
    words = ("sh", "-c", command, "sh", *CALL, "customers", "add", "--first", "Ana")
    run = subprocess.run(
        words,
        env={**os.environ, **variables},
        check=False,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(called("kpis", "--json", **variables).stdout)["customers"] == 1


def test_a_batch_that_nobody_reads_any_more_is_cancelled(variables: dict[str, str]) -> None:
    with subprocess.Popen(
        (*CALL, "batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **variables},
        cwd=Path(__file__).parents[2],
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdout.close()
        run.stdin.write(b"kpis\nkpis\n")
        run.stdin.close()
        assert run.stderr is not None
        assert (run.stderr.read(), run.wait()) == (b"", 130)


@pytest.mark.skipif(sys.platform == "win32", reason="there an interruption cannot be kept")
@pytest.mark.parametrize("module", ["sqlalchemy", "shopdesk.services.kpis"])
def test_an_interruption_while_it_starts_is_answered_for(variables: dict[str, str], module: str) -> None:
    pressed = (
        "import os, signal, sys\n"
        # Who runs tests in the background lets them ignore the keys, and children inherit that.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Keys:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Keys())\n"
    )
    run = subprocess.run(
        (CALL[0], "-c", pressed + CALL[2], "kpis", "--json"),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (run.returncode, run.stdout) == (130, "")
    assert json.loads(run.stderr)["error"] == "cancelled"
