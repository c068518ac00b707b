"""Taking one's own list over: seen before it is done, done whole, and never twice."""

from pathlib import Path

import pytest

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.import_customers import ImportCustomersViewModel
from tests.ports import InlineRunner

LIST = """Name,Phone,Email,Owes
Marai Haddad,0412 345 004,marai@haddad.example,"1,284.00"
Julia Maraidis,0491 570 156,not an address,
Ana Ruiz,0491 570 157,ana@ruiz.example,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def importing(desk: Desk, file: Path) -> ImportCustomersViewModel:
    model = ImportCustomersViewModel(desk, InlineRunner())
    model.open_file(str(file))
    return model


def names(desk: Desk) -> set[str]:
    return {row.full_name for row in list_customers(desk, CustomerQuery()).rows}


def test_the_file_is_shown_with_what_would_happen(importing: ImportCustomersViewModel, desk: Desk) -> None:
    preview = importing.preview.value
    assert preview is not None
    assert [(column.heading, column.field) for column in preview.columns] == [
        ("Name", "full_name"),
        ("Phone", "any_phone"),
        ("Email", "email"),
        ("Owes", "opening_balance"),
    ]
    assert preview.columns[0].cells == ("Marai Haddad", "Julia Maraidis", "Ana Ruiz")
    assert preview.figures == (("2", "new"), ("0", "updated"), ("0", "unchanged"), ("1", "rejected"))
    assert preview.button == "Import 2 customers"
    assert names(desk) == set()


def test_a_rejected_row_says_where_and_why(importing: ImportCustomersViewModel) -> None:
    preview = importing.preview.value
    assert preview is not None
    ((row, reason),) = preview.rejected
    assert (row, reason.split(":")[0]) == ("Row 3", "Email")


def test_mapping_a_column_otherwise_judges_anew(importing: ImportCustomersViewModel) -> None:
    importing.map_column("Email", "")
    preview = importing.preview.value
    assert preview is not None
    assert preview.figures[0] == ("3", "new")


def test_columns_can_be_chosen_where_none_is_known(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "strange.csv"
    path.write_text("Foo,Bar\nMarai,0412 345 004\n")
    model = ImportCustomersViewModel(desk, InlineRunner())
    model.open_file(str(path))
    assert model.error.value == ""
    assert model.preview.value is not None
    assert [column.heading for column in model.preview.value.columns] == ["Foo", "Bar"]
    assert "say which column is which field" in model.preview.value.why_not
    model.map_column("Foo", "full_name")
    assert model.preview.value.figures[0] == ("1", "new")


def test_a_mapping_that_cannot_be_is_said_and_the_preview_stays(importing: ImportCustomersViewModel) -> None:
    importing.map_column("Owes", "email")
    assert importing.error.value
    assert importing.preview.value is not None
    assert not importing.busy.value


def test_what_was_shown_is_done(importing: ImportCustomersViewModel, desk: Desk) -> None:
    importing.carry_out()
    assert (
        importing.result.value == "2 customers added, 1 row left out. Save those, mend them and import them."
    )
    assert names(desk) == {"Marai Haddad", "Ana Ruiz"}


def test_the_same_file_again_changes_nothing(importing: ImportCustomersViewModel, file: Path) -> None:
    importing.carry_out()
    importing.open_file(str(file))
    preview = importing.preview.value
    assert preview is not None
    assert preview.figures[2] == ("2", "unchanged")
    assert preview.why_not


def test_a_stopped_import_leaves_nothing_and_says_so(importing: ImportCustomersViewModel, desk: Desk) -> None:
    importing.work.text.listen(lambda text: importing.stop() if text else None)
    importing.carry_out()
    assert names(desk) == set()
    assert (importing.error.value, importing.busy.value) == ("", False)
    assert importing.work.stopped.value.startswith("Stopped: nothing of the list was taken over")


def test_a_reading_that_was_stopped_leaves_nothing_to_import_as_it_was_not_asked_for(
    importing: ImportCustomersViewModel, desk: Desk
) -> None:
    importing.work.text.listen(lambda text: importing.stop() if text else None)
    importing.map_column("Name", "")
    assert importing.work.stopped.value.startswith("Stopped: the file was not read to its end")
    assert importing.preview.value is None
    importing.carry_out()
    assert names(desk) == set()


def test_rejected_rows_are_saved_with_their_reasons(
    importing: ImportCustomersViewModel, tmp_path: Path
) -> None:
    importing.save_rejected(str(tmp_path / "rejected.csv"))
    text = (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].endswith(",reason")
    assert "Julia Maraidis" in text


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x00"])
def test_a_file_that_is_no_list_is_said(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.csv").write_bytes(content)
    model = ImportCustomersViewModel(desk, InlineRunner())
    model.open_file(str(tmp_path / "odd.csv"))
    assert model.error.value
    assert model.preview.value is None


def test_a_file_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    model = ImportCustomersViewModel(desk, InlineRunner())
    model.open_file(str(tmp_path / "gone.csv"))
    assert "cannot be read" in model.error.value


def test_a_day_that_could_be_read_in_two_ways_is_said_and_can_be_turned(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text("Name,Birthday\nAnn Lee,03/04/1985\nBo Li,04/05\n", encoding="utf-8")
    model = ImportCustomersViewModel(desk, InlineRunner())
    model.open_file(str(tmp_path / "days.csv"))
    for read, other in (("3 Apr 1985", "4 Mar 1985"), ("4 Mar 1985", "3 Apr 1985")):
        assert model.preview.value is not None
        (shown,) = model.preview.value.days
        assert shown.said == f"Birthday: 03/04/1985 is read as {read}."
        assert shown.instead == f"Read it as {other}"
        model.turn_days("Birthday")
