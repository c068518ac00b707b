"""Statements for many, as the window asks for them: who, which kind, where to, how far, and who was skipped."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.segment import OwnSegment
from shopdesk.domain.staff import Deed
from shopdesk.domain.statement import Style
from shopdesk.errors import Cancelled, Forbidden, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.segments import list_segments
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.period import Period, days_of
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.statement_lines import LinesChoice
from shopdesk.viewmodels.statement_run import (
    Only,
    Recipient,
    RunOrder,
    Skipped,
    StatementRun,
    chosen,
    count_recipients,
    recipients,
)
from shopdesk.wording import Worded, tr, tr_count

CHOSEN = "chosen"
_MORE = tuple(segment for segment in Segment if segment not in {Segment.DEBTORS, Segment.OVERDUE})
_REASONS = Worded(
    {
        "nothing_to_show": "nothing happened in the period",
        "owes_nothing": "owes nothing",
        "stale_record": "something was entered meanwhile",
        "customer_archived": "archived",
    }
)


class Span(StrEnum):
    """The periods that a run offers."""

    SINCE_LAST = "since_last"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"


SPAN_WORDS = Worded(
    {
        Span.SINCE_LAST: "Since the last one",
        Span.THIS_MONTH: "This month",
        Span.LAST_MONTH: "Last month",
    }
)


class StatementBatchViewModel:
    """``counts`` tells how many each choice is for; ``why_not`` is empty for those who may.

    ``segments`` are further choices by their keys.
    """

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        prompter: Prompter,
        customers: tuple[CustomerId, ...] = (),
        chosen_lines: Observable[bool | None] | None = None,
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self._customers = customers
        self._half: tuple[RunOrder, frozenset[str]] | None = None
        self.why_not = "" if desk.staff.may(Deed.ISSUE_STATEMENTS) else sentence(Forbidden())
        self.choices: tuple[str, ...] = (*([CHOSEN] if customers else []), *(only.value for only in Only))
        self.who: Observable[str] = Observable(self.choices[0])
        self.span: Observable[Span] = Observable(Span.SINCE_LAST)
        self.style: Observable[Style] = Observable(Style.BALANCE_FORWARD)
        self.lines = LinesChoice(desk, chosen_lines)
        self.counts: Observable[dict[str, str]] = Observable({})
        self.segments: Observable[dict[str, Segment | OwnSegment]] = Observable({})
        self.work = LongWork()
        self.busy = self.work.busy
        self.error: Observable[str] = Observable("")
        self.result: Observable[str] = Observable("")
        self.skipped: Observable[tuple[str, ...]] = Observable(())

    def count(self) -> None:
        """Count the customers of each choice."""
        desk, text = self._desk, shop_text(self._desk)

        def work() -> tuple[dict[str, Segment | OwnSegment], dict[str, str]]:
            segments: dict[str, Segment | OwnSegment] = {f"segment {each.value}": each for each in _MORE}
            segments |= {f"segment {each.id}": each for each in list_segments(desk)}
            counts = {who: text.count(self._count(who)) for who in self.choices}
            return segments, counts | {
                who: text.count(count_recipients(desk, segment)) for who, segment in segments.items()
            }

        def done(answer: tuple[dict[str, Segment | OwnSegment], dict[str, str]]) -> None:
            self.segments.value, self.counts.value = answer

        self._runner.run(work, done, self._tell, Lane.LONG)

    def begin(self) -> None:
        """Ask for a folder and write the statements there."""
        if self.busy.value or self.why_not:
            return
        folder = self._prompter.folder_path(tr("Where the statements go"))
        if folder is None:
            return
        self.error.value = self.result.value = ""
        self.skipped.value = ()
        self.work.begin(tr("Writing statements"))
        desk, who, text = self._desk, self.who.value, shop_text(self._desk)
        order = self._order()
        run = StatementRun(desk, order, Path(folder))
        had: frozenset[str] = frozenset()
        if self._half is not None and self._half[0] == order:  # the other half of a run that was stopped
            had = self._half[1]

        def say(done: int, of: int) -> None:
            self.work.say(tr("Writing statements: {done} of {of}", done=text.count(done), of=text.count(of)))

        def done(_: None) -> None:
            self._half = None
            self._end(run)
            self.result.value = self._told(run)

        def failed(error: ShopDeskError) -> None:
            if isinstance(error, Cancelled):
                self._half = order, had | run.issued_to
                self._end(run)
                self._say_that_it_stopped(run)
            else:
                self._tell(error)

        def work() -> None:
            whom = self._whom(who, lambda: self.work.say(tr("Looking through the book")))
            run.carry_out(tuple(each for each in whom if customer_number(each.customer) not in had), say)

        # Not on the writer’s thread: a posting gets its turn between two units of work of the run.
        self._runner.run(work, done, failed, Lane.LONG)

    def stop(self) -> None:
        """Stop after the statement that is being written; those that are written stay."""
        self.work.stop()

    def _order(self) -> RunOrder:
        period = None if self.span.value is Span.SINCE_LAST else Period(self.span.value.value)
        first, last = (None, None) if period is None else days_of(period, self._desk.today())
        only_debts = self.who.value in {Only.DEBTORS, Only.OVERDUE}
        with_lines = self.lines.shown.value
        return RunOrder(first, last, self.style.value, only_debts=only_debts, with_lines=with_lines)

    def _count(self, who: str) -> int:
        return len(self._customers) if who == CHOSEN else count_recipients(self._desk, Only(who))

    def _whom(self, who: str, ask: Callable[[], None]) -> tuple[Recipient, ...]:
        if who == CHOSEN:
            return chosen(self._desk, self._customers, ask)
        return recipients(self._desk, self.segments.value.get(who) or Only(who), ask)

    def _say_that_it_stopped(self, run: StatementRun) -> None:
        self.work.stopped.value = tr(
            "Stopped: {papers}, and no file for the printer. Write again for the others: nobody gets one twice.",
            papers=self._counted(run),
        )

    def _end(self, run: StatementRun) -> None:
        self.work.end()
        self.skipped.value = tuple(map(_skipped, run.skipped))

    def _told(self, run: StatementRun) -> str:
        papers = self._counted(run)
        if run.printer_file is None:
            return f"{papers}."
        return tr(
            "{papers}, and all of them in “{name}”: print that file.",
            papers=papers,
            name=run.printer_file.name,
        )

    def _counted(self, run: StatementRun) -> str:
        return tr_count(
            "{count} statement written",
            "{count} statements written",
            run.written,
            count=shop_text(self._desk).count(run.written),
        )

    def _tell(self, error: ShopDeskError) -> None:
        self.work.end()
        self.error.value = shop_text(self._desk).say(error)


def _skipped(one: Skipped) -> str:
    return f"{one.number} {one.full_name}: {_REASONS.get(one.reason, one.reason.replace('_', ' '))}"
