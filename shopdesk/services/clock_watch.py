"""Whether the computer's clock can be believed, beside the newest entry and the time the computer has been running."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from shopdesk.clock import Clock

_JUMP = timedelta(days=1)
_SLACK = timedelta(hours=12)
"""A shop that was shut from Saturday noon last week may be so from Saturday morning this week."""
_LONGEST_SHUT = timedelta(days=7)


@dataclass
class ClockWatch:
    """Judges the clock of one opened shop.

    ``newest_then`` is when the newest entry was made as the shop was opened, ``shut_lately`` tells the longest time
    between two entries that followed one another until then: so long, and a little longer, the shop may be shut without
    a question. It is asked once, and only where the shop was shut for more than a day: the answer takes as long as a
    quarter of an opening.
    """

    clock: Clock
    newest_then: datetime | None
    shut_lately: Callable[[], timedelta] = timedelta
    is_confirmed: bool = False
    _opened: datetime = field(init=False)
    _ran: timedelta = field(init=False)

    def __post_init__(self) -> None:
        """Note when the shop is opened, by both clocks."""
        self._opened, self._ran = self.clock.now(), self.clock.running()

    def doubts(self, newest: datetime | None) -> datetime | None:
        """Return the entry that the clock stands oddly to, else None; ``newest`` is when the last one was made.

        Oddly: set back behind it by more than a day; set ahead by more than a day since the opening; or so far ahead at
        the opening that the shop would have been shut for longer than it ever is, or for more than a week.
        """
        if self.is_confirmed:
            return None
        now = self.clock.now()
        if newest is not None and newest - now > _JUMP:
            return newest
        opened = now - (self.clock.running() - self._ran)  # when that was, as the clock goes now
        if opened - self._opened > _JUMP:
            return self._opened
        then = self.newest_then
        was_shut = timedelta() if then is None else opened - then
        return then if was_shut > _JUMP and was_shut > self._usual else None

    @cached_property
    def _usual(self) -> timedelta:
        return max(_JUMP, min(self.shut_lately() + _SLACK, _LONGEST_SHUT))
