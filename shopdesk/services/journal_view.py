"""Reading the journal: who did what to whom and when, each row with the seal that chains it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from shopdesk.documents.account_csv import account_csv
from shopdesk.domain.account import CustomerId, customer_number, parse_customer_number
from shopdesk.domain.days import end_of_day, start_of_day
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidDate
from shopdesk.services.customers import CHANGE
from shopdesk.services.desk import Desk
from shopdesk.storage import accounts, customers, journal, merges, staff
from shopdesk.storage.account_history import EVENT_NOTE, REASON, REFERENCE
from shopdesk.storage.journal_list import JournalFilter, ListedRow, list_contents, list_rows
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.vault import DataKey, Vault

PAGE = 200
_EXPORTED_AT_ONCE = 2_000
_SEALED = ("reason_enc", "reason", "note", "note_enc", "override_enc")
"""Where reasons and notes stand in a row."""
_NOTES = frozenset({"note_enc", "override_enc"})


class JournalLine(NamedTuple):
    """One deed; ``subject`` is a customer number or what else it was done to, ``staff`` may be empty."""

    sequence: int
    at: datetime
    staff: str
    deed: str
    subject: str
    mac: bytes


class JournalQuery(NamedTuple):
    """Which deeds: days (both included), who did them, of which kind, about whom; None for all."""

    from_on: date | None = None
    to_on: date | None = None
    staff: str | None = None
    customer: CustomerId | None = None
    deed: Deed | None = None


class RecordedChange(NamedTuple):
    """A field of a customer's record, or a setting, that got another value; values as JSON knows them."""

    field: str
    before: Any
    after: Any


class JournalEntry(NamedTuple):
    """One deed opened: whose account, its content, old and new values, the reason, and who gave the PIN for it."""

    line: JournalLine
    full_name: str
    content: Mapping[str, Any]
    changes: tuple[RecordedChange, ...]
    reason: str
    approver: str


class JournalPage(NamedTuple):
    """Some entries, the newest first; ``next`` is where to go on (None behind the oldest), ``code`` the head's."""

    entries: tuple[JournalEntry, ...]
    next: int | None
    code: str


class JournalPart(NamedTuple):
    """Some lines, the newest first, and the seal of the journal's newest row."""

    lines: tuple[JournalLine, ...]
    head: bytes


def read_journal(
    desk: Desk,
    from_on: date | None = None,
    to_on: date | None = None,
    customer: CustomerId | None = None,
    *,
    before: int | None = None,
    limit: int | None = None,
) -> JournalPart:
    """Return the lines of these days (both included) about this customer; ``before`` a sequence goes on from there.

    Raises Forbidden.
    """
    subjects = None if customer is None else (customer_number(customer),)
    with desk.read(Deed.VIEW_JOURNAL) as session:
        wanted = JournalFilter(*_between(desk, from_on, to_on), subjects=subjects)
        rows = list_rows(session, wanted, before=before, limit=limit)
        return JournalPart(tuple(_line(row) for row in rows), journal.read_head(session).mac)


def look_through_journal(
    desk: Desk, query: JournalQuery, *, before: int | None = None, limit: int = PAGE
) -> JournalPage:
    """Return a page of the deeds that are asked for, the newest first, each with what it changed.

    What was sealed is opened for whoever may read the journal, and kept nowhere. Raises Forbidden, InvalidDate.
    """
    if query.from_on is not None and query.to_on is not None and query.from_on > query.to_on:
        raise InvalidDate(field="from", reason="after_end")
    with desk.read(Deed.VIEW_JOURNAL) as session:
        wanted = JournalFilter(
            *_between(desk, query.from_on, query.to_on),
            staff=query.staff,
            deed=None if query.deed is None else query.deed.value,
            subjects=_numbers(session, query.customer),
        )
        rows = list_contents(session, wanted, before=before, limit=limit + 1)
        names = {int(member.id): member.name for member in staff.read_staff(session)}
        opened = _Opening(session, desk.book.vault, names)
        entries = tuple(opened.entry(_line(row), json.loads(content)) for row, content in rows[:limit])
        head = journal.read_head(session)
        return JournalPage(entries, entries[-1].line.sequence if len(rows) > limit else None, head.code)


