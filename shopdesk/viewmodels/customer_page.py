"""What the pages of one customer share: read off the painting thread, late answers dropped, read again on changes."""

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from shopdesk.domain.account import CustomerId
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text

Found = TypeVar("Found")


class CustomerPageViewModel(ABC, Generic[Found]):
    """``count`` is for the page's badge, None until it was read; ``trouble`` says why it cannot be read."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self.customer = customer
        self.count: Observable[int | None] = Observable(None)
        self.trouble: Observable[str] = Observable("")
        self._asked = 0

    @abstractmethod
    def _read(self) -> Found:
        """Read what the page shows; blocks."""

    @abstractmethod
    def _show(self, found: Found) -> None:
        """Take what was read."""

    def load(self) -> None:
        """Read the page; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked = self._asked

        def done(found: Found) -> None:
            if asked == self._asked:
                self.trouble.value = ""
                self._show(found)

        self._runner.run(self._read, done, self._refused)

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer):
            self.load()

    def _refused(self, error: ShopDeskError) -> None:
        self.trouble.value = shop_text(self._desk).say(error)
