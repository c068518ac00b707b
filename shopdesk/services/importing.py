"""Taking customers over from a CSV file: every row is judged first, and nothing is written until confirmed."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from itertools import chain, islice

from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import noon
from shopdesk.domain.staff import Deed
from shopdesk.services.adding_many import Drafted, NewCustomer, insert_drafted, seal_drafts
from shopdesk.services.adjusting import post_adjustment
from shopdesk.services.back_room import BackRoom, rarely_collecting
from shopdesk.services.backups import make_backup
from shopdesk.services.customers import blank_record, update_customer
from shopdesk.services.desk import Desk, Work
from shopdesk.services.drafting import Drafter, Opened, Wanted, fields_of
from shopdesk.services.import_mapping import map_columns
from shopdesk.services.import_parsing import ParsedRow, parse_csv
from shopdesk.services.import_plan import ImportResult, Plan, Verdict, check_mapped
from shopdesk.services.import_verdicts import Judge, JudgedRow, marks_of
from shopdesk.services.loyalty import PointsOrder, post_adjusting_points
from shopdesk.services.notes import insert_note
from shopdesk.services.opening_balances import opening_order, post_first_balances
from shopdesk.storage import backup
from shopdesk.storage.customers import next_customer
from shopdesk.storage.import_rows import write_digests
from shopdesk.storage.stopping import IsStopped, never

_POINTS_REASON = "Points taken over"
_PREVIEW = 20
_SAMPLE = 2_000
"""So many rows tell how a file writes its days."""
_READ_AT_ONCE = 500
_AT_ONCE = 1_000

Progress = Callable[[int, int], None]


ImportPlan = Plan[JudgedRow]


def plan_import(
    desk: Desk,
    data: bytes,
    mapping: Mapping[str, str] | None = None,
    days_first: Mapping[str, bool] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Judge every row of a CSV file and write nothing; ``mapping`` (column to field) goes before our guess.

    ``days_first`` tells of fields whether the day stands before the month; else the file's own rows tell. Where no
    column is mapped the plan has no rows: say which column is which and plan again. ``progress`` is told rows judged
    and about how many there are.

    Raises InvalidValue (field ``file``) for a file of which nothing can be made, NotFound and InvalidValue
    for a wrong mapping, Forbidden.
    """
    desk.require(Deed.IMPORT)
    parsed = parse_csv(data)
    mapped = map_columns(parsed.columns, mapping)
    with desk.read(Deed.IMPORT) as session:
        first = tuple(islice(parsed.rows, _SAMPLE))
        judge = Judge(
            parsed, mapped, desk.settings, desk.today(), session, desk.book.vault, first, days_first
        )
        # While no column is taken for anything, the rows say nothing that could be right or wrong.
        all_rows = chain(first, parsed.rows)
        rows = tuple(_judged(judge, all_rows, data.count(b"\n"), progress)) if mapped else ()
    preview = tuple(row.cells for row in first[:_PREVIEW])
    return Plan(parsed.encoding, parsed.delimiter, parsed.columns, mapped, preview, rows, judge.in_doubt)


def _judged(
    judge: Judge, rows: Iterator[ParsedRow], about: int, progress: Progress | None
) -> Iterator[JudgedRow]:
    """Judge about so many rows: the next are read in another process, while these are looked up in the book."""
    with rarely_collecting(), BackRoom(judge.reader, about) as reading:
        done = 0
        for some, read in reading.each(iter(lambda: list(islice(rows, _READ_AT_ONCE)), [])):
            if progress is not None:
                progress(done, max(about, done))
            yield from judge.judged(some, read)
            done += len(some)


def carry_out(
    desk: Desk,
    plan: ImportPlan,
    progress: Progress | None = None,
    backing_up: backup.Progress | None = None,
    is_stopped: IsStopped = never,
) -> ImportResult[JudgedRow]:
    """Write what a plan says in one unit of work, all of it or nothing, after a backup of the shop as it is.

    ``progress`` is told rows done and rows in all, ``backing_up`` the steps of the backup, within
    which ``is_stopped`` is asked. Raises InvalidValue where no column is mapped, and what adding, changing and
    adjusting raise when the book has changed since the plan was made.
    """
    wanted = [row for row in plan.rows if row.verdict in {Verdict.NEW, Verdict.UPDATE}]
    desk.require(Deed.IMPORT)
    check_mapped(plan)
    make_backup(desk.book, backing_up, is_stopped)
    with (
        rarely_collecting(),
        ThreadPoolExecutor(1, "sealing") as sealing,
        desk.work(Deed.IMPORT, posting=any(row.opening for row in wanted), long=True) as work,
        BackRoom(Drafter(blank_record(work.settings, work.today)), plan.created) as drafting,
    ):
        done = 0
        for rows, drafted in _drafted(work, wanted, drafting, sealing):
            if progress is not None:
                progress(done, len(wanted))
            _take_over(work, rows, drafted)
            done += len(rows)
        counts = {"created": plan.created, "updated": plan.updated, "rejected": len(plan.rejected)}
        work.enter(Deed.IMPORT, "import", counts)
    if progress is not None:
        progress(len(wanted), len(wanted))
    return ImportResult(
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        rejected=plan.rejected,
    )


def _drafted(
    work: Work, wanted: list[JudgedRow], drafting: BackRoom[Wanted, list[Opened]], sealing: Executor
) -> Iterator[tuple[list[JudgedRow], Drafted]]:
    """Give some rows at a time with the new customers among them sealed: the next are, while these are written."""
    vault, now, first = work.vault, work.now, next_customer(work.session)
    pieces = [wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE)]

    def hand_over() -> Iterator[Wanted]:
        begin = first
        for piece in pieces:
            records = [fields_of(row.record) for row in piece if row.record is not None]
            yield Wanted(begin, records)
            begin = CustomerId(begin + len(records))

    opened = drafting.each(hand_over())

    def seal(rows: list[JudgedRow]) -> Drafted:
        (begin, _), drafted = next(opened)
        new = [NewCustomer(row.record, row.notes) for row in rows if row.record is not None]
        return seal_drafts(vault, new, begin, drafted, now)

    following = deque(sealing.submit(seal, piece) for piece in pieces[:1])
    for at, piece in enumerate(pieces, start=1):
        following.extend(sealing.submit(seal, next_piece) for next_piece in pieces[at : at + 1])
        yield piece, following.popleft().result()


def _take_over(work: Work, rows: list[JudgedRow], drafted: Drafted) -> None:
    insert_drafted(work, drafted)
    new = [row.number for row in rows if row.record is not None]
    made = dict(zip(new, drafted.drafts, strict=True))
    first_balances = [
        (made[row.number], row.opening, _opened_at(work, row))
        for row in rows
        if row.opening and row.number in made
    ]
    if first_balances:
        post_first_balances(work, first_balances)
    digests: list[tuple[str, CustomerId]] = []
    for row in rows:
        customer = row.customer or made[row.number].customer
        if row.record is None:
            update_customer(work, customer, row.change)
            for note in row.notes:
                insert_note(work, customer, note)
            if row.opening:
                post_adjustment(work, opening_order(customer, row.opening, _opened_at(work, row)))
        if row.points:
            post_adjusting_points(work, PointsOrder(customer, row.points, _POINTS_REASON))
        marks = (row.digest, *marks_of(customer, row.notes, row.opening, row.points))
        digests += [(mark, customer) for mark in marks]
    write_digests(work.session, digests, work.now)


def _opened_at(work: Work, row: JudgedRow) -> datetime | None:
    return None if row.opening_on is None else noon(row.opening_on, work.settings.time_zone)
