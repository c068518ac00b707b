"""Taking customers out: seen how many, written whole, and never a half file."""

from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_export import SheetKind
from shopdesk.domain.customer_list import Segment
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.export_customers import ExportCustomersViewModel, Which
from shopdesk.viewmodels.ports import Lane
from tests.ports import InlineRunner

VIP = Filters(segment=Segment.VIP)


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> ExportCustomersViewModel:
    add_customer(desk, RecordChange({"first_name": "Ana"}, ("VIP",)))
    return ExportCustomersViewModel(desk, InlineRunner(), VIP, chosen=(marai, CustomerId(2)))


def rows(path: Path) -> int:
    return len(path.read_text("utf-8-sig").splitlines()) - 1


def test_each_choice_is_counted(model: ExportCustomersViewModel) -> None:
    model.count()
    assert model.counts.value == {Which.ALL: "2", Which.FILTER: "1", Which.CHOSEN: "2"}
    assert model.which.value is Which.CHOSEN


def test_a_list_that_is_not_narrowed_is_everybody(desk: Desk) -> None:
    assert list(ExportCustomersViewModel(desk, InlineRunner(), Filters(), " ").orders) == [Which.ALL]
    assert Which.FILTER in ExportCustomersViewModel(desk, InlineRunner(), Filters(), "mar").orders


@pytest.mark.parametrize(("which", "count"), [("all", 2), ("filter", 1), ("chosen", 2)])
def test_the_choice_is_written(
    model: ExportCustomersViewModel, tmp_path: Path, which: str, count: int
) -> None:
    model.choose(which)
    model.write(str(tmp_path / "out"))
    assert rows(tmp_path / "out.csv") == count
    assert (
        model.result.value
        == f"{count} customer{'' if count == 1 else 's'} written to out.csv. Delete it once it has served."
    )


def test_every_field_and_excel_are_choices(model: ExportCustomersViewModel, tmp_path: Path) -> None:
    model.choose_fields(every=True)
    model.write(str(tmp_path / "out.csv"))
    assert "credit limit minor" in (tmp_path / "out.csv").read_text("utf-8-sig")
    model.choose_kind(SheetKind.XLSX)
    assert model.suggestion == "customers 2026-11-21.xlsx"
    model.write(str(tmp_path / "out.xlsx"))
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


def test_a_stopped_export_leaves_no_file_and_says_so(model: ExportCustomersViewModel, tmp_path: Path) -> None:
    model.work.text.listen(lambda text: model.stop() if text else None)
    model.write(str(tmp_path / "out.csv"))
    assert [path.name for path in tmp_path.iterdir() if path.name != "shop"] == []
    assert (model.error.value, model.result.value, model.busy.value) == ("", "", False)
    assert model.work.stopped.value == "Stopped: no file was left. Export again to begin anew."


def test_a_file_whose_ending_was_added_is_not_written_over(
    model: ExportCustomersViewModel, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").write_text("mine")
    model.write(str(tmp_path / "out"))
    assert "already" in model.error.value
    assert (tmp_path / "out.csv").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_said_before_the_journal_says_it_left(
    model: ExportCustomersViewModel, desk: Desk, tmp_path: Path
) -> None:
    model.write(str(tmp_path / "nowhere" / "out.csv"))
    assert "cannot be written" in model.error.value
    with desk.read() as session:
        assert session.exec_driver_sql("SELECT count(*) FROM journal WHERE deed = 'export'").scalar_one() == 0


def test_the_journal_is_written_by_the_writer_and_the_list_beside_it(desk: Desk, tmp_path: Path) -> None:
    runner = InlineRunner()
    ExportCustomersViewModel(desk, runner).write(str(tmp_path / "out.csv"))
    assert runner.lanes == [Lane.WRITE, Lane.LONG]


def test_what_could_not_be_opened_is_named(
    model: ExportCustomersViewModel, desk: Desk, tmp_path: Path
) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET pii_enc = zeroblob(40) WHERE id = 1")
        connection.commit()
    model.write(str(tmp_path / "out.csv"))
    assert "could not be opened for C-000001" in model.result.value
