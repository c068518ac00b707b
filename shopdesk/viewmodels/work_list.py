"""A list of what is to be seen to: narrowed by kind and person, grown by pages, each step taken back."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, TypeVar

from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from shopdesk.viewmodels.watching import Watching
from shopdesk.wording import tr

AT_ONCE = 40
"""Rows that are shown until more are asked for."""

Kind = TypeVar("Kind")
Line = TypeVar("Line")
Tab = TypeVar("Tab")
Found = TypeVar("Found")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class WorkFilters(Generic[Kind]):
    """What the list is narrowed to; no kind means every kind."""

    kind: Kind | None = None
    mine: bool = False
    shown: int = AT_ONCE


class WorkGroup(NamedTuple, Generic[Line]):
    """Lines under one heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WorkPicture(Generic[Line, Tab]):
    """What the page shows; ``tabs`` have their counts, ``more`` is how many are not shown yet.

    ``nothing`` says what to do where there is no line.
    """

    groups: tuple[WorkGroup[Line], ...]
    tabs: tuple[tuple[Tab, str], ...]
    foot: str
    more: int
    nothing: str


Filters = TypeVar("Filters", bound=WorkFilters[Any])


class WorkListViewModel(Watching, Generic[Found, Filters, Line, Tab]):
    """``picture`` is None until the first load; ``badge`` counts what waits, for the rail."""

    def __init__(self, desk: Desk, runner: Runner, undo_list: UndoList, filters: Filters) -> None:
        self._desk = desk
        self._runner = runner
        self._undo_list = undo_list
        self.filters: Observable[Filters] = Observable(filters)
        self.picture: Observable[WorkPicture[Line, Tab] | None] = Observable(None)
        self.badge: Observable[int] = Observable(0)
        self.notice: Observable[Notice | None] = Observable(None)
        self._last: Undoable | None = None
        self._latest = LatestAnswer(runner, self._question, self._answered, self._refuse)

    @abstractmethod
    def _question(self) -> Callable[[], Found]:
        """Return what reads the list as it is narrowed now."""

    @abstractmethod
    def _pictured(self, found: Found, text: ShopText) -> WorkPicture[Line, Tab]:
        """Put what was read into words."""

    @abstractmethod
    def _read_badge(self) -> int:
        """Count what waits; blocks."""

    def on_changes(self, changes: Changes) -> None:
        """Look again after anybody changed: the page while somebody looks, and the badge."""
        if changes.concern_anybody():
            super().on_changes(changes)
            self.load_badge()

    def load_badge(self) -> None:
        """Count what waits; why that fails is told to whoever opens the page."""

        def done(count: int) -> None:
            self.badge.value = count

        self._runner.run(self._read_badge, done, _ignore)

    def load(self) -> None:
        """Read the list; a late answer to an earlier question is dropped."""
        self._is_stale = False
        self._latest.ask()

    def narrow(self, kind: Any) -> None:
        """Show one kind, or every kind."""
        self._narrow(replace(self.filters.value, kind=kind, shown=AT_ONCE))

    def show_mine(self, *, mine: bool) -> None:
        """Leave out what other people are to do, or show everybody's."""
        self._narrow(replace(self.filters.value, mine=mine, shown=AT_ONCE))

    def show_more(self) -> None:
        """Show more of the same list."""
        self._narrow(replace(self.filters.value, shown=self.filters.value.shown + AT_ONCE))

    def undo(self) -> None:
        """Take the last step back."""
        if self._last is not None:
            deed, self._last = self._last, None
            self._undo_list.forget(deed)
            self._runner.run(deed.undo, lambda _: self.tell(Notice(deed.undone)), self._refuse, Lane.WRITE)

    def tell(self, notice: Notice) -> None:
        """Say something in the page's banner, also when it was said just before."""
        self.notice.value = None
        self.notice.value = notice

    def _narrow(self, filters: Filters) -> None:
        self.filters.value = filters
        self.load()

    def _step(self, work: Callable[[], Done], said: str, undoable: Undoable) -> None:
        """Do something that can be taken back, and say so."""

        def done(_: Done) -> None:
            self._last = undoable
            self._undo_list.push(undoable)
            self.tell(Notice(said, can_undo=True))

        self._runner.run(work, done, self._refuse, Lane.WRITE)

    def _answered(self, found: Found) -> None:
        self.picture.value = self._pictured(found, shop_text(self._desk))

    def _refuse(self, error: ShopDeskError) -> None:
        self.tell(Notice(shop_text(self._desk).say(error), "danger"))


def shown_words(lines: Sequence[object], total: int, text: ShopText) -> str:
    """Say how many lines of how many are shown."""
    here = text.count(len(lines))
    return (
        tr("{here} shown", here=here)
        if total == len(lines)
        else tr("{here} of {total} shown", here=here, total=text.count(total))
    )


def _ignore(_: ShopDeskError) -> None:
    """Say nothing: whoever opens the page is told why it cannot be read."""
