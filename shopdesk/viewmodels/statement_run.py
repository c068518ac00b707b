"""Statements for many at once: one PDF for each, one of all of them for the printer, and who was skipped."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer_list import CustomerQuery, Segment, Sort
from shopdesk.domain.segment import OwnSegment
from shopdesk.domain.staff import Deed
from shopdesk.domain.statement import Statement, Style
from shopdesk.errors import DiskFull, InvalidDate, InvalidValue, ShopDeskError, StaleRecord
from shopdesk.formatting import file_name
from shopdesk.services.customers import get_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.drawing_room import DrawingRoom
from shopdesk.services.segments import count_customers_in
from shopdesk.services.statements import IssuedStatement, issue, issue_all
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.statement import build_statement
from shopdesk.wording import tr

if TYPE_CHECKING:
    from shopdesk.services.statements import Draw

_PAGE = 1000
AT_ONCE = 16
"""How many are issued in a unit of work: a quarter of a second for which a posting may have to wait."""


class Only(StrEnum):
    """Whom a run is for."""

    DEBTORS = "debtors"
    OVERDUE = "overdue"
    ALL = "all"


_SEGMENTS = {Only.DEBTORS: Segment.DEBTORS, Only.OVERDUE: Segment.OVERDUE, Only.ALL: None}


class Recipient(NamedTuple):
    """A customer of a run."""

    customer: CustomerId
    full_name: str


class _Draft(NamedTuple):
    recipient: Recipient
    statement: Statement


class Skipped(NamedTuple):
    """Who got no statement; ``reason`` is ``nothing_to_show``, ``owes_nothing`` or the code of an error."""

    number: str
    full_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunOrder:
    """Which statements; ``from_on`` None continues each customer's last one, ``to_on`` None is today.

    ``with_lines`` prints what was sold; None leaves that to the shop's setting.
    """

    from_on: date | None = None
    to_on: date | None = None
    style: Style = Style.BALANCE_FORWARD
    only_debts: bool = True
    with_lines: bool | None = None


def recipients(
    desk: Desk, only: Only | Segment | OwnSegment, ask: Callable[[], object] | None = None
) -> tuple[Recipient, ...]:
    """Return whom a run is for, by name; ``ask`` is called now and then and may end it."""
    return tuple(_pages(desk, _segment_of(only), ask))


def count_recipients(desk: Desk, only: Only | Segment | OwnSegment) -> int:
    """Return how many a run is for."""
    return count_customers_in(desk, _segment_of(only))


def chosen(
    desk: Desk, customers: tuple[CustomerId, ...], ask: Callable[[], object] | None = None
) -> tuple[Recipient, ...]:
    """Return the customers that were chosen one by one, by name; ``ask`` is called before each and may end it."""
    found = []
    for customer in customers:
        if ask is not None:
            ask()
        found.append(Recipient(customer, get_customer(desk, customer).record.full_name))
    return tuple(sorted(found, key=lambda each: (each.full_name.casefold(), each.customer)))


class StatementRun:
    """Issues statements into a folder; what was ``written`` when a run stops early stays, whole.

    ``issued_to`` has the numbers of those who have theirs.
    """

    def __init__(self, desk: Desk, order: RunOrder, folder: Path) -> None:
        self._desk = desk
        self._order = order
        self._folder = folder
        self.written = 0
        self.issued_to: set[str] = set()
        self.skipped: list[Skipped] = []
        self.printer_file: Path | None = None

    def carry_out(self, whom: tuple[Recipient, ...], tell: Callable[[int, int], None] | None = None) -> None:
        """Write a PDF for each, then one of all; ``tell`` hears how many are done, and may raise Cancelled.

        Raises Forbidden, InvalidDate for a period that cannot be, InvalidValue and DiskFull of the folder.
        """

        def say(done: int) -> None:
            if tell is not None:
                tell(done, len(whom))

        self._desk.require(Deed.ISSUE_STATEMENTS)
        _make_folder(self._folder)
        with DrawingRoom(len(whom)) as room, self._filing() as file:
            # Those that come next are looked up while these are drawn.
            drafts_from = lru_cache(maxsize=2)(lambda start: self._drafts(whom[start : start + AT_ONCE]))
            first = self._drafts(whom[:AT_ONCE], partial(say, 0))
            for start in range(0, len(whom), AT_ONCE):
                say(start)
                draw = partial(room.draw, meanwhile=partial(drafts_from, start + AT_ONCE))
                issued = self._issued(drafts_from(start) if start else first, draw)
                file(issued)
                self.issued_to.update(each.statement.customer_number for each in issued)
                for each in issued:
                    room.add(each.statement)
            file(())
            if self.written:
                path = self._folder / file_name(tr("For the printer {today}.pdf", today=self._desk.today()))
                write_paper(str(path), room.finish())
                self.printer_file = path

    @contextmanager
    def _filing(self) -> Iterator[Callable[[Iterable[IssuedStatement]], None]]:
        """Write papers while the next are drawn, those before once they are done; what is under way is finished."""
        under_way: list[Future[None]] = []

        def file(issued: Iterable[IssuedStatement]) -> None:
            before, under_way[:] = (
                under_way[:],
                [
                    room.submit(write_paper, str(self._folder / _file_name(each.statement)), each.pdf)
                    for each in issued
                ],
            )
            self._count(before)

        with ThreadPoolExecutor(1) as room:
            try:
                yield file
            finally:
                self._count(under_way)

    def _count(self, papers: Iterable[Future[None]]) -> None:
        for paper in papers:
            paper.result()
            self.written += 1

    def _drafts(self, whom: Iterable[Recipient], ask: Callable[[], None] | None = None) -> list[_Draft]:
        """Look accounts up; ``ask`` is called before each and may end it: the longest take a second."""
        drafts = []
        for recipient in whom:
            if ask is not None:
                ask()
            try:
                draft = self._draft(recipient)
            except InvalidDate:
                raise
            except ShopDeskError as error:
                self._skip(recipient, error.code)
            else:
                if draft is not None:
                    drafts.append(_Draft(recipient, draft))
        return drafts

    def _issued(self, drafts: list[_Draft], draw: "Draw") -> list[IssuedStatement]:
        if not drafts:
            return []
        try:
            return issue_all(self._desk, [each.statement for each in drafts], draw)
        except DiskFull:
            raise
        except ShopDeskError:  # one of them cannot be issued: each by itself
            each_alone = (self._issued_alone(each.recipient) for each in drafts)
            return [issued for issued in each_alone if issued is not None]

    def _issued_alone(self, recipient: Recipient) -> IssuedStatement | None:
        try:
            with suppress(StaleRecord):  # somebody posted meanwhile: the second draft knows of it
                return self._issue(recipient)
            return self._issue(recipient)
        except (InvalidDate, DiskFull):
            raise
        except ShopDeskError as error:
            self._skip(recipient, error.code)
            return None

    def _issue(self, recipient: Recipient) -> IssuedStatement | None:
        draft = self._draft(recipient)
        return None if draft is None else issue(self._desk, draft)

    def _draft(self, recipient: Recipient) -> Statement | None:
        order = self._order
        draft = build_statement(
            self._desk,
            recipient.customer,
            order.from_on,
            order.to_on,
            order.style,
            with_lines=order.with_lines,
        )
        reason = _why_not(draft, only_debts=order.only_debts)
        if reason:
            self._skip(recipient, reason)
            return None
        return draft

    def _skip(self, recipient: Recipient, reason: str) -> None:
        self.skipped.append(Skipped(customer_number(recipient.customer), recipient.full_name, reason))


def _segment_of(only: Only | Segment | OwnSegment) -> Segment | OwnSegment | None:
    return _SEGMENTS[only] if isinstance(only, Only) else only


def _pages(
    desk: Desk, segment: Segment | OwnSegment | None, ask: Callable[[], object] | None
) -> Iterator[Recipient]:
    after: str | None = None
    while True:
        if ask is not None:
            ask()
        query = CustomerQuery(Sort.NAME, segment=segment, limit=_PAGE, after=after)
        page = list_customers(desk, query)
        yield from (Recipient(row.id, row.full_name) for row in page.rows)
        after = page.next
        if after is None:
            return


def _file_name(statement: Statement) -> str:
    named = tr(
        "Statement {customer_number} {number}.pdf",
        customer_number=statement.customer_number,
        number=statement.number,
    )
    return file_name(named)


def _why_not(draft: Statement, *, only_debts: bool) -> str:
    if only_debts and draft.closing <= 0:
        return "owes_nothing"
    is_empty = not (draft.lines or draft.late_lines or draft.items)
    return "nothing_to_show" if is_empty and draft.closing == 0 else ""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise InvalidValue(field="out", reason="cannot_be_written") from error
