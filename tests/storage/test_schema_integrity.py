"""A table, guard, index or view that is not as a new shop has it is found, named, and laid anew where that is safe."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from shopdesk.domain.account import CustomerId
from shopdesk.errors import Damaged
from shopdesk.services.backups import make_backup, restore_backup
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import repair, verify
from shopdesk.shop import open_shop
from shopdesk.storage.schema import laid_now, standing_in
from tests.conftest import PASSPHRASE
from tests.tampering import harm

GUARDS = {
    "DROP TRIGGER sale_no_update": "the trigger sale_no_update is missing",
    "DROP INDEX sale_by_day": "the index sale_by_day is missing",
    "DROP VIEW sale_spent_now": "the view sale_spent_now is missing",
    "CREATE TRIGGER sly AFTER INSERT ON sale BEGIN DELETE FROM parked_sale; END": (
        "the trigger sly is not the program's"
    ),
    "CREATE VIEW everybody AS SELECT * FROM customer": "the view everybody is not the program's",
}
UNREAD = "not looked at: what it reads is not there"
TABLES = {
    "DROP TABLE parked_sale": "the table parked_sale is missing",
    "CREATE TABLE hidden (amount INTEGER) STRICT": "the table hidden is not the program's",
    "ALTER TABLE note ADD COLUMN more TEXT": "the table note was changed",
}


@pytest.mark.parametrize("harmful", GUARDS)
def test_a_guard_that_is_not_the_programs_is_named_and_laid_anew(desk: Desk, harmful: str) -> None:
    harm(desk, harmful)
    report = verify(desk)
    found = {check.name: check.problems for check in report.checks if not check.ok}
    assert found.pop("guards") == (GUARDS[harmful],)
    assert {problem for problems in found.values() for problem in problems} <= {UNREAD}
    repair(desk, "guards", report)
    assert verify(desk).ok


def test_a_guard_that_was_weakened_is_as_it_was_after_the_repair(desk: Desk, marai: CustomerId) -> None:
    weak = (
        "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN 0 BEGIN SELECT RAISE(ABORT, ''); END"
    )
    harm(desk, "DROP TRIGGER journal_no_update", weak)
    repair(desk, "guards", verify(desk))
    with desk.read() as session:
        assert set(standing_in(session).items()) == set(laid_now().items())
    with pytest.raises(DatabaseError):
        harm(desk, "UPDATE journal SET subject = ''")
    with pytest.raises(DatabaseError, match="not authorized"), desk.book.database.write() as session:
        session.exec_driver_sql("DROP TRIGGER journal_no_update")


def test_what_is_restored_has_its_guards_again(desk: Desk, tmp_path: Path) -> None:
    harm(desk, "DROP TRIGGER sale_no_update")
    restored = restore_backup(make_backup(desk.book).path, PASSPHRASE, tmp_path / "restored")
    with open_shop(restored.folder, PASSPHRASE) as shop:
        assert verify(shop.desk).ok


@pytest.mark.parametrize("harmful", TABLES)
def test_a_table_that_is_not_the_programs_is_named_and_left_alone(desk: Desk, harmful: str) -> None:
    harm(desk, harmful, "DROP TRIGGER sale_no_update")
    report = verify(desk)
    found = {check.name: check.problems for check in report.checks}
    assert TABLES[harmful] in found["tables"]
    with pytest.raises(Damaged) as refused:
        repair(desk, "guards", report)
    assert refused.value.parameters["what"] == "tables"


def test_an_index_that_the_rows_do_not_fit_any_more_is_not_laid(desk: Desk, marai: CustomerId) -> None:
    ann = add_customer(desk, RecordChange({"first_name": "Ann"})).id
    twins = f"UPDATE customer SET card_code = 'twice' WHERE id IN ({marai}, {ann})"
    harm(desk, "DROP INDEX customer_card", twins)
    with pytest.raises(Damaged) as refused:
        repair(desk, "guards", verify(desk))
    assert refused.value.parameters["what"] == "guards"
