"""Writing many rows in few statements."""

import pytest

from shopdesk.services.desk import Desk
from shopdesk.storage.session import insert_many, read_many


@pytest.mark.parametrize("count", [0, 1, 500, 501, 1_100])
def test_every_row_arrives_as_it_was(desk: Desk, count: int) -> None:
    given = [{"name": f"Branch {number}", "id": 100 + number} for number in range(count)]
    with desk.book.database.write() as session:
        insert_many(session, "location", given)
        found = read_many(session, "SELECT name, id FROM location WHERE id >= 100 ORDER BY id", ())
    assert found == [tuple(row.values()) for row in given]
