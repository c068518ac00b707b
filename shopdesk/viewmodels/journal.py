"""The journal as the owner reads it: who did what to whom and when, narrowed, and written out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.days import format_instant_utc
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.journal_view import (
    PAGE,
    JournalEntry,
    JournalQuery,
    export_journal,
    look_through_journal,
)
from shopdesk.services.staff import list_staff
from shopdesk.viewmodels.journal_words import deed_words, detail_words, subject_words
from shopdesk.viewmodels.narrowed import Narrowed
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import check_writable, write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import tr, tr_count

_COLUMNS = ("Row", "At", "Staff", "Deed", "Subject", "Name", "What exactly", "MAC")


@dataclass(frozen=True, slots=True)
class JournalFilters:
    """What the journal is narrowed to; days as they are typed."""

    from_text: str = ""
    to_text: str = ""
    staff: str | None = None
    customer: CustomerId | None = None
    customer_name: str = ""
    deed: Deed | None = None


class JournalRow(NamedTuple):
    """A row in words."""

    entry: JournalEntry
    deed: str
    whom: str
    number: str
    detail: str


@dataclass(frozen=True, slots=True)
class JournalPicture:
    """The rows read so far; ``next`` is None behind the oldest, ``head`` tells the newest of all."""

    rows: tuple[JournalRow, ...]
    next: int | None
    head: str
    staff: tuple[str, ...]
    said: str


class JournalViewModel(Narrowed):
    """``picture`` is None until the first load; ``errors`` are those of ``from`` and ``to``."""

    def __init__(self, desk: Desk, runner: Runner, prompter: Prompter) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self.why_not = "" if desk.staff.may(Deed.VIEW_JOURNAL) else sentence(Forbidden())
        self.text = shop_text(desk)
        self.filters: Observable[JournalFilters] = Observable(JournalFilters())
        self.picture: Observable[JournalPicture | None] = Observable(None)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.notice: Observable[Notice | None] = Observable(None)
        self.busy: Observable[bool] = Observable(value=False)
        self._query = JournalQuery()
        self._asked = 0
        self._is_reading_on = False

    def load(self) -> None:
        """Read the newest rows."""
        self._asked += 1
        asked = self._asked

        def done(picture: JournalPicture) -> None:
            if asked == self._asked:
                self.picture.value = picture

        self._runner.run(self._reading(None), done, self._tell)

    def load_more(self) -> None:
        """Read the next page, if there is one."""
        picture = self.picture.value
        if picture is None or picture.next is None or self._is_reading_on:
            return
        self._is_reading_on = True
        asked = self._asked

        def done(more: JournalPicture) -> None:
            self._is_reading_on = False
            if asked == self._asked:
                rows = picture.rows + more.rows
                self.picture.value = replace(more, rows=rows, said=_said(len(rows), more.next, self.text))

        self._runner.run(self._reading(picture.next), done, self._tell)

    def narrow(self, **chosen: Any) -> None:
        """Change some of the filters and look again, unless what is typed cannot be."""
        self.filters.value = replace(self.filters.value, **chosen)
        self.text = shop_text(self._desk)
        filters, errors, days = self.filters.value, {}, {}
        for field, typed in (("from", filters.from_text), ("to", filters.to_text)):
            try:
                found = typed_date(typed, self.text.locale, field, self.text.today)
                days[field] = parse_date(found, field) if found else None
            except ShopDeskError as error:
                errors[field] = self.text.say(error)
        self.errors.value = errors
        if not errors:
            self._query = JournalQuery(
                days["from"], days["to"], filters.staff, filters.customer, filters.deed
            )
            self.load()

    def clear(self) -> None:
        """Show all rows again."""
        self.narrow(**{field: getattr(JournalFilters(), field) for field in JournalFilters.__slots__})

    def save_list(self) -> None:
        """Ask where, and write the rows that are asked for as CSV there."""
        if self.busy.value or self.why_not:
            return
        path = self._prompter.save_path(
            tr("Save the journal"), tr("Journal {today}.csv", today=self._desk.today())
        )
        if path is None:
            return
        self.busy.value = True
        desk, query, text = self._desk, self._query, shop_text(self._desk)

        def work() -> None:
            check_writable(path)
            staff = {member.id: member.name for member in list_staff(desk)}
            content = export_journal(desk, query, _COLUMNS, lambda entry: _cells(entry, text, staff))
            write_paper(path, content)

        def done(_: None) -> None:
            self.busy.value = False
            self.notice.value = Notice(tr("Saved as {path}.", path=path))
            self.load()

        self._runner.run(work, done, self._tell, Lane.WRITE)

    def _reading(self, before: int | None) -> Callable[[], JournalPicture]:
        desk, query = self._desk, self._query

        def work() -> JournalPicture:
            page = look_through_journal(desk, query, before=before, limit=PAGE)
            text = shop_text(desk)
            staff = {member.id: member.name for member in list_staff(desk)}
            return JournalPicture(
                tuple(_row(entry, text, staff) for entry in page.entries),
                page.next,
                page.code,
                tuple(staff.values()),
                _said(len(page.entries), page.next, text),
            )

        return work

    def _tell(self, error: ShopDeskError) -> None:
        self._is_reading_on = self.busy.value = False
        said = shop_text(self._desk).say(error)
        if error.field in {"from", "to"}:
            self.errors.value = {str(error.field): said}
        else:
            self.notice.value = Notice(said, role="danger")


def _row(entry: JournalEntry, text: ShopText, staff: dict[StaffId, str]) -> JournalRow:
    whom, number = subject_words(entry, staff, text)
    return JournalRow(entry, deed_words(entry.line.deed), whom, number, detail_words(entry, text))


def _cells(entry: JournalEntry, text: ShopText, staff: dict[StaffId, str]) -> tuple[str, ...]:
    row, line = _row(entry, text, staff), entry.line
    return (
        str(line.sequence),
        format_instant_utc(line.at),
        line.staff,
        row.deed,
        line.subject,
        entry.full_name,
        row.detail,
        line.mac.hex(),
    )


def _said(count: int, more: int | None, text: ShopText) -> str:
    if more is not None:
        return tr("Showing the newest {count}; older ones follow below", count=text.count(count))
    return tr_count("{count} row", "{count} rows", count, count=text.count(count))
