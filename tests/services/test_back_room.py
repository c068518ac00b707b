"""The process beside this one: what it works out, and what happens when it cannot."""

import io
import os
import pickle
import sys
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from shopdesk.services.back_room import BackRoom, serve

MANY = 1 << 20


def whose(given: int) -> tuple[int, int]:
    return given, os.getpid()


def dying_elsewhere(here: int, given: int) -> int:
    if os.getpid() != here and given == 1:
        os._exit(1)
    return -given


def test_another_process_answers_in_the_order_asked_and_goes_when_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit")  # nobody's business but the folder's
    monkeypatch.chdir(tmp_path)
    with BackRoom(whose, MANY) as room:
        said = [next(answers) for answers in [room.each(count())] for _ in range(9)]
        process = room._process
    assert [(given, answer) for given, (answer, _) in said] == [(each, each) for each in range(9)]
    assert said[0][1][1] == process.pid != os.getpid()
    assert process.returncode is not None


def test_whoever_uses_what_is_made_slowly_has_all_of_it_made_elsewhere() -> None:
    made = []
    with BackRoom(whose, MANY) as room:
        for (_, (_, process)), _ in zip(room.each(count()), range(20), strict=False):
            room._listening.submit(int).result()  # until all that was asked for is there
            made.append(process)
    # The first ones were made here, while it started.
    assert set(made[5:]) == {room._process.pid}


def test_what_a_process_took_along_is_done_here() -> None:
    with BackRoom(partial(dying_elsewhere, os.getpid()), MANY) as room:
        assert list(room.each(range(6))) == [(each, -each) for each in range(6)]


def test_what_cannot_be_handed_over_is_done_here() -> None:
    with BackRoom(type, MANY) as room:
        ((_, made),) = room.each([lambda: 1])
    assert made is type(lambda: 1)


def test_a_few_are_done_here_at_once() -> None:
    with BackRoom(whose, 10) as room:
        assert list(room.each([7])) == [(7, (7, os.getpid()))]


def test_it_ends_when_nobody_is_there_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answered = io.BytesIO(pickle.dumps(abs) + pickle.dumps(-5)), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=asked))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=answered))
    serve()
    assert pickle.loads(answered.getvalue()) == 5  # noqa: S301  made above
