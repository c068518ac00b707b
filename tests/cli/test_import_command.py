"""Taking customers over from the terminal."""

from pathlib import Path

import pytest

from tests.cli.conftest import Admin

BOOK = "Naam;E-mail\nAnn Lee;ann@example.com\nBo;nobody\n"


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = tmp_path / "book.csv"
    path.write_text(BOOK, "utf-8")
    return str(path)


def test_rows_are_counted_and_refused_ones_named(admin: Admin, book: str) -> None:
    ran = admin("customers", "import", book, "--map", "Naam=full_name", "--json")
    assert ran.status == 0
    assert ran.document == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": [{"row": 3, "column": "E-mail", "reason": "invalid_email"}],
    }
    again = admin("customers", "import", book, "--map", "Naam=full_name", "--json").document
    assert (again["created"], again["unchanged"]) == (0, 1)


def test_a_dry_run_writes_only_the_rejects(admin: Admin, book: str, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    words = ("--map", "Naam=full_name", "--dry-run", "--rejects", str(rejects))
    ran = admin("customers", "import", book, *words)
    assert ran.out.startswith("1 would be added, 0 changed, 0 left as they are, 1 refused.")
    assert rejects.read_text("utf-8-sig").splitlines()[1].startswith("Bo;nobody;E-mail: ")
    assert admin("kpis", "--json").document["customers"] == 0


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("--map", "Name=full_name"), 5, "not_found"),
        (("--map", "Naam=shoe_size"), 3, "invalid_value"),
        (("--map", "Naam"), 3, "invalid_value"),
    ],
)
def test_a_wrong_mapping_is_refused(
    admin: Admin, book: str, words: tuple[str, ...], status: int, code: str
) -> None:
    ran = admin("customers", "import", book, "--json", *words)
    assert (ran.status, ran.error["error"]) == (status, code)


def test_a_file_that_is_not_there_is_not_found(admin: Admin) -> None:
    assert admin("customers", "import", "nowhere.csv").status == 5


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_a_file_without_a_known_column_is_refused(
    admin: Admin, tmp_path: Path, option: tuple[str, ...]
) -> None:
    (tmp_path / "strange.csv").write_text("Foo,Bar\nMarai,7\n")
    ran = admin("customers", "import", str(tmp_path / "strange.csv"), *option, "--json")
    assert (ran.status, ran.error["reason"]) == (3, "no_known_column")
