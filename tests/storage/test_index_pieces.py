"""The search indexes in one piece: brought together in steps while nobody writes, and found in as before."""

from collections.abc import Callable

import pytest

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import RecordChange, add_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import verify
from shopdesk.storage import index_pieces
from shopdesk.storage.session import read_many, run

_NAMES = ("Maria Haddad", "Jean Dupont", "Sinéad O'Brien", "Thi Ng", "Jo Rossi", "Ana Ruiz")


@pytest.fixture
def scattered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a shop whose customers lie each in a piece of their own."""
    monkeypatch.setattr(index_pieces, "_MANY", len(_NAMES) - 1)
    with desk.book.database.anchored() as (_, session):
        run(session, "INSERT INTO customer_search (customer_search, rank) VALUES ('automerge', 0)")
    for name in _NAMES:
        first, _, last = name.partition(" ")
        add_customer(desk, RecordChange({"first_name": first, "last_name": last}))
    desk.settle()
    return desk


def _pieces(desk: Desk) -> int:
    with desk.read() as session:
        return len(read_many(session, "SELECT DISTINCT segid FROM customer_search_idx", ()))


def _tidy(desk: Desk, between: Callable[[], object] = lambda: None) -> int:
    """Tidy until nothing is left to do, and return in how many steps."""
    desk.tidy()
    steps = 0
    while desk.tidy():
        desk.settle()
        steps += 1
        between()
    return steps


def test_many_pieces_become_one_and_everybody_is_found_as_before(scattered: Desk) -> None:
    assert _pieces(scattered) == len(_NAMES)
    before = [list_customers(scattered, CustomerQuery(search=name)).rows for name in (*_NAMES, "Hadda")]
    assert _tidy(scattered) > 0
    assert _pieces(scattered) == 1
    assert [
        list_customers(scattered, CustomerQuery(search=name)).rows for name in (*_NAMES, "Hadda")
    ] == before
    assert verify(scattered).ok


def test_it_takes_steps_and_each_leaves_the_shop_whole(
    scattered: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_pieces, "_PAGES", 1)
    found: list[int] = []
    steps = _tidy(
        scattered, lambda: found.append(list_customers(scattered, CustomerQuery(search="Haddad")).total)
    )
    assert found == [1] * steps
    assert _pieces(scattered) == 1


def test_neither_the_journal_nor_the_anchor_tell_of_it(scattered: Desk) -> None:
    anchor = scattered.book.folder.journal
    before = scattered.book.sequence, anchor.read_bytes()
    _tidy(scattered)
    assert (scattered.book.sequence, anchor.read_bytes()) == before
    assert not scattered.notice_others()


def test_whoever_writes_is_not_kept_waiting(scattered: Desk) -> None:
    scattered.tidy()
    add_customer(scattered, RecordChange({"first_name": "Mei"}))
    scattered.settle()
    assert not scattered.tidy()


def test_a_few_pieces_are_left_as_they_are(desk: Desk) -> None:
    add_customer(desk, RecordChange({"first_name": "Mei"}))
    desk.settle()
    assert _tidy(desk) == 0
