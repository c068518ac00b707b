"""The owner's segments: what each asks, how many customers it has, and letting one go."""

from dataclasses import dataclass

from shopdesk.domain.segment import OwnSegment, SegmentId
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.segments import count_customers_in, list_segments, remove_segment
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.segment_words import customers_counted, rules_words
from shopdesk.viewmodels.shop_text import shop_text


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A segment in words: its name, its rules as a sentence, and how many belong to it."""

    segment: OwnSegment
    name: str
    words: str
    count: str


class SegmentListViewModel:
    """``lines`` is None until they were read."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.lines: Observable[tuple[SegmentLine, ...] | None] = Observable(None)
        self.error: Observable[str] = Observable("")

    def load(self) -> None:
        """Read the segments and count whom they have."""
        desk = self._desk
        self._runner.run(lambda: _lines(desk), self._show, self._refuse)

    def on_changes(self, changes: Changes) -> None:
        """Look again after something was written."""
        if changes.concern_anybody():
            self.load()

    def remove(self, segment: SegmentId) -> None:
        """Let a segment go; its customers stay as they are."""
        desk = self._desk
        self._runner.run(
            lambda: remove_segment(desk, segment), lambda _: self.load(), self._refuse, Lane.WRITE
        )

    def _show(self, lines: tuple[SegmentLine, ...]) -> None:
        self.error.value = ""
        self.lines.value = lines

    def _refuse(self, error: ShopDeskError) -> None:
        self.error.value = shop_text(self._desk).say(error)


def _lines(desk: Desk) -> tuple[SegmentLine, ...]:
    text = shop_text(desk)
    return tuple(
        SegmentLine(
            each,
            each.name,
            rules_words(each.rules, text),
            customers_counted(count_customers_in(desk, each), text),
        )
        for each in list_segments(desk)
    )
