"""A runner for what is looked at for a while: once that is closed, nobody waits for answers any more."""

from collections.abc import Callable
from typing import TypeVar

from shopdesk.errors import Cancelled, ShopDeskError
from shopdesk.viewmodels.ports import Lane, Runner

T = TypeVar("T")


class ClosingRunner:
    """Questions that still wait when it is closed are not asked; what was to be written or saved goes its way."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._closed = False

    def close(self) -> None:
        """Drop what was asked for and is not answered."""
        self._closed = True

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Do the work in its lane and call back, unless it is a question and this was closed meanwhile."""
        if lane not in {Lane.READ, Lane.LATER}:
            self._runner.run(work, done, failed, lane)
            return

        def ask() -> T:
            if self._closed:
                raise Cancelled
            return work()

        def answered(answer: T) -> None:
            if not self._closed:
                done(answer)

        def refused(error: ShopDeskError) -> None:
            if not self._closed:
                failed(error)

        self._runner.run(ask, answered, refused, lane)
