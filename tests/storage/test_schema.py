"""The schema: as the tables say, strict everywhere, up and down and up again, and growing only."""

import shutil
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from shopdesk.domain.account import CustomerId
from shopdesk.domain.ageing import Ageing
from shopdesk.errors import NewerFormat
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import get_customer, list_tags
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import verify
from shopdesk.shop import Shop, open_shop
from shopdesk.storage import schema
from shopdesk.storage.database import Database
from shopdesk.storage.tables import metadata
from shopdesk.viewmodels.timeline import load_timeline
from tests.conftest import PASSPHRASE, StandingClock
from tests.storage.conftest import KeyedFolder
from tests.storage.golden.make import put_things_right, tell_a_story

GOLDEN = Path(__file__).parent / "golden"
RELEASED = sorted(path.name for path in GOLDEN.iterdir() if (path / "shop.db").exists())
CHANGES = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
]
EVENTS = [
    "sale",
    "sale_line",
    "debt_payment",
    "account_adjustment",
    "allocation",
    "allocation_release",
    "sale_correction",
    "sale_refund",
    "sale_refund_line",
    "transfer",
    "dispute",
    "dispute_end",
    "promise",
    "sale_points",
    "points_entry",
    "statement",
    "day_close",
    "request",
    "journal",
]


@pytest.fixture
def empty(fast_keys: KeyedFolder) -> Database:
    """Make a database without tables; the caller's test closes it."""
    return Database.create(fast_keys.folder, fast_keys.keys)


def shape(database: Database) -> list[tuple[str, ...]]:
    with database.read() as session:
        rows = session.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name <> 'alembic_version' ORDER BY 1, 2"
        )
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("table", metadata.tables.values(), ids=metadata.tables)
def test_a_table_has_the_columns_that_the_program_names(desk: Desk, table: Table) -> None:
    with desk.read() as session:
        found = session.exec_driver_sql(f"PRAGMA table_info({table.name})").fetchall()
    assert [(row[1], row[2], row[5] > 0) for row in found] == [
        (column.name, str(column.type), column.primary_key) for column in table.columns
    ]


def test_every_table_is_strict_and_named_in_the_program(desk: Desk) -> None:
    with desk.read() as session:
        tables = session.exec_driver_sql("PRAGMA table_list").fetchall()
    ours = {
        row[1]: row[5]
        for row in tables
        if row[2] == "table" and not row[1].startswith(("sqlite_", "alembic_"))
    }
    assert set(ours) == set(metadata.tables)
    assert {name for name, strict in ours.items() if not strict} == set()


def test_head_is_the_head_of_the_revisions() -> None:
    assert ScriptDirectory.from_config(schema.migration_config()).get_heads() == [schema.HEAD]


def test_up_down_and_up_again_is_the_same_and_down_leaves_nothing(empty: Database) -> None:
    schema.upgrade(empty, schema.HEAD)
    first = shape(empty)
    schema.downgrade(empty, "base")
    assert [row for row in shape(empty) if not row[1].startswith("sqlite_")] == []
    schema.upgrade(empty, schema.HEAD)
    assert shape(empty) == first
    assert schema.bring_up_to_date(empty) is False
    empty.close()


def test_a_revision_that_breaks_off_leaves_the_file_as_it_was(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shape(empty)
    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.get_bind", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            schema.upgrade(empty, schema.HEAD)
    assert shape(empty) == before
    assert schema.bring_up_to_date(empty) is True
    empty.close()


def test_a_newer_format_is_refused_by_name(shop: Shop, shop_folder: Path) -> None:
    with shop.desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    shop.close()
    with pytest.raises(NewerFormat) as refused:
        open_shop(shop_folder, PASSPHRASE)
    assert refused.value.parameters == {"found": "0999", "known": schema.HEAD}


@pytest.mark.parametrize("revision", RELEASED)
def test_a_shop_of_every_released_schema_opens_with_all_that_was_in_it(revision: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOLDEN / revision, tmp_path / "shop"))
    clock = StandingClock()
    clock.forward(days=2)
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        desk, marai = shop.desk, CustomerId(1)
        record = get_customer(desk, marai)
        assert (record.debt_balance, record.record.allergies, record.record.is_vip) == (2_500, "nickel", True)
        assert [entry.ref for entry in load_timeline(desk, marai).entries] == [
            "S-00001",
            "P-00001",
            "A-00001",
        ]
        assert account_state(desk, marai).ageing == Ageing(not_due=2_500)
        assert list_tags(desk) == ("Bridal", "VIP")
        assert verify(desk).ok


def test_there_is_a_golden_shop_of_the_newest_schema() -> None:
    assert RELEASED[-1] == schema.HEAD


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", EVENTS)
def test_an_event_is_never_changed_deleted_or_replaced(desk: Desk, table: str, change: str) -> None:
    tell_a_story(desk)
    put_things_right(desk)
    with desk.book.database.maintenance() as connection:
        if table == "allocation_release":
            connection.exec_driver_sql("INSERT INTO allocation_release VALUES (1, 1, 1)")
        before = connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()
        assert before
        with pytest.raises(IntegrityError, match=f"{table} only grows"):
            connection.exec_driver_sql(change.format(table=table, column=before[0]._fields[0]))
        assert connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall() == before
