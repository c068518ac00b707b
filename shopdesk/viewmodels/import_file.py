"""Taking something over from a CSV file: which column is what, what would happen, and doing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from shopdesk.domain.important_dates import parse_day_of_year
from shopdesk.errors import Cancelled, InvalidValue, ShopDeskError
from shopdesk.formatting import format_count, format_date, format_short_date
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.import_dates import DayRead
from shopdesk.services.import_plan import ImportResult, Judged, Plan, check_mapped, rejected_csv
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import Forms, forms, in_a_row, tr, tr_count

FILE_LIMIT = 64 * 1024 * 1024
_SHOWN_REASONS = 200
_ANY_YEAR = 2024

R = TypeVar("R", bound=Judged)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its heading, the field it was taken for (empty: left out), and what stands in it."""

    heading: str
    field: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayShown:
    """A column of days that could be read in two ways: what is said of it, and how it is offered the other way."""

    heading: str
    said: str
    instead: str


class Choices(NamedTuple):
    """What the person has said of the file: the field of each column, and where the day stands before the month."""

    mapping: Mapping[str, str] | None = None
    days_first: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Preview:
    """What the import would do; ``why_not`` is empty when there is something to import."""

    columns: tuple[Column, ...]
    days: tuple[DayShown, ...]
    figures: tuple[tuple[str, str], ...]
    rejected: tuple[tuple[str, str], ...]
    more_rejected: int
    why_not: str
    button: str


