"""What holds for every command: where options stand, secrets, streams and exit statuses."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from shopdesk.cli.terminal import Terminal
from tests.cli.conftest import Admin
from tests.conftest import PASSPHRASE


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "customers", "list"),
        ("customers", "--json", "list"),
        ("customers", "list", "--json"),
    ],
)
def test_common_options_stand_before_or_after_the_name(admin: Admin, words: tuple[str, ...]) -> None:
    ran = admin(*words)
    assert ran.document == {"total": 0, "items": [], "next": None}
    assert ran.err == ""


def test_the_shop_and_its_passphrase_can_be_named(
    admin: Admin, shop_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOPDESK_SHOP")
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", "the file goes first")
    secret = tmp_path / "owner.passphrase"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    assert admin("--passphrase-file", str(secret), "kpis", "--shop", str(shop_folder)).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("customers", "frobnicate"),
        ("customers", "list", "--frobnicate"),
        ("payments", "add"),
        (),
        ("customers", "show"),
        ("customers", "show", "1", "2"),
    ],
)
def test_a_line_that_cannot_be_understood_is_wrong_usage(admin: Admin, words: tuple[str, ...]) -> None:
    ran = admin(*words, "--json")
    assert (ran.status, ran.out, ran.error["error"]) == (2, "", "usage")


def test_without_a_secret_and_a_terminal_the_usage_is_wrong(
    admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOPDESK_PASSPHRASE")
    ran = admin("kpis")
    assert ran.status == 2
    assert "SHOPDESK_PASSPHRASE" in ran.err


def test_a_wrong_passphrase_is_a_wrong_secret(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", "not the one at all")
    ran = admin("kpis", "--json")
    assert (ran.status, ran.error["error"]) == (4, "wrong_secret")


def test_an_empty_folder_is_no_shop(admin: Admin, tmp_path: Path) -> None:
    ran = admin("--shop", str(tmp_path / "nowhere"), "kpis", "--json")
    assert (ran.status, ran.error["error"]) == (6, "not_a_shop")


def test_an_error_for_people_is_one_sentence(admin: Admin) -> None:
    ran = admin("customers", "show", "99")
    assert ran.status == 5
    assert ran.err == "There is no customer 99: check the number and try again.\n"


def test_an_error_for_programs_carries_its_parameters(ann: Admin) -> None:
    ann("payments", "add", "--customer", "1", "--amount", "500", "--method", "cash")
    ran = ann("customers", "archive", "1", "--json")
    assert ran.status == 3
    assert ran.error["error"] == "balance_not_zero"
    assert ran.error["balance_minor"] == -500
    assert "−$5.00" in ran.error["message"]


def test_an_interrupted_command_is_cancelled(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Terminal, *, new: bool = False) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Terminal, "secret", interrupt)
    ran = admin("kpis", "--json")
    assert (ran.status, ran.error["error"]) == (130, "cancelled")


def test_a_prompt_on_a_terminal_gives_the_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SHOPDESK_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    assert Terminal().secret(new=True) == PASSPHRASE


@pytest.mark.parametrize(("json_wanted", "word"), [(True, '"error": "internal"'), (False, "ValueError")])
def test_a_bug_is_told_without_what_it_was_about(
    capsys: pytest.CaptureFixture[str], json_wanted: bool, word: str
) -> None:
    terminal = Terminal()
    terminal.json = json_wanted
    with pytest.raises(ValueError, match="Marai") as bug:
        int("Marai Haddad")
    terminal.report_bug(bug.type, bug.value, bug.tb)
    said = capsys.readouterr().err
    assert word in said
    assert "Marai" not in said


def test_every_command_that_is_listed_is_there(admin: Admin) -> None:
    ran = admin("--help")
    listed = {
        line.split()[1] for line in ran.out.splitlines() if line.startswith("│ ") and line[2] not in " -"
    }
    assert {"customers", "batch", "verify", "demo"} <= listed
    assert {name for name in listed if admin(name, "--help").status} == set()
