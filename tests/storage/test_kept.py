"""Answers that are kept until something is written, by this window or another."""

from collections.abc import Iterator
from itertools import count

import pytest

from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.storage.kept import kept


def ask(desk: Desk, times: Iterator[int], *, writing: bool = False) -> int:
    with desk.book.database.write() if writing else desk.read() as session:
        return kept(session, "how often", lambda: next(times))


def test_an_answer_is_reckoned_anew_when_something_was_written(desk: Desk) -> None:
    times = count(1)
    assert [ask(desk, times) for _ in range(3)] == [1, 1, 1]
    add_customer(desk, RecordChange({"first_name": "Ann"}))
    assert [ask(desk, times) for _ in range(3)] == [2, 2, 2]


def test_a_unit_of_work_which_may_be_rolled_back_keeps_nothing(desk: Desk) -> None:
    times = count(1)
    assert [ask(desk, times, writing=True) for _ in range(2)] == [1, 2]
    assert ask(desk, times) == 3


def test_only_a_few_answers_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopdesk.storage.kept._MOST", 2)
    with desk.read() as session:
        first = [kept(session, asked, object) for asked in "abc"]
        assert kept(session, "c", object) is first[2]
        assert kept(session, "a", object) is not first[0]
