"""Many commands in one opened shop."""

from pathlib import Path

import pytest

from shopdesk.cli.batch import words_of
from tests.cli.conftest import Admin

ADD = "customers add --first 'Ann \"the ring\" Lee' --notes Unit#5 # a comment\n"


def test_each_line_is_answered_as_it_is_done(admin: Admin) -> None:
    lines = f"# first\n{ADD}\nsales add --customer 1 --total 500 --on-account 500\n"
    added, sold = admin("batch", typed=lines.encode()).documents
    assert (added["line"], added["ok"], added["result"]["full_name"]) == (2, True, 'Ann "the ring" Lee')
    assert (sold["line"], sold["result"]["debt_balance_minor"]) == (4, 500)


def test_a_file_of_commands_is_carried_out(admin: Admin, tmp_path: Path) -> None:
    path = tmp_path / "jobs"
    path.write_text(f"\ufeff{ADD}kpis --json\n", "utf-8")
    ran = admin("batch", str(path))
    assert [document["ok"] for document in ran.documents] == [True, True]
    assert ran.documents[1]["result"]["customers"] == 1


def test_the_first_failure_ends_it_with_its_status(admin: Admin) -> None:
    ran = admin("batch", typed=f"customers show 9\n{ADD}".encode())
    assert ran.status == 5
    (document,) = ran.documents
    assert (document["line"], document["ok"], document["error"]) == (1, False, "not_found")
    assert ran.error["error"] == "not_found"
    assert admin("kpis", "--json").document["customers"] == 0


def test_failures_are_passed_over_when_asked(admin: Admin) -> None:
    ran = admin("batch", "--keep-going", typed=f"customers show 9\nfrob\n{ADD}".encode())
    assert ran.status == 0
    assert [document.get("error") for document in ran.documents] == ["not_found", "usage", None]


@pytest.mark.parametrize(
    "line",
    [
        b"frobnicate",
        b"customers list --frob",
        b"customers add --first 'open",
        b"batch",
        b"demo",
        b"init --name x",
        b"customers --help",
        b"staff set-pin 'Rosa Rossi'",
        b"kpis --shop elsewhere",
        b"kpis --passphrase-file x",
        b"customers add --first \xff",
    ],
)
def test_a_line_that_cannot_be_is_wrong_usage(admin: Admin, line: bytes) -> None:
    ran = admin("batch", typed=line)
    assert ran.status == 2
    assert [(found["line"], found["ok"], found["error"]) for found in ran.documents] == [(1, False, "usage")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a 'b c' \"d e\" f\\ g", ["a", "b c", "d e", "f g"]),
        ("a b#c '#d' \"#e\" \\#f #g h", ["a", "b#c", "#d", "#e", "#f"]),
        ("# all of it", []),
        ("a --notes=''", ["a", "--notes="]),
        ("a 'it''s' \"say \\\"hi\\\"\" '\\'", ["a", "its", 'say "hi"', "\\"]),
        ("  \r\n", []),
    ],
)
def test_lines_are_parted_as_a_shell_does(line: str, words: list[str]) -> None:
    assert words_of(line.encode()) == words


def test_a_batch_that_is_not_there_is_not_found(admin: Admin) -> None:
    assert admin("batch", "nowhere").status == 5
