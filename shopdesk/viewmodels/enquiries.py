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
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import give_enquiry, move_enquiry, search_enquiries, take_back_step
from shopdesk.viewmodels.enquiry_words import STATUS_WORDS, EnquiryLine, line_of
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from shopdesk.viewmodels.work_list import (
    AT_ONCE,
    WorkFilters,
    WorkGroup,
    WorkListViewModel,
    WorkPicture,
    shown_words,
)
from shopdesk.wording import Worded, mark, tr

STAGE_WORDS = Worded(
    {
        EnquiryStage.OPEN: "Open",
        EnquiryStage.NEW: "New",
        EnquiryStage.CONTACTED: "Contacted",
        EnquiryStage.BOOKED: "Booked",
        EnquiryStage.ENDED: "Ended",
    },
    sense="requests",
)
_NOTHING = mark(
    "Nobody waits for anything. Write down what is asked for at the counter or the "
    "telephone, or bring in the file of your web shop’s form."
)
_NONE_FITS = mark("No request fits. Take a filter away, or look among those that have ended.")


@dataclass(frozen=True, slots=True)
class EnquiryFilters(WorkFilters[EnquiryKind]):
    """What the page is narrowed to; ``words`` stand in what is shown."""

    stage: EnquiryStage = EnquiryStage.OPEN
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything open would be left out."""
        return self != EnquiryFilters(shown=self.shown)


class EnquiriesViewModel(WorkListViewModel[EnquiryList, EnquiryFilters, EnquiryLine, EnquiryStage]):
    """``badge`` counts what is open."""

    def __init__(self, desk: Desk, runner: Runner, undo_list: UndoList) -> None:
        super().__init__(desk, runner, undo_list, EnquiryFilters())

    def show_stage(self, stage: EnquiryStage) -> None:
        """Show all that are open, one step of the way, or those that have ended."""
        self._narrow(replace(self.filters.value, stage=stage, shown=AT_ONCE))

    def search(self, words: str) -> None:
        """Show those in which every word stands."""
        if words.strip() != self.filters.value.words:
            self._narrow(replace(self.filters.value, words=words.strip(), shown=AT_ONCE))

    def show_all_open(self) -> None:
        """Show everything that is open, whatever it was narrowed to."""
        self._narrow(EnquiryFilters())

    def move(self, line: EnquiryLine, status: EnquiryStatus) -> None:
        """Say that it is so far now, one that is booked apart: that asks for its day."""
        desk, before = self._desk, line.enquiry
        undoable = Undoable(
            lambda: take_back_step(desk, before.id, before.status, before.booked_on),
            tr("Back where it was: {title}.", title=line.title),
        )
        said = f"{STATUS_WORDS[status]}: {line.title}."
        self._step(lambda: move_enquiry(desk, before.id, status), said, undoable)

    def give(self, line: EnquiryLine, customer: CustomerId) -> None:
        """Say whose it is."""
        desk, enquiry = self._desk, line.enquiry.id

        def done(found: Enquiry) -> None:
            name = shop_text(desk).name(found.full_name)
            self.tell(Notice(tr("It is {name}’s request now: {title}.", name=name, title=line.title)))

        self._runner.run(lambda: give_enquiry(desk, enquiry, customer), done, self._refuse, Lane.WRITE)

    def _question(self) -> Callable[[], EnquiryList]:
        desk, filters = self._desk, self.filters.value
        mine = desk.staff.id if filters.mine else None
        query = EnquiryQuery(filters.stage, filters.kind, mine, filters.words, filters.shown)
        return lambda: search_enquiries(desk, query)

    def _read_badge(self) -> int:
        return search_enquiries(self._desk, EnquiryQuery(limit=0)).counts[EnquiryStage.OPEN]

    def _pictured(self, found: EnquiryList, text: ShopText) -> WorkPicture[EnquiryLine, EnquiryStage]:
        lines = [line_of(each, text) for each in found.items]
        searched = "" if found.is_whole else tr(" · only the newest that have ended were searched")
        return WorkPicture(
            _grouped(lines),
            tuple((stage, f"{said} {_count(found, stage, text)}") for stage, said in STAGE_WORDS.items()),
            f"{shown_words(lines, found.total, text)}{searched}",
            found.total - len(lines),
            tr(_NONE_FITS) if self.filters.value.is_narrowed else tr(_NOTHING),
        )


def _count(found: EnquiryList, stage: EnquiryStage, text: ShopText) -> str:
    more = "+" if found.ended_more and stage is EnquiryStage.ENDED else ""
    return f"{text.count(found.counts[stage])}{more}"


def _grouped(lines: list[EnquiryLine]) -> tuple[WorkGroup[EnquiryLine], ...]:
    headings = {
        STAGE_WORDS[EnquiryStage.NEW]: {EnquiryStatus.NEW},
        STAGE_WORDS[EnquiryStage.CONTACTED]: {EnquiryStatus.CONTACTED},
        STAGE_WORDS[EnquiryStage.BOOKED]: {EnquiryStatus.BOOKED},
        tr("Ended, the newest first"): set(EnquiryStatus),
    }
    groups, rest = [], lines
    for heading, states in headings.items():
        here = tuple(line for line in rest if line.enquiry.status in states)
        rest = [line for line in rest if line.enquiry.status not in states]
        groups += [WorkGroup(heading, here)] if here else []
    return tuple(groups)
