import shutil
from pathlib import Path

import pytest

from shopdesk.shop import open_shop
from tests.cli.conftest import Admin
from tests.conftest import PASSPHRASE

PAY = ("payments", "add", "--customer", "1", "--method", "cash", "--json", "--amount")


def test_a_backup_is_made_listed_and_restored(ann: Admin, tmp_path: Path) -> None:
    made = ann("backup", "--json").document
    assert made["verified"]
    assert Path(made["file"]).stat().st_size == made["bytes"]
    assert [item["file"] for item in ann("backups", "--json").document["items"]] == [made["file"]]
    restored = ann("restore", made["file"], "--to", str(tmp_path / "new"), "--json").document
    assert (restored["verified"], restored["missing"]) == (True, 0)
    assert (
        ann("customers", "show", "1", "--shop", str(tmp_path / "new"), "--json").document["full_name"]
        == "Ann Lee"
    )


def test_a_backup_goes_where_it_is_told(ann: Admin, tmp_path: Path) -> None:
    made = ann("backup", str(tmp_path / "friday.shopbackup"), "--json").document
    assert made["file"] == str(tmp_path / "friday.shopbackup")
    assert ann("restore", made["file"], "--to", str(tmp_path / "new")).out.startswith("Restored and verified")


def test_a_backup_replaces_an_older_one_and_nothing_else(ann: Admin, tmp_path: Path) -> None:
    theirs = tmp_path / "letter.odt"
    theirs.write_text("Dear Ann")
    refused = ann("backup", str(theirs), "--json")
    assert (refused.status, refused.error["error"], theirs.read_text()) == (3, "already_exists", "Dear Ann")
    nightly = tmp_path / "nightly.shopbackup"
    nightly.write_bytes(Path(ann("backup", "--json").document["file"]).read_bytes())
    assert ann("backup", str(nightly), "--json").document["file"] == str(nightly)


@pytest.mark.parametrize(("option", "missing", "balance"), [((), 1, -100), (("--replay",), 0, -105)])
def test_restoring_says_what_is_missing_or_brings_it_over(
    ann: Admin, tmp_path: Path, option: tuple[str, ...], missing: int, balance: int
) -> None:
    ann(*PAY, "100")
    made = ann("backup", "--json").document
    ann(*PAY, "5")
    run = ann("restore", made["file"], "--to", str(tmp_path / "new"), *option, "--json")
    assert (run.document["missing"], run.document["brought_back"]) == (missing, 1 - missing)
    shown = ann("customers", "show", "1", "--shop", str(tmp_path / "new"), "--json")
    assert shown.document["debt_balance_minor"] == balance


def test_an_older_file_is_noticed_in_words_refused_and_brought_up_to_now(
    ann: Admin, shop_folder: Path, tmp_path: Path
) -> None:
    ann(*PAY, "100")
    shutil.copy(shop_folder / "shop.db", tmp_path / "older.db")
    ann(*PAY, "5", "--request-id", "five")
    shutil.copy(tmp_path / "older.db", shop_folder / "shop.db")
    shown = ann("customers", "show", "1", "--json")
    assert shown.document["debt_balance_minor"] == -100
    assert "1 entry made since, 1 sale or payment among them" in shown.err
    refused = ann(*PAY, "7")
    assert (refused.status, refused.error["error"], refused.error["count"]) == (6, "damaged", 1)
    assert ann("verify", "--json").status == 7
    replayed = ann("replay", "--json")
    assert (replayed.document["brought_back"], replayed.document["verified"]) == (1, True)
    assert ann("customers", "show", "1", "--json").document["debt_balance_minor"] == -105
    assert ann(*PAY, "5", "--request-id", "five").document["ref"] == "P-00002"


def test_what_is_missing_can_be_left_out(ann: Admin, shop_folder: Path, tmp_path: Path) -> None:
    shutil.copy(shop_folder / "shop.db", tmp_path / "older.db")
    ann(*PAY, "5")
    shutil.copy(tmp_path / "older.db", shop_folder / "shop.db")
    assert ann("replay", "--leave-out", "--json").document["brought_back"] == 0
    run = ann(*PAY, "7")
    assert (run.status, run.err) == (0, "")


def test_a_missing_journal_is_said_once(ann: Admin, shop_folder: Path) -> None:
    (shop_folder / "shop.journal").unlink()
    assert "a new one was begun" in ann("kpis").err
    assert ann("kpis").err == ""


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("restore", "nowhere.shopbackup", "--to", "x"), 5, "not_found"),
        (("restore", __file__, "--to", "x"), 6, "not_a_shop"),
        (("backup", "/nowhere/at/all.shopbackup"), 3, "invalid_value"),
    ],
)
def test_what_cannot_be_done_has_its_code(
    admin: Admin, words: tuple[str, ...], status: int, code: str
) -> None:
    run = admin(*words, "--json")
    assert (run.status, run.error["error"], run.out) == (status, code, "")


def test_the_passphrase_is_changed(admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("nine copper kettles\n")
    assert admin("passphrase", "change").status == 2
    monkeypatch.setenv("SHOPDESK_NEW_PASSPHRASE", "short")
    assert admin("passphrase", "change", "--json").error["reason"] == "too_short"
    words = ("passphrase", "change", "--new-passphrase-file", str(tmp_path / "new.txt"), "--json")
    assert admin(*words).document == {"changed": True}
    assert admin("kpis").status == 4
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", "nine copper kettles")
    assert admin("kpis").status == 0


def test_a_new_recovery_key_opens_the_shop(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    key = admin("recovery-key", "new", "--json").document["recovery_key"]
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", key)
    assert admin("kpis").status == 0
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", PASSPHRASE)
    assert admin("kpis").status == 0


def test_a_rekey_is_said_refused_while_the_shop_is_open_and_keeps_the_secrets(
    admin: Admin, shop_folder: Path
) -> None:
    with open_shop(shop_folder, PASSPHRASE):
        assert (admin("rekey", "--json").status, admin("rekey", "--json").error["error"]) == (3, "in_use")
    assert admin("rekey", "--json").document == {"rekeyed": True}
    assert admin("verify").status == 0
