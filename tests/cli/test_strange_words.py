"""Words that no shopkeeper means and every script sends some day: each is answered for, none is a bug."""

from pathlib import Path

import pytest

from tests.cli.conftest import Admin
from tests.conftest import PASSPHRASE

_NO_SUCH_PLACE = "WyJuYW1lIiwgIlx1ZDgwMCIsIDFd"
"""The cursor of a list whose name is half a character."""


@pytest.mark.parametrize(
    "line",
    [
        "notes add 1 --text {}",
        "follow-ups add --title {} --due 2026-12-01",
        "requests add --text {} --name {}",
        "customers add --first Bo --tag {} --street {} --notes {}",
        "sales add --total 5 --cash 5 --request-id {}",
        'sales add --cash 5 --line {{"text":"{}","price_minor":5}}',
        'sales add --cash 5 --line {{"text":"\\ud800\\u0000x","price_minor":5}}',
        "payments add --customer 1 --amount 5 --method cash --note {}",
        "loyalty adjust 1 --points 5 --reason {}",
    ],
)
def test_half_a_character_becomes_the_mark_for_unreadable(ann: Admin, line: str) -> None:
    assert ann(*line.format(*["x\udcff"] * 3).split()).status == 0


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("customers list --tag x\udcff", 0, ""),
        (f"customers list --sort name --after {_NO_SUCH_PLACE}", 3, "invalid_value"),
        ("payments add --customer 1 --amount 5 --method cash --to \udcff=5", 5, "not_found"),
        (f"follow-ups done {'9' * 30}", 5, "not_found"),
        ("messages list --limit abc", 3, "invalid_value"),
        ("messages list --limit 0", 3, "invalid_value"),
        ("loyalty adjust 1 --points half --reason gift", 3, "invalid_amount"),
        ("customers import nowhere.csv", 5, "not_found"),
        ("locations add", 2, "usage"),
        ("sales add --cash 5", 2, "usage"),
        ("sales correct S-1 --to paid --method cash --amount 5 --reason late", 2, "usage"),
        ("sales correct S-1 --to debt --method cash --reason late", 2, "usage"),
        ("sales settle-dispute S-1 --outcome stands --amount 5 --reason late", 2, "usage"),
    ],
)
def test_what_cannot_be_is_refused_by_its_rule(ann: Admin, line: str, status: int, code: str) -> None:
    ran = ann(*line.split(" "), "--json")
    assert (ran.status, ran.error["error"] if code else "") == (status, code)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("kpis", "--shop", ""), 2),
        (("kpis", "--passphrase-file", ""), 5),
        (("statements", "--out", ""), 3),
        (("paper", "check", ""), 0),
    ],
)
def test_an_empty_name_is_not_taken_for_another_place(
    ann: Admin, words: tuple[str, ...], status: int
) -> None:
    assert ann(*words).status == status


def test_a_passphrase_that_an_editor_wrote_opens_the_shop(
    admin: Admin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOPDESK_PASSPHRASE")
    secret = tmp_path / "owner.passphrase"
    secret.write_bytes(f"{PASSPHRASE}\r\n".encode("utf-8-sig"))
    assert admin("kpis", "--passphrase-file", str(secret)).status == 0


def test_whoever_is_disabled_twice_stays_disabled(admin: Admin) -> None:
    admin("staff", "add", "Ben", "--role", "cashier")
    first, second = (admin("staff", "disable", "Ben", "--json") for _ in range(2))
    assert (second.status, second.document) == (0, first.document)


def test_a_second_location_of_a_name_is_told_apart_from_a_file_in_the_way(admin: Admin) -> None:
    admin("locations", "add", "North")
    assert admin("locations", "add", "north").err.startswith("There is a location of that name already")