class ImportFileViewModel(Generic[R]):
    """Reads a file, judges it anew whenever a column is mapped otherwise, and imports once confirmed.

    What is taken over says how its rows are counted, its ``figures`` and ``field_names``,
    and how it is judged and written.
    """

    added: Forms
    changed: Forms
    wanted: Forms
    figures: tuple[str, ...] = ("new", "updated", "unchanged", "rejected")
    field_names: tuple[tuple[str, str], ...]

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._data = b""
        self._choices = Choices()
        self._plan: Plan[R] | None = None
        self._judged: Plan[R] | None = None
        self._asked = 0
        self.is_writing = False
        self.file_name: Observable[str] = Observable("")
        self.error: Observable[str] = Observable("")
        self.work = LongWork()
        self.busy = self.work.busy
        self.preview: Observable[Preview | None] = Observable(None)
        self.has_rejected: Observable[bool] = Observable(value=False)
        self.result: Observable[str] = Observable("")

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Every field that a column can be, as (key, name); the first leaves the column out."""
        return (("", tr("— left out —")), *((name, tr(words)) for name, words in self.field_names))

    def judge(self, desk: Desk, data: bytes, choices: Choices) -> Plan[R]:
        """Say what would become of each row, as the person chose."""
        raise NotImplementedError

    def write(self, desk: Desk, plan: Plan[R], progress: Progress) -> ImportResult[R]:
        """Do what a plan says."""
        raise NotImplementedError

    def open_file(self, path: str) -> None:
        """Read a file and judge it with our own guess of its columns."""
        self.file_name.value = Path(path).name
        self._take(None)
        self.result.value = ""
        self._judge(lambda: _read(path), Choices())

    def map_column(self, heading: str, field: str) -> None:
        """Take a column for another field; empty leaves it out."""
        preview = self.preview.value
        if preview is not None:
            mapping = {column.heading: column.field for column in preview.columns} | {heading: field}
            self._judge_again(self._choices._replace(mapping=mapping))

    def turn_days(self, heading: str) -> None:
        """Read the days of a column the other way: the month before the day, or the day before the month."""
        plan = self._plan
        if plan is not None:
            field = plan.mapping[heading]
            day_first = next(day.day_first for day in plan.in_doubt if day.field == field)
            self._judge_again(
                self._choices._replace(days_first={**self._choices.days_first, field: not day_first})
            )

    def save_rejected(self, path: str) -> None:
        """Write the rejected rows to a file of their own, with the reason of each; after the import too."""
        plan = self._judged
        if plan is None:
            return

        def done(_: None) -> None:
            self.result.value = self._count(
                *forms("{count} row saved with its reason.", "{count} rows saved with their reasons."),
                len(plan.rejected),
            )

        self._runner.run(lambda: write_paper(path, rejected_csv(plan)), done, self._tell, Lane.LONG)

    def carry_out(self) -> None:
        """Import what the preview tells of, all of it or nothing."""
        plan = self._plan
        if plan is None or self.busy.value:
            return
        self.is_writing = True
        self._begin(
            tr("Importing"),
            tr(
                "Stopped: nothing of the list was taken over, and the book is as it was. Import again when it suits."
            ),
        )

        def done(result: ImportResult[R]) -> None:
            self.is_writing = False
            self.work.end()
            self._take(None)
            self._judged = replace(plan, rows=result.rejected)  # no more of it is kept than is still wanted
            self.has_rejected.value = bool(result.rejected)
            self.result.value = self._told(result)

        def failed(error: ShopDeskError) -> None:
            self.is_writing = False
            self._tell(error)

        self._runner.run(
            lambda: self.write(self._desk, plan, lambda at, of: self.work.say(self._progress(at, of))),
            done,
            failed,
            Lane.WRITE,
        )

    def stop(self) -> None:
        """Stop the import; nothing of it stays."""
        self.work.stop()

    def _judge_again(self, choices: Choices) -> None:
        """Judge the list by other choices; what is being written was chosen."""
        if self.is_writing:
            return
        data = self._data
        self._judge(lambda: data, choices)

    def _judge(self, read: Callable[[], bytes], choices: Choices) -> None:
        self._asked += 1
        asked = self._asked
        self._begin(
            tr("Reading the file"),
            tr(
                "Stopped: the file was not read to its end, and nothing was changed. Choose it again to go on."
            ),
        )

        def work() -> tuple[bytes, Plan[R]]:
            data = read()
            return data, self.judge(self._desk, data, choices)

        def done(found: tuple[bytes, Plan[R]]) -> None:
            if asked == self._asked:
                self.work.end()
                self._data, plan = found
                self._choices = choices
                self._take(plan)

        def failed(error: ShopDeskError) -> None:
            if asked == self._asked:
                if isinstance(error, Cancelled):
                    self._take(None)  # what was read before is not what was asked for
                self._tell(error)

        self._runner.run(work, done, failed, Lane.LONG)

    def _take(self, plan: Plan[R] | None) -> None:
        """Show what a plan would do, or nothing yet."""
        self._plan = self._judged = plan
        self.has_rejected.value = plan is not None and bool(plan.rejected)
        self.preview.value = None if plan is None else self._previewed(plan)

    def _begin(self, text: str, if_stopped: str) -> None:
        self.error.value = ""
        self.work.begin(text, if_stopped)

    def _tell(self, error: ShopDeskError) -> None:
        if not self.work.end_for(error):
            self.error.value = ""
            self.error.value = sentence(error)

    def _previewed(self, plan: Plan[R]) -> Preview:
        wanted = plan.created + plan.updated
        rejected = plan.rejected
        counts = {
            "new": plan.created,
            "updated": plan.updated,
            "unchanged": plan.unchanged,
            "rejected": len(rejected),
        }
        locale = self._desk.settings.locale
        return Preview(
            columns=tuple(
                Column(
                    heading,
                    plan.mapping.get(heading, ""),
                    tuple(cells[place] for cells in plan.preview[:3] if place < len(cells)),
                )
                for place, heading in enumerate(plan.columns)
            ),
            days=tuple(self._day_shown(day, plan.mapping) for day in plan.in_doubt),
            figures=tuple((format_count(counts[name], locale), name) for name in self.figures),
            rejected=tuple(
                (tr("Row {number}", number=row.number), _why(row)) for row in rejected[:_SHOWN_REASONS]
            ),
            more_rejected=max(0, len(rejected) - _SHOWN_REASONS),
            why_not="" if wanted else _why_not(plan),
            button=self._count(*self.wanted, wanted) if wanted else tr("Import"),
        )

    def _day_shown(self, day: DayRead, mapping: Mapping[str, str]) -> DayShown:
        heading = next(heading for heading, field in mapping.items() if field == day.field)
        read, other = (self._day(iso) for iso in (day.day, day.other))
        return DayShown(
            heading,
            tr("{column}: {text} is read as {day}.", column=heading, text=day.text, day=read),
            tr("Read it as {day}", day=other),
        )

    def _day(self, iso: str) -> str:
        """Write a day as it was understood, without a year where it has none."""
        day = parse_day_of_year(iso, "day")
        locale = self._desk.settings.locale
        if day.year is None:
            return format_short_date(day.in_year(_ANY_YEAR), locale, date(_ANY_YEAR, 1, 1))
        return format_date(day.in_year(day.year), locale)

    def _told(self, result: ImportResult[R]) -> str:
        parts = [self._count(*self.added, result.created)]
        if result.updated:
            parts.append(self._count(*self.changed, result.updated))
        if result.unchanged:
            parts.append(
                self._count(*forms("{count} row unchanged", "{count} rows unchanged"), result.unchanged)
            )
        if result.rejected:
            parts.append(
                self._count(*forms("{count} row left out", "{count} rows left out"), len(result.rejected))
            )
        counted = in_a_row(parts)
        if result.rejected:
            return tr(
                "{counted}. Save those, mend them and import them.",
                counted=counted,
            )
        return tr("{counted}. They are in the book now: look them over.", counted=counted)

    def _progress(self, at: int, of: int) -> str:
        locale = self._desk.settings.locale
        return tr(
            "Importing: {at} of {of}. What is saved meanwhile waits until this is done.",
            at=format_count(at, locale),
            of=format_count(of, locale),
        )

    def _count(self, one: str, many: str, number: int) -> str:
        return tr_count(one, many, number, count=format_count(number, self._desk.settings.locale))


def _why_not(plan: Plan[R]) -> str:
    """Say why there is nothing to import."""
    try:
        check_mapped(plan)
    except InvalidValue as error:
        return sentence(error)
    return tr("No row of the file would change anything.")


def _why(row: Judged) -> str:
    reason = "" if row.error is None else sentence(row.error)
    return f"{row.column}: {reason}" if row.column else reason


def _read(path: str) -> bytes:
    """Return the file's bytes, one more than the limit at most; raises InvalidValue."""
    try:
        with Path(path).open("rb") as file:
            return file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise InvalidValue(field="file", reason="cannot_be_read") from error
