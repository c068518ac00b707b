"""Making the demo shop: how far it is, and stopping it."""

from collections.abc import Callable

from shopdesk.errors import Cancelled, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import tr

Make = Callable[[Callable[[int, int], None]], None]
"""Makes the demo shop and tells how many steps of how many are done."""


class DemoViewModel:
    """Makes the demo shop off the painting thread; ``ready`` becomes true once it lies there."""

    def __init__(self, make: Make, runner: Runner) -> None:
        self._make = make
        self._runner = runner
        self.work = LongWork()
        self.percent: Observable[int] = Observable(0)
        self.ready: Observable[bool] = Observable(value=False)
        self.trouble: Observable[str] = Observable("")
        self._share = 0

    def make(self) -> None:
        """Begin."""
        self.work.begin(tr("Inventing customers, and three years of sales and payments."))

        def done(_: None) -> None:
            self.percent.value = 100
            self.ready.value = True

        def failed(error: ShopDeskError) -> None:
            if not isinstance(error, Cancelled):
                self.trouble.value = sentence(error)

        self._runner.run(lambda: self._make(self._say), done, failed, Lane.WRITE)

    def poll(self) -> None:
        """Show how far it is; on the painting thread."""
        self.percent.value = self._share
        self.work.poll()

    def _say(self, at: int, of: int) -> None:
        self._share = 100 * at // max(1, of)
        self.work.say(tr("{at} of {of} entries in its book.", at=at, of=of))
