"""Going to the driver: rows arrive whole, the anchor hears of them, and a snapshot stays one."""

import os
from base64 import b64decode
from typing import Any

import pytest

from shopdesk.services.desk import Desk
from shopdesk.storage.anchor_file import AnchorFile, Seal
from shopdesk.storage.session import insert_many, insert_row, note_written, read_many, run


@pytest.mark.parametrize("count", [0, 1, 500, 501, 1_100])
def test_every_row_arrives_as_it_was(desk: Desk, count: int) -> None:
    given = [{"name": f"Branch {at}", "folded": f"branch {at}", "id": 100 + at} for at in range(count)]
    with desk.book.database.write() as session:
        insert_many(session, "location", given)
        found = read_many(session, "SELECT name, folded, id FROM location WHERE id >= 100 ORDER BY id", ())
    assert found == [tuple(row.values()) for row in given]


def test_what_went_straight_to_the_driver_stands_in_the_anchor_as_everything_does(desk: Desk) -> None:
    with desk.book.database.write() as session:
        insert_row(session, "location", {"id": 101, "name": "Harbour Street", "folded": "harbour street"})
        run(session, "UPDATE location SET name = ? WHERE id = ?", ("Quay", 101))
        run(session, "SELECT name FROM location").fetchall()
    written = newest_frame(desk)["writes"]
    assert [text.split()[0] for text, _ in written] == ["INSERT", "UPDATE"]
    assert [values for _, values in written] == [[101, "Harbour Street", "harbour street"], ["Quay", 101]]


@pytest.mark.parametrize("name", ["Quay", '{"b":"\\u0000"}', '{"b":"\0"}', "\0"])
def test_what_is_long_and_sealed_stands_in_the_anchor_whole_among_the_rest(desk: Desk, name: str) -> None:
    sealed = [os.urandom(length) for length in (4_095, 4_096, 70_000)]
    with desk.book.database.write() as session:
        note_written(session, "INSERT INTO paper VALUES", (name, *sealed, name))
        note_written(session, "INSERT INTO paper VALUES", (sealed[1],))
    whole, alone = (values for _, values in newest_frame(desk)["writes"])
    assert (whole[0], whole[-1]) == (name, name)
    assert [b64decode(value["b"]) for value in (*whole[1:-1], *alone)] == [*sealed, sealed[1]]


def test_what_is_read_straight_from_the_driver_is_one_snapshot(desk: Desk) -> None:
    with desk.book.database.read() as before:
        counted = run(before, "SELECT count(*) FROM location").fetchone()
        with desk.book.database.write() as session:
            insert_row(session, "location", {"id": 101, "name": "Harbour Street", "folded": "harbour street"})
        assert run(before, "SELECT count(*) FROM location").fetchone() == counted


def newest_frame(desk: Desk) -> dict[str, Any]:
    book = desk.book
    file = AnchorFile(book.folder.journal)
    try:
        *_, last = file.frames()
        return Seal(book.keys.anchor_key).open(file.header, last)
    finally:
        file.close()
