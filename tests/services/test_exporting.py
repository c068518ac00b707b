"""Customers leave the book: all of them, whole, announced, and read back as they were."""

import csv
import io
from pathlib import Path

import pytest

from shopdesk.documents import customer_cells
from shopdesk.documents.spreadsheet_cell import UNREADABLE
from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.customer_export import COLUMNS, EVERY_COLUMN, ExportOrder
from shopdesk.domain.customer_list import CustomerQuery, Segment
from shopdesk.errors import Cancelled, Forbidden
from shopdesk.services import back_room, exporting
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.exporting import ExportResult, announce_export, count_export, write_export
from shopdesk.services.importing import plan_import
from shopdesk.services.notes import add_note
from shopdesk.storage import customer_export

FULL = {
    "first_name": "=Marai",
    "last_name": "Haddad",
    "email": "marai@example.com",
    "mobile": "0412 345 004",
    "phone": "03 9670 1234",
    "street": "12 High St, Flat 2",
    "suburb": "Northcote",
    "state": "VIC",
    "postcode": "3070",
    "country": "NZ",
    "ring_size": "M½",
    "wrist_size": "16 cm",
    "preferred_metal": "Rose Gold",
    "gold_preference": "18ct",
    "allergies": "-nickel",
    "birthday": "--05-17",
    "anniversary": "1999-02-28",
    "spouse_name": "@Sami",
    "spouse_birthday": "--02-29",
    "source": '"Friend" \\ of Sami',
    "communication_preference": "whatsapp",
    "customer_since_on": "2011-03-04",
    "location": "Northcote",
    "card_code": "-2900042",
    "credit_limit": "50000",
    "payment_terms_days": "14",
}


@pytest.fixture
def book(desk: Desk) -> Desk:
    """Marai with everything; Sami, who shares her mobile and name; Old, archived, whose email is Bo's now."""
    tags = ("VIP", 'says "hi", often', "-x")
    marai = add_customer(desk, RecordChange(FULL, tags, on_hold=True)).id
    add_note(desk, marai, "Likes opals.\nPays late.")
    add_note(desk, marai, "=second")
    shared = RecordChange({"first_name": "Sami", "last_name": "Haddad", "mobile": "0412 345 004"})
    add_customer(desk, shared, allow_shared_phone=True)
    old = add_customer(desk, RecordChange({"first_name": "Old", "email": "bo@example.com"})).id
    archive_customer(desk, old)
    bo = add_customer(desk, RecordChange({"first_name": "Bo", "email": "bo@example.com"})).id
    adjust(desk, AdjustmentOrder(bo, 500, AdjustmentKind.OPENING_BALANCE, "brought over"), "r1")
    return desk


def exported(desk: Desk, order: ExportOrder) -> tuple[ExportResult, bytes]:
    file = io.BytesIO()
    result = write_export(desk, announce_export(desk, order), file, Path())
    return result, file.getvalue()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_everybody_leaves_with_the_usual_columns(book: Desk) -> None:
    result, data = exported(book, ExportOrder())
    rows = rows_of(data)
    assert result == ExportResult(4, ())
    assert list(rows[0]) == list(COLUMNS.values())
    assert rows[0]["address"] == "12 High St, Flat 2, Northcote VIC 3070, NZ"
    assert (rows[0]["first name"], rows[0]["mobile"], rows[0]["VIP"]) == ("'=Marai", "+61412345004", "yes")
    assert [row["archived"] for row in rows] == ["", "", "2026-11-21T01:00:00Z", ""]


@pytest.mark.parametrize("every_field", [True, False])
def test_what_left_says_nothing_new_when_it_comes_back(book: Desk, every_field: bool) -> None:
    _, data = exported(book, ExportOrder(every_field=every_field))
    plan = plan_import(book, data)
    assert [row.verdict.value for row in plan.rows] == ["unchanged"] * 4


def test_every_field_has_its_column_and_is_understood(book: Desk) -> None:
    _, data = exported(book, ExportOrder(every_field=True))
    assert list(rows_of(data)[0]) == list(EVERY_COLUMN.values())
    not_taken_back = {"debt_balance_minor", "loyalty_points", "loyalty_points_earned"}
    not_taken_back |= {"archived_at", "created_at", "updated_at"}
    understood = plan_import(book, data).mapping
    assert set(understood.values()) == set(EVERY_COLUMN) - not_taken_back


