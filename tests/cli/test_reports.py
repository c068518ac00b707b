"""Looking at the shop from the terminal."""

from pathlib import Path

import pytest

from shopdesk.cli import reports
from shopdesk.services.verifying import Check, Report
from shopdesk.shop import open_shop
from tests.cli.conftest import Admin
from tests.conftest import PASSPHRASE

BUCKETS = ["not_due_minor", "1_30_minor", "31_60_minor", "61_90_minor", "over_90_minor"]


@pytest.fixture
def owing(ann: Admin) -> Admin:
    """Run command lines against a shop where Ann owes $10 since 1 October."""
    ann("sales", "add", "--customer", "1", "--total", "1000", "--on-account", "1000", "--at", "2026-10-01")
    return ann


def test_the_ageing_adds_up_to_the_balance(owing: Admin) -> None:
    owing("payments", "add", "--customer", "1", "--amount", "300", "--method", "cash")
    document = owing("ageing", "--json").document
    (item,) = document["items"]
    assert document["as_of"] == "2026-11-21"
    assert list(item) == [
        "number",
        "full_name",
        *BUCKETS,
        "disputed_minor",
        "unallocated_minor",
        "balance_minor",
    ]
    assert (item["1_30_minor"], item["balance_minor"]) == (700, 700)
    assert document["totals"]["balance_minor"] == 700
    assert owing("ageing", "--as-of", "2026-11-20", "--json").document["totals"]["balance_minor"] == 1000
    assert "$7.00" in owing("ageing").out


def test_a_statement_is_written_numbered_and_coded(owing: Admin, tmp_path: Path) -> None:
    paper = tmp_path / "ann.pdf"
    document = owing("statement", "1", "--out", str(paper), "--from", "2026-11-01", "--json").document
    code = document.pop("code")
    assert document == {
        "number": "ST-00001",
        "opening_minor": 1000,
        "late_minor": 0,
        "charges_minor": 0,
        "payments_minor": 0,
        "closing_minor": 1000,
        "pages": 1,
    }
    assert code
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_draft_has_no_number(owing: Admin, tmp_path: Path) -> None:
    document = owing("statement", "1", "--out", str(tmp_path / "d.pdf"), "--draft", "--json").document
    assert (document["number"], document["code"], document["closing_minor"]) == (None, None, 1000)
    assert (
        owing("statement", "1", "--out", str(tmp_path / "s.pdf"), "--json").document["number"] == "ST-00001"
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--style", "open_item"), "invalid_value"),
        (("--from", "2026-11-02", "--to", "2026-11-01"), "invalid_date"),
        (("--to", "2027-01-01"), "invalid_date"),
        (("--out", "/nowhere/at/all.pdf"), "invalid_value"),
    ],
)
def test_a_statement_that_cannot_be_uses_up_no_number(
    owing: Admin, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    good = ("statement", "1", "--json", "--out", str(tmp_path / "s.pdf"))
    ran = owing(*good, *words)
    assert (ran.status, ran.error["error"]) == (3, code)
    assert owing(*good).document["number"] == "ST-00001"


def test_the_figures_of_the_shop(owing: Admin) -> None:
    assert owing("kpis", "--json").document == {
        "customers": 1,
        "owed_minor": 1000,
        "debtors": 1,
        "overdue_minor": 1000,
        "follow_ups_due": 0,
        "vip": 0,
        "birthdays_this_month": 0,
        "open_requests": 0,
    }
    assert "$10.00" in owing("kpis").out


def test_a_sound_shop_is_verified(owing: Admin) -> None:
    ran = owing("verify", "--json")
    assert (ran.status, ran.document["ok"]) == (0, True)
    assert all(
        list(check) == ["name", "ok", "checked", "problems", "repairable"] for check in ran.document["checks"]
    )


def test_what_verifying_finds_is_the_exit_status(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Report(ok=False, checks=(Check("balances", ok=False, checked=1, problems=("C-000001 is off",)),))
    monkeypatch.setattr(reports, "verify_shop", lambda _: found)
    ran = admin("verify", "--json")
    assert (ran.status, ran.document["ok"], ran.err) == (7, False, "")
    assert "C-000001 is off" in admin("verify").out


def test_statements_are_written_for_all_who_owe(owing: Admin, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    document = owing("statements", "--out", str(folder), "--only", "all", "--json").document
    assert document["written"] == len(list(folder.glob("Statement *.pdf"))) > 0
    assert all(set(each) == {"number", "reason"} for each in document["skipped"])


@pytest.mark.parametrize("words", [("--only", "some"), ("--style", "x"), ("--out", "/nowhere/at/all")])
def test_a_run_that_cannot_be_is_refused(owing: Admin, tmp_path: Path, words: tuple[str, str]) -> None:
    ran = owing("statements", "--out", str(tmp_path), "--json", *words)
    assert (ran.status, ran.error["error"]) == (3, "invalid_value")


def test_a_repair_tells_first_what_it_mends(owing: Admin, shop_folder: Path) -> None:
    with open_shop(shop_folder, PASSPHRASE) as shop, shop.desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = 7")
        connection.commit()
    assert owing("verify", "--json").status == 7
    ran = owing("verify", "--repair", "balances", "--json")
    assert "the balance is 7" in ran.err
    assert (ran.status, ran.document["ok"]) == (0, True)
    assert {each["name"] for each in ran.document["checks"] if each["repairable"]} >= {"balances", "search"}
    assert owing("verify", "--repair", "journal", "--json").error["error"] == "invalid_value"
