"""A runner whose work waits until the test lets it go on: for answers that come late."""

from collections.abc import Callable
from typing import TypeVar

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.ports import Lane

T = TypeVar("T")


class WaitingRunner:
    """Keeps jobs in the order they were asked for."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Keep the work."""
        del lane

        def job() -> None:
            try:
                result = work()
            except ShopDeskError as error:
                failed(error)
            else:
                done(result)

        self.jobs.append(job)

    def go(self) -> None:
        """Do everything that waits, and what that asks for."""
        while self.jobs:
            self.jobs.pop(0)()
