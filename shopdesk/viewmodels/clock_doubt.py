"""A clock that stands oddly to the last entry: said once, and confirmed before the next posting."""

from datetime import datetime

from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import tr


class ClockDoubtViewModel:
    """``text`` is what to ask; empty while the clock is believed."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.text: Observable[str] = Observable("")

    def look(self) -> None:
        """Compare the clock with the last entry."""
        self._runner.run(self._desk.doubt_clock, self._show, _ignore)

    def confirm(self) -> None:
        """Take the clock as right."""
        self._desk.confirm_clock()
        self.text.value = ""

    def _show(self, last: datetime | None) -> None:
        self.text.value = "" if last is None else _words(self._desk, last)


def _words(desk: Desk, last: datetime) -> str:
    text = shop_text(desk)
    return tr(
        "The computer says that it is {today}, and the last entry is of {last}. If the date "
        "is wrong, set the computer’s clock first: nothing is entered until you say that it "
        "is right.",
        today=text.day(desk.today()),
        last=text.day(text.local_day(last)),
    )


def _ignore(_: ShopDeskError) -> None:
    """Say nothing: whoever works next is told why the file cannot be read."""
