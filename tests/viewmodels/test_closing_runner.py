"""What is looked at for a while: once it is closed, nobody waits for answers any more."""

import pytest

from shopdesk.errors import Cancelled
from shopdesk.viewmodels.closing_runner import ClosingRunner
from shopdesk.viewmodels.ports import Lane
from tests.viewmodels.waiting_runner import WaitingRunner


def asked(lane: Lane, *, closed: bool) -> list[str]:
    waiting, told = WaitingRunner(), list[str]()
    runner = ClosingRunner(waiting)

    def work() -> str:
        told.append("worked")
        return "answered"

    runner.run(work, told.append, lambda error: told.append(error.code), lane)
    if closed:
        runner.close()
    waiting.go()
    return told


@pytest.mark.parametrize("lane", sorted(Lane))
def test_while_it_is_open_everything_is_answered(lane: Lane) -> None:
    assert asked(lane, closed=False) == ["worked", "answered"]


@pytest.mark.parametrize(
    ("lane", "told"), [(Lane.READ, []), (Lane.LATER, []), (Lane.WRITE, ["worked", "answered"])]
)
def test_a_question_is_dropped_once_it_is_closed_and_a_deed_is_done(lane: Lane, told: list[str]) -> None:
    assert asked(lane, closed=True) == told


def test_a_refusal_is_passed_on_while_somebody_listens() -> None:
    waiting, told = WaitingRunner(), list[str]()
    runner = ClosingRunner(waiting)

    def refuse() -> None:
        raise Cancelled

    for close in (False, True):
        runner.run(refuse, lambda _: None, lambda error: told.append(error.code))
        waiting.jobs.pop()()
        if not close:
            assert told == ["cancelled"]
            runner.close()
    assert told == ["cancelled"]