def export_journal(
    desk: Desk,
    query: JournalQuery,
    columns: Sequence[str],
    write_row: Callable[[JournalEntry], Sequence[str]],
) -> bytes:
    """Write in the journal that it leaves the book, and return what is asked for as CSV, the oldest row first.

    Raises Forbidden, InvalidDate.
    """
    desk.require(Deed.VIEW_JOURNAL)
    rows: list[Sequence[str]] = []
    before: int | None = None
    while True:
        page = look_through_journal(desk, query, before=before, limit=_EXPORTED_AT_ONCE)
        rows += [write_row(entry) for entry in page.entries]
        before = page.next
        if before is None:
            break
    with desk.work(Deed.EXPORT) as work:
        work.enter(Deed.EXPORT, "journal", {"rows": len(rows)})
    return account_csv(columns, rows[::-1])


class _Opening:
    """Opens what was sealed in rows, the key of each customer once."""

    def __init__(self, session: Session, vault: Vault, staff_names: Mapping[int, str]) -> None:
        self._session = session
        self._vault = vault
        self._staff_names = staff_names
        self._known: dict[str, tuple[str, DataKey | None]] = {}

    def entry(self, line: JournalLine, content: dict[str, Any]) -> JournalEntry:
        """Return a row with what it says; what nobody can open any more is left out."""
        name, key = self._person(line.subject)
        approver = content.get("approved_by")
        if key is not None and content.get("reference_enc") is not None:
            sealed = journal.sealed_bytes(content["reference_enc"])
            content = {**content, "reference": key.unseal_text(sealed, REFERENCE)}
        changes: tuple[RecordedChange, ...] = ()
        if line.deed == Deed.CHANGE_SETTINGS and "before" in content:
            changes = tuple(
                RecordedChange(*change)
                for change in zip(content["keys"], content["before"], content["after"], strict=True)
            )
        elif line.deed == Deed.SAVE_CUSTOMER and key is not None and "sealed" in content:
            opened = json.loads(key.unseal_text(journal.sealed_bytes(content["sealed"]), CHANGE))
            changes = tuple(RecordedChange(field, *values) for field, values in opened.items())
        return JournalEntry(
            line,
            name,
            content,
            changes,
            self._reason(line, content, key),
            "" if approver is None else self._staff_names.get(approver, ""),
        )

    def _person(self, subject: str) -> tuple[str, DataKey | None]:
        if not subject.startswith("C-"):
            return "", None
        if subject not in self._known:
            customer = parse_customer_number(subject)
            names = accounts.read_names(self._session, [customer])
            key = customers.key_or_none(self._session, self._vault, customer)
            self._known[subject] = names.get(customer, ""), key
        return self._known[subject]

    @staticmethod
    def _reason(line: JournalLine, content: Mapping[str, Any], key: DataKey | None) -> str:
        found = [(name, content[name]) for name in _SEALED if isinstance(content.get(name), str)]
        if key is None:
            # Of an anonymous sale it stands there openly; of somebody who was erased nobody opens it any more.
            return "" if line.subject else "; ".join(text for _, text in found)
        opened = []
        for name, text in found:
            note = name in _NOTES or line.deed == Deed.TAKE_PAYMENT
            opened.append(key.unseal_text(journal.sealed_bytes(text), EVENT_NOTE if note else REASON))
        return "; ".join(opened)


def _line(row: ListedRow) -> JournalLine:
    return JournalLine(row.sequence, from_micros(row.at), row.staff, row.deed, row.subject, row.mac)


def _between(desk: Desk, from_on: date | None, to_on: date | None) -> tuple[int | None, int | None]:
    zone = desk.settings.time_zone
    return (
        None if from_on is None else to_micros(start_of_day(from_on, zone)),
        None if to_on is None else to_micros(end_of_day(to_on, zone)),
    )


def _numbers(session: Session, customer: CustomerId | None) -> tuple[str, ...] | None:
    """Return the numbers of everybody who is this person."""
    if customer is None:
        return None
    return tuple(customer_number(member) for member in merges.members_of(session, customer))
