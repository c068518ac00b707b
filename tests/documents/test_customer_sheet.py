"""Lists as files: what is in them, and that nothing is left beside them."""

import errno
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.documents import customer_sheet
from shopdesk.documents.customer_sheet import sheet
from shopdesk.domain.customer_export import SheetKind
from shopdesk.errors import Cancelled


def text_of(file: io.BytesIO, page: int = 1) -> str:
    return zipfile.ZipFile(file).read(f"xl/worksheets/sheet{page}.xml").decode()


def test_a_csv_has_headings_and_guarded_cells(tmp_path: Path) -> None:
    file = io.BytesIO()
    with sheet(SheetKind.CSV, file, ("name", "owes"), tmp_path) as out:
        out.add([("=Zoë", -5), ("+61412345004", 0)])
    assert file.getvalue().decode("utf-8-sig") == "name,owes\r\n'=Zoë,-5\r\n+61412345004,0\r\n"


def test_a_workbook_has_texts_and_numbers_and_no_formulas(tmp_path: Path) -> None:
    file = io.BytesIO()
    with sheet(SheetKind.XLSX, file, ("name", "owes"), tmp_path) as out:
        out.add([("=Zoë", -5)])
    page = text_of(file)
    assert "<t>=Zoë</t>" in page
    assert "<v>-5</v>" in page
    assert "<f>" not in page
    assert list(tmp_path.iterdir()) == []


def test_a_full_sheet_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customer_sheet, "_ROWS_OF_A_SHEET", 3)
    file = io.BytesIO()
    with sheet(SheetKind.XLSX, file, ("name",), tmp_path) as out:
        out.add([("Ann",), ("Bo",), ("Cy",)])
    assert "Cy" not in text_of(file)
    assert "<t>name</t>" in text_of(file, 2)
    assert "<t>Cy</t>" in text_of(file, 2)


def test_a_cell_that_no_workbook_can_hold_says_that_it_is_cut(tmp_path: Path) -> None:
    file = io.BytesIO()
    with sheet(SheetKind.XLSX, file, ("notes",), tmp_path) as out:
        out.add([("x" * 40_000,)])
    assert "the whole of it is in the CSV file" in text_of(file)


@pytest.mark.parametrize("kind", SheetKind)
def test_a_stopped_list_leaves_nothing_beside_it(kind: SheetKind, tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("Ann",)
        raise Cancelled

    with pytest.raises(Cancelled), sheet(kind, io.BytesIO(), ("name",), tmp_path) as out:
        out.add(rows())
    assert list(tmp_path.iterdir()) == []


class FullDisk(io.BytesIO):
    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("kind", SheetKind)
def test_a_full_disk_is_told_as_such(kind: SheetKind, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full") as told, sheet(kind, FullDisk(), ("name",), tmp_path) as out:
        out.add([("Ann",)])
    assert told.value.errno == errno.ENOSPC
