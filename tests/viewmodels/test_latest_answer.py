"""Asking again with every key press: only the newest question is answered."""

from collections.abc import Callable

from shopdesk.errors import NotFound, ShopDeskError
from shopdesk.viewmodels.latest_answer import LatestAnswer
from tests.viewmodels.waiting_runner import WaitingRunner


class Typing:
    """Asks for the length of what is typed; ``seen`` is what was answered."""

    def __init__(self) -> None:
        self.runner = WaitingRunner()
        self.typed = ""
        self.seen: list[int | str] = []
        self.latest = LatestAnswer(self.runner, self._question, self.seen.append, self._refuse)

    def type(self, typed: str) -> None:
        self.typed = typed
        self.latest.ask()

    def _question(self) -> Callable[[], int] | None:
        typed = self.typed
        return (lambda: _length(typed)) if typed else None

    def _refuse(self, error: ShopDeskError) -> None:
        self.seen.append(error.code)


def _length(typed: str) -> int:
    if typed == "?":
        raise NotFound
    return len(typed)


def test_of_questions_that_come_while_one_is_asked_only_the_last_is_answered() -> None:
    typing = Typing()
    for typed in ("a", "ab", "abc"):
        typing.type(typed)
    assert len(typing.runner.jobs) == 1
    typing.runner.go()
    assert typing.seen == [3]


def test_a_late_refusal_is_dropped_and_the_last_one_told() -> None:
    typing = Typing()
    typing.type("?")
    typing.type("ab")
    typing.runner.go()
    typing.type("?")
    typing.runner.go()
    assert typing.seen == [2, "not_found"]


def test_what_cannot_be_asked_ends_in_silence_and_the_next_is_asked() -> None:
    typing = Typing()
    typing.type("a")
    typing.type("")
    typing.runner.go()
    typing.type("ab")
    typing.runner.go()
    assert typing.seen == [2]
