"""The Requests page: what customers ask for, step by step, and what somebody does about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import (
    Enquiry,
    EnquiryKind,
    EnquiryList,
    EnquiryQuery,
    EnquiryStage,
    EnquiryStatus,
)
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import give_enquiry, move_enquiry, search_enquiries, take_back_step
from shopdesk.viewmodels.enquiry_words import STATUS_WORDS, EnquiryLine, line_of
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.undo_list import Undoable, UndoList

AT_ONCE = 40
"""Rows that are shown until more are asked for."""
STAGE_WORDS = {
    EnquiryStage.OPEN: "Open",
    EnquiryStage.NEW: "New",
    EnquiryStage.CONTACTED: "Contacted",
    EnquiryStage.BOOKED: "Booked",
    EnquiryStage.ENDED: "Ended",
}
_NOTHING = (
    "Nobody waits for anything. Write down what is asked for at the counter or the telephone, "
    "or bring in the file of your web shop’s form."
)
_NONE_FITS = "No request fits. Take a filter away, or look among those that have ended."


@dataclass(frozen=True, slots=True)
class EnquiryFilters:
    """What the page is narrowed to; no kind means every kind."""

    stage: EnquiryStage = EnquiryStage.OPEN
    kind: EnquiryKind | None = None
    mine: bool = False
    words: str = ""
    shown: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class EnquiryGroup:
    """Lines under one heading."""

    heading: str
    lines: tuple[EnquiryLine, ...]


@dataclass(frozen=True, slots=True)
class EnquiriesPicture:
    """What the page shows; ``tabs`` are the stages with their counts, ``more`` how many are not shown yet.

    ``nothing`` says what to do where there is no line.
    """

    groups: tuple[EnquiryGroup, ...]
    tabs: tuple[tuple[EnquiryStage, str], ...]
    foot: str
    more: int
    nothing: str


class EnquiriesViewModel:
    """``picture`` is None until the first load; ``badge`` counts what is open, for the rail."""

    def __init__(self, desk: Desk, runner: Runner, undo_list: UndoList) -> None:
        self._desk = desk
        self._runner = runner
        self._undo_list = undo_list
        self.filters: Observable[EnquiryFilters] = Observable(EnquiryFilters())
        self.picture: Observable[EnquiriesPicture | None] = Observable(None)
        self.badge: Observable[int] = Observable(0)
        self.notice: Observable[Notice | None] = Observable(None)
        self.last: Undoable | None = None
        self._latest = LatestAnswer(runner, self._question, self._answered, self._refuse)
        self._is_watched = False
        self._is_stale = True

    def watch(self, *, watched: bool) -> None:
        """Follow the requests while somebody looks."""
        self._is_watched = watched
        if watched and self._is_stale:
            self.load()

    def on_changes(self, changes: Changes) -> None:
        """Look again after anything changed: the page while somebody looks, and the badge."""
        if changes.concern_anybody():
            self._is_stale = True
            if self._is_watched:
                self.load()
            self.load_badge()

    def load_badge(self) -> None:
        """Count what is open."""
        desk = self._desk

        def done(found: EnquiryList) -> None:
            self.badge.value = found.counts[EnquiryStage.OPEN]

        self._runner.run(lambda: search_enquiries(desk, EnquiryQuery(limit=0)), done, _ignore)

    def load(self) -> None:
        """Read the requests; a late answer to an earlier question is dropped."""
        self._is_stale = False
        self._latest.ask()

    def show_stage(self, stage: EnquiryStage) -> None:
        """Show all that are open, one step of the way, or those that have ended."""
        self._narrow(replace(self.filters.value, stage=stage, shown=AT_ONCE))

    def narrow(self, kind: EnquiryKind | None) -> None:
        """Show one kind, or every kind."""
        self._narrow(replace(self.filters.value, kind=kind, shown=AT_ONCE))

    def show_mine(self, *, mine: bool) -> None:
        """Show what this person took up last, or everybody's."""
        self._narrow(replace(self.filters.value, mine=mine, shown=AT_ONCE))

    def search(self, words: str) -> None:
        """Show those in which every word stands."""
        if words.strip() != self.filters.value.words:
            self._narrow(replace(self.filters.value, words=words.strip(), shown=AT_ONCE))

    def show_more(self) -> None:
        """Show more of the same list."""
        self._narrow(replace(self.filters.value, shown=self.filters.value.shown + AT_ONCE))

    def show_all_open(self) -> None:
        """Show everything that is open, whatever it was narrowed to."""
        self._narrow(EnquiryFilters())

    def move(self, line: EnquiryLine, status: EnquiryStatus) -> None:
        """Say that it is so far now, one that is booked apart: that asks for its day."""
        desk, before = self._desk, line.enquiry
        said = f"{STATUS_WORDS[status]}: {line.title}."

        def done(_: Enquiry) -> None:
            self.last = Undoable(
                lambda: take_back_step(desk, before.id, before.status, before.booked_on),
                f"Back where it was: {line.title}.",
            )
            self._undo_list.push(self.last)
            self.notice.value = Notice(said, can_undo=True)

        self._runner.run(lambda: move_enquiry(desk, before.id, status), done, self._refuse, Lane.WRITE)

    def give(self, line: EnquiryLine, customer: CustomerId) -> None:
        """Say whose it is."""
        desk, enquiry = self._desk, line.enquiry.id

        def done(found: Enquiry) -> None:
            name = shop_text(desk).name(found.full_name)
            self.notice.value = Notice(f"It is {name}’s request now: {line.title}.")

        self._runner.run(lambda: give_enquiry(desk, enquiry, customer), done, self._refuse, Lane.WRITE)

    def undo(self) -> None:
        """Take the last step back."""
        if self.last is not None:
            deed, self.last = self.last, None
            self._undo_list.forget(deed)
            self._runner.run(deed.undo, lambda _: self.tell(Notice(deed.undone)), self._refuse, Lane.WRITE)

    def tell(self, notice: Notice) -> None:
        """Say something in the page's banner."""
        self.notice.value = notice

    def _narrow(self, filters: EnquiryFilters) -> None:
        self.filters.value = filters
        self.load()

    def _question(self) -> Callable[[], EnquiryList]:
        desk, filters = self._desk, self.filters.value
        mine = desk.staff.id if filters.mine else None
        query = EnquiryQuery(filters.stage, filters.kind, mine, filters.words, filters.shown)
        return lambda: search_enquiries(desk, query)

    def _answered(self, found: EnquiryList) -> None:
        self.picture.value = _pictured(found, self.filters.value, shop_text(self._desk))

    def _refuse(self, error: ShopDeskError) -> None:
        self.notice.value = Notice(shop_text(self._desk).say(error), "danger")


