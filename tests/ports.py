"""The two ports as tests use them: work done at once on the same thread, and answers from a script."""

from collections.abc import Callable
from typing import TypeVar

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.ports import Lane

T = TypeVar("T")


class InlineRunner:
    """Does all work at once; ``lanes`` tells where it would have been done."""

    def __init__(self) -> None:
        self.lanes: list[Lane] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Do the work and call back before returning."""
        self.lanes.append(lane)
        try:
            result = work()
        except ShopDeskError as error:
            failed(error)
            return
        done(result)


class ScriptedPrompter:
    """Gives the answers it was given, in order; ``asked`` holds the questions."""

    def __init__(self, *answers: bool | str | None) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def confirm(self, question: str, yes: str) -> bool:
        """Answer the next question."""
        return bool(self._next(f"{question} [{yes}]"))

    def save_path(self, title: str, suggestion: str) -> str | None:
        """Answer with the next path."""
        return self._path(f"{title}: {suggestion}")

    def open_path(self, title: str, pattern: str) -> str | None:
        """Answer with the next path."""
        return self._path(f"{title}: {pattern}")

    def folder_path(self, title: str) -> str | None:
        """Answer with the next path."""
        return self._path(title)

    def _next(self, question: str) -> bool | str | None:
        self.asked.append(question)
        assert self._answers, f"nobody scripted an answer to: {question}"
        return self._answers.pop(0)

    def _path(self, question: str) -> str | None:
        answer = self._next(question)
        return None if answer is None else str(answer)
