"""Asking again with every key press: one question at a time, and of those that come meanwhile only the latest."""

from collections.abc import Callable
from typing import Generic, TypeVar

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.ports import Runner

T = TypeVar("T")


class LatestAnswer(Generic[T]):
    """Asks on the reader's thread what ``question`` returns, unless that is None; a late answer is dropped."""

    def __init__(
        self,
        runner: Runner,
        question: Callable[[], Callable[[], T] | None],
        show: Callable[[T], None],
        refuse: Callable[[ShopDeskError], None],
    ) -> None:
        self._runner = runner
        self._question = question
        self._show = show
        self._refuse = refuse
        self._is_asking = False
        self._ask_again = False

    def ask(self) -> None:
        """Ask now, or when the question that is under way has its answer."""
        if self._is_asking:
            self._ask_again = True
            return
        question = self._question()
        if question is None:
            return
        self._is_asking = True
        self._runner.run(question, self._answered, self._refused)

    def _answered(self, answer: T) -> None:
        if not self._asked_again():
            self._show(answer)

    def _refused(self, error: ShopDeskError) -> None:
        if not self._asked_again():
            self._refuse(error)

    def _asked_again(self) -> bool:
        """Ask what was asked meanwhile, and tell whether something was."""
        self._is_asking = False
        again, self._ask_again = self._ask_again, False
        if again:
            self.ask()
        return again