def _pictured(found: EnquiryList, filters: EnquiryFilters, text: ShopText) -> EnquiriesPicture:
    lines = [line_of(each, text) for each in found.items]
    more = found.total - len(lines)
    shown = f"{text.count(len(lines))} of {text.count(found.total)}" if more else text.count(len(lines))
    searched = "" if found.is_whole else " · only the newest that have ended were searched"
    is_narrowed = filters.kind is not None or filters.mine or bool(filters.words)
    is_narrowed |= filters.stage is not EnquiryStage.OPEN
    return EnquiriesPicture(
        _grouped(lines),
        tuple((stage, f"{said} {_count(found, stage, text)}") for stage, said in STAGE_WORDS.items()),
        f"{shown} shown{searched}",
        more,
        _NONE_FITS if is_narrowed else _NOTHING,
    )


def _count(found: EnquiryList, stage: EnquiryStage, text: ShopText) -> str:
    more = "+" if found.ended_more and stage is EnquiryStage.ENDED else ""
    return f"{text.count(found.counts[stage])}{more}"


def _grouped(lines: list[EnquiryLine]) -> tuple[EnquiryGroup, ...]:
    headings = {
        "New": {EnquiryStatus.NEW},
        "Contacted": {EnquiryStatus.CONTACTED},
        "Booked": {EnquiryStatus.BOOKED},
        "Ended, the newest first": set(EnquiryStatus),
    }
    groups, rest = [], lines
    for heading, states in headings.items():
        here = tuple(line for line in rest if line.enquiry.status in states)
        rest = [line for line in rest if line.enquiry.status not in states]
        groups += [EnquiryGroup(heading, here)] if here else []
    return tuple(groups)


def _ignore(_: ShopDeskError) -> None:
    """Say nothing: whoever opens the page is told why it cannot be read."""
