"""Answers that are kept until something is written, by this window or another."""

from collections.abc import Collection, Iterator
from itertools import count

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.storage.kept import kept
from shopdesk.storage.touch_log import TouchLog

ANN = CustomerId(1)


def ask(desk: Desk, times: Iterator[int]) -> int:
    with desk.read() as session:
        return kept(session, "how often", lambda: next(times))


def test_an_answer_is_reckoned_anew_when_something_was_written(desk: Desk) -> None:
    times = count(1)
    assert [ask(desk, times) for _ in range(3)] == [1, 1, 1]
    add_customer(desk, RecordChange({"first_name": "Ann"}))
    assert [ask(desk, times) for _ in range(3)] == [2, 2, 2]


def test_an_answer_is_brought_up_to_date_for_whom_was_touched(desk: Desk) -> None:
    def names(reckoned: str) -> str:
        def renew(before: str, touched: Collection[CustomerId]) -> str:
            return f"{before}, again {sorted(touched)}"

        with desk.read() as session:
            return kept(session, "who", lambda: reckoned, renew)

    assert names("nobody") == "nobody"
    ann = add_customer(desk, RecordChange({"first_name": "Ann"})).id
    assert names("not asked") == names("not asked") == f"nobody, again [{ann}]"
    change_settings(desk, {"high_value_from": "5"})
    assert names("everybody") == "everybody"


def test_a_unit_of_work_which_may_be_rolled_back_keeps_nothing(desk: Desk) -> None:
    times = count(1)
    for _ in range(2):
        with desk.book.database.write() as session:
            kept(session, "how often", lambda: next(times))
    assert ask(desk, times) == 3


def test_only_a_few_answers_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopdesk.storage.kept._MOST", 2)
    with desk.read() as session:
        first = [kept(session, asked, object) for asked in "abc"]
        assert kept(session, "c", object) is first[2]
        assert kept(session, "a", object) is not first[0]


def test_what_another_window_wrote_leaves_a_gap() -> None:
    log = TouchLog()
    log.note(5, 6, frozenset({ANN}))
    log.note(6, 8, frozenset())
    assert [log.between(since, 8) for since in (5, 6, 8)] == [frozenset({ANN}), frozenset(), frozenset()]
    log.note(9, 10, frozenset({ANN}))
    assert [log.between(since, 10) for since in (5, 8, 9)] == [None, None, frozenset({ANN})]
    log.note(10, 11, None)
    assert log.between(9, 11) is None


def test_whom_too_many_touched_is_not_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopdesk.storage.touch_log._MOST", 2)
    log = TouchLog()
    log.note(0, 1, frozenset(map(CustomerId, range(3))))
    assert log.between(0, 1) is None