def test_one_changed_cell_changes_one_customer(book: Desk) -> None:
    _, data = exported(book, ExportOrder(every_field=True))
    plan = plan_import(book, data.replace(b"Rose Gold", b"Silver"))
    assert [row.verdict.value for row in plan.rows] == ["update", "unchanged", "unchanged", "unchanged"]
    assert plan.rows[0].change.texts == {"preferred_metal": "Silver"}


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (ExportOrder(query=CustomerQuery()), ["'=Marai", "Sami", "Bo"]),
        (ExportOrder(query=CustomerQuery(archived=True)), ["Old"]),
        (ExportOrder(query=CustomerQuery(segment=Segment.DEBTORS)), ["Bo"]),
        (ExportOrder(query=CustomerQuery(search="haddad")), ["'=Marai", "Sami"]),
        (ExportOrder(chosen=(CustomerId(4), CustomerId(2))), ["Sami", "Bo"]),
    ],
)
def test_a_part_of_the_book_leaves(book: Desk, order: ExportOrder, names: list[str]) -> None:
    result, data = exported(book, order)
    assert [row["first name"] for row in rows_of(data)] == names
    assert count_export(book, order) == result.written == len(names)


@pytest.mark.parametrize(
    ("broken", "spoilt"),
    [
        ("UPDATE customer SET pii_enc = zeroblob(40) WHERE id = 1", {"address"}),
        ("UPDATE note SET text_enc = zeroblob(40) WHERE id = 1", {"notes"}),
        ("UPDATE customer SET data_key = zeroblob(60) WHERE id = 1", {"address", "notes"}),
    ],
)
def test_what_does_not_open_says_so_and_is_reported(book: Desk, broken: str, spoilt: set[str]) -> None:
    with book.book.database.maintenance() as connection:
        connection.exec_driver_sql(broken)
        connection.commit()
    result, data = exported(book, ExportOrder())
    assert result == ExportResult(4, ("C-000001",))
    assert {name for name, cell in rows_of(data)[0].items() if cell == UNREADABLE} == spoilt


def test_cells_that_did_not_open_say_nothing_on_the_way_back(book: Desk) -> None:
    _, data = exported(book, ExportOrder(every_field=True))
    spoilt = data.replace(b"Rose Gold", UNREADABLE.encode())
    assert plan_import(book, spoilt).unchanged == 4


def test_another_process_writes_the_same_rows_in_the_same_order(
    book: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE note SET text_enc = zeroblob(40) WHERE id = 1")
        connection.commit()
    monkeypatch.setattr(customer_export, "_PAGE", 1)
    alone = exported(book, ExportOrder(every_field=True))
    monkeypatch.setattr(back_room, "_FEW", 1)
    monkeypatch.setattr(back_room, "_AHEAD", 10)  # all is asked for, however slow the process is
    monkeypatch.setattr(exporting, "_MANY", 1)
    monkeypatch.setattr(customer_cells, "csv_text", None)  # nothing is written here
    assert exported(book, ExportOrder(every_field=True)) == alone


def test_an_export_stands_in_the_journal_before_it_is_written(book: Desk) -> None:
    announce_export(book, ExportOrder(every_field=True))
    with book.read() as session:
        row = session.exec_driver_sql("SELECT deed, content FROM journal ORDER BY sequence DESC").first()
    assert row is not None
    assert row[0] == "export"
    assert row[1] == '{"every_field":true,"kind":"csv","rows":4,"which":"all"}'


def test_progress_is_told_and_can_stop_it(book: Desk) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise Cancelled

    with pytest.raises(Cancelled):
        write_export(book, announce_export(book, ExportOrder()), io.BytesIO(), Path(), stop)
    assert told == [(0, 4)]


def test_a_cashier_cannot_export(cashier: Desk) -> None:
    for deed in (announce_export, count_export):
        with pytest.raises(Forbidden):
            deed(cashier, ExportOrder())
