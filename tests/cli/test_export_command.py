"""Taking customers out from the terminal."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Admin


def test_everybody_is_written(ann: Admin, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    ran = ann("customers", "export", str(path), "--json")
    assert ran.document == {"written": 1, "unreadable": []}
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("C-000001,Ann,Lee,")


def test_a_segment_is_written_alone(ann: Admin, tmp_path: Path) -> None:
    ann("customers", "add", "--first", "Bo", "--tag", "VIP")
    path = tmp_path / "vip.csv"
    ran = ann("customers", "export", str(path), "--segment", "vip", "--json")
    assert ran.document == {"written": 1, "unreadable": []}
    assert ",Bo," in path.read_text("utf-8-sig").splitlines()[1]
    refused = ann("customers", "export", str(path), "--segment", "nobody", "--json")
    assert (refused.status, refused.error["error"]) == (3, "invalid_value")


def test_every_field_comes_back_unchanged(ann: Admin, tmp_path: Path) -> None:
    path = str(tmp_path / "all.csv")
    ran = ann("customers", "export", path, "--all-fields")
    assert ran.out == "1 customer written.\n"
    again = ann("customers", "import", path, "--json").document
    assert again == {"created": 0, "updated": 0, "unchanged": 1, "rejected": []}


def test_a_workbook_is_written_for_its_ending(ann: Admin, tmp_path: Path) -> None:
    path = tmp_path / "all.XLSX"
    assert ann("customers", "export", str(path)).status == 0
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize("name", ["all.pdf", "all", "nowhere/all.csv"])
def test_what_cannot_be_written_is_refused_before_anything_is_said_to_have_left(
    ann: Admin, tmp_path: Path, name: str
) -> None:
    ran = ann("customers", "export", str(tmp_path / name), "--json")
    assert (ran.status, ran.error["error"]) == (3, "invalid_value")
    assert (".csv" in ran.error["message"]) is (not name.endswith(".csv"))
