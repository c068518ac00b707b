"""What becomes of each row of an import: whom it is about, what it changes there, or why it is refused."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import chain
from sys import intern
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import CustomerRecord, one_line_address
from shopdesk.domain.folding import fold
from shopdesk.domain.settings import Settings
from shopdesk.errors import DuplicateEmail, DuplicateMobile, InvalidValue, ShopDeskError
from shopdesk.formatting import writes_day_first
from shopdesk.services.customers import RecordChange, blank_record, card_taken, load
from shopdesk.services.import_dates import DayReader, days_first
from shopdesk.services.import_judging import REPEATED, RowContent, digest_of
from shopdesk.services.import_mapping import ANY_PHONE, FULL_NAME
from shopdesk.services.import_parsing import ParsedFile, ParsedRow
from shopdesk.services.import_plan import Verdict
from shopdesk.services.import_reading import RowRead, RowReader
from shopdesk.storage.import_rows import Contact, read_contacts, read_digests
from shopdesk.storage.notes import read_notes
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

_NO_CHANGE = RecordChange()
_OPENING, _POINTS = "opening", "points"
_CLAIMS = ("email", "mobile", "card", "customer", "digest")


class JudgedRow(NamedTuple):
    """A row with its verdict: whom it changes and how, or in which column it is wrong and why.

    ``record`` is that of a new customer. ``cells`` are kept of rejected rows alone.
    """

    number: int
    verdict: Verdict
    cells: tuple[str, ...] = ()
    customer: CustomerId | None = None
    record: CustomerRecord | None = None
    change: RecordChange = _NO_CHANGE
    notes: tuple[str, ...] = ()
    opening: int = 0
    opening_on: date | None = None
    points: int = 0
    digest: str = ""
    column: str | None = None
    error: ShopDeskError | None = None


def marks_of(
    customer: CustomerId, notes: Collection[str], opening: int = 0, points: int = 0
) -> tuple[str, ...]:
    """Return what is remembered beside a row's digest: that its notes, opening balance and points were taken."""
    if not (notes or opening or points):
        return ()  # as of most rows
    given = ((_OPENING, opening), (_POINTS, points))
    once = (_once_marks(kind, customer, amount) for kind, amount in given if amount)
    return (*(_note_mark(customer, note) for note in notes), *chain.from_iterable(once))


def _note_mark(customer: CustomerId, note: str) -> str:
    return digest_of("note", str(customer), note)


def _once_marks(kind: str, customer: CustomerId, amount: int) -> tuple[str, str]:
    """Return the marks of what is taken over once: that there was one, and how much."""
    return digest_of(kind, str(customer)), digest_of(kind, str(customer), str(amount))


class Judge:
    """Judges the rows of one file in their order, and remembers what earlier rows claimed.

    Of the book it looks up what some hundred rows at a time name, however big it is. ``sample`` are the first
    rows, which tell how the file writes its days; ``days`` goes before, and tells of fields whether the day stands
    before the month.
    """

    def __init__(
        self,
        parsed: ParsedFile,
        mapping: Mapping[str, str],
        settings: Settings,
        today: date,
        session: Session,
        vault: Vault,
        sample: Iterable[ParsedRow] = (),
        days: Mapping[str, bool] | None = None,
    ) -> None:
        named = tuple(mapping.get(column) for column in parsed.columns)
        sample = tuple(sample)
        orders = days_first(sample, named, writes_day_first(settings.locale), days)
        self.reader = RowReader(named, DayReader(orders, settings.locale, today), settings, today)
        """Reads the rows that are to be judged."""
        self.in_doubt = self.reader.days.in_doubt(sample, named)
        """A day of each column that could be read in two ways."""
        self._columns = {name: column for column, name in mapping.items()}
        blank = blank_record(settings, today)
        self._blank: dict[str, Any] = {part.name: getattr(blank, part.name) for part in fields(blank)}
        self._session = session
        self._vault = vault
        self._contacts: dict[CustomerId, Contact] = {}
        self._by_email: dict[str, Contact] = {}
        self._by_mobile: dict[str, tuple[Contact, ...]] = {}
        self._by_card: dict[str, Contact] = {}
        self._digests: dict[str, CustomerId] = {}
        self._claimed: dict[str, dict[Any, int]] = {kind: {} for kind in _CLAIMS}

    def judged(self, rows: Sequence[ParsedRow], read: Sequence[RowRead]) -> Iterator[JudgedRow]:
        """Return some hundred rows of the file with their verdicts, in their order; ``read`` is what they say."""
        said = [found for found in read if not isinstance(found, ShopDeskError)]
        self._look_up([content for content, _ in said], [digest for _, digest in said])
        for row, found in zip(rows, read, strict=True):
            yield (
                self._refused(row, found) if isinstance(found, ShopDeskError) else self._verdict(row, *found)
            )

    def _look_up(self, contents: Collection[RowContent], digests: Collection[str]) -> None:
        """Have at hand who in the book the rows may be about, and what of them was taken over before."""
        self._digests = read_digests(self._session, digests)
        known = read_contacts(
            self._session,
            {content.email for content in contents if content.email},
            {content.mobile for content in contents if content.mobile},
            {content.card for content in contents if content.card},
            {content.number for content in contents if content.number is not None},
        )
        known.reverse()
        self._contacts = {contact.customer: contact for contact in known}
        self._by_email = {one.email: one for one in known if one.email and not one.archived}
        self._by_card = {one.card: one for one in known if one.card and not one.archived}
        self._by_mobile = {}
        for contact in known:
            if contact.mobile and not contact.archived:
                self._by_mobile[contact.mobile] = (contact, *self._by_mobile.get(contact.mobile, ()))

    def _verdict(self, row: ParsedRow, content: RowContent, digest: str) -> JudgedRow:
        try:
            return self._placed(row, content, digest)
        except ShopDeskError as error:
            return self._refused(row, error)

    def _refused(self, row: ParsedRow, error: ShopDeskError) -> JudgedRow:
        column = self._column(error.field)
        return JudgedRow(row.number, Verdict.REJECTED, row.cells, column=column, error=error)

    def _placed(self, row: ParsedRow, content: RowContent, digest: str) -> JudgedRow:
        """Say whom a readable row is about and what it changes there."""
        known = self._digests.get(digest)
        if known is not None or digest in self._claimed["digest"]:
            self._claim(row, content, known, digest)
            return JudgedRow(row.number, Verdict.UNCHANGED, customer=known)
        customer = self._recognised(content) if self._contacts else None
        self._refuse_collisions(content, customer)
        self._claim(row, content, customer, digest)
        if customer is not None:
            return self._update(row, customer, content, digest)
        values = {**self._blank, **content.stored}
        values["tags"], values["on_hold"] = content.tags, bool(content.on_hold)
        for name in REPEATED:
            if values[name]:
                values[name] = intern(values[name])
        return JudgedRow(
            row.number,
            Verdict.NEW,
            record=CustomerRecord(**values),
            notes=content.notes,
            opening=content.opening,
            opening_on=content.opening_on,
            points=content.points,
            digest=digest,
        )

    def _update(self, row: ParsedRow, customer: CustomerId, content: RowContent, digest: str) -> JudgedRow:
        record = load(self._session, self._vault, customer).record
        texts = {
            name: text
            for name, text in content.texts.items()
            if getattr(record, name) != content.stored[name]
        }
        # Our own lists have the address on one line, unless every field was asked for.
        if texts.get("street") == one_line_address(record.bundle()):
            del texts["street"]
        held = {fold(tag) for tag in record.tags}
        added = tuple(tag for tag in content.tags if fold(tag) not in held)
        on_hold = None if content.on_hold == record.on_hold else content.on_hold
        notes = self._new_notes(customer, content.notes)
        opening = self._taken_once(_OPENING, customer, content.opening, "opening_balance")
        points = self._taken_once(_POINTS, customer, content.points, "opening_points")
        if not (texts or added or notes or opening or points) and on_hold is None:
            return JudgedRow(row.number, Verdict.UNCHANGED, customer=customer)
        change = RecordChange(texts, (*record.tags, *added) if added else None, on_hold)
        return JudgedRow(
            row.number,
            Verdict.UPDATE,
            customer=customer,
            change=change,
            notes=notes,
            opening=opening,
            opening_on=content.opening_on,
            points=points,
            digest=digest,
        )

    def _new_notes(self, customer: CustomerId, notes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the notes that were neither taken over before nor stand in the book."""
        marks = {note: _note_mark(customer, note) for note in notes}
        taken = read_digests(self._session, marks.values()) if marks else {}
        unknown = tuple(note for note in notes if marks[note] not in taken)
        noted = read_notes(self._session, self._vault, customer) if unknown else ()
        known = {note.text for note in noted}
        return tuple(note for note in unknown if note not in known)

    def _taken_once(self, kind: str, customer: CustomerId, amount: int, field: str) -> int:
        """Return an opening balance or points unless taken over before; raises InvalidValue for another amount."""
        if not amount:
            return 0
        one, this = _once_marks(kind, customer, amount)
        taken = read_digests(self._session, (one, this))
        if one in taken and this not in taken:
            raise InvalidValue(field=field, reason="taken_before")
        return 0 if one in taken else amount

    def _recognised(self, content: RowContent) -> CustomerId | None:
        """Return who in the book the row is about.

        By number where it is the same name, else by email, then by mobile or card, then by number and a part of
        the name.
        """
        numbered = None if content.number is None else self._contacts.get(content.number)
        by_email = self._by_email.get(content.email or "")
        if (
            numbered is not None
            and _same_name(numbered, content)
            and _same_person(numbered, content)
            and (by_email in {None, numbered} or numbered.email == content.email)
        ):
            return numbered.customer
        if by_email is not None:
            return by_email.customer
        alike = [one for one in self._by_mobile.get(content.mobile or "", ()) if _same_person(one, content)]
        if alike:
            return max(alike, key=lambda one: _same_name(one, content)).customer
        carded = self._by_card.get(content.card or "")
        if carded is not None and _same_person(carded, content):
            return carded.customer
        if numbered is not None:
            if not _same_person(numbered, content):
                raise InvalidValue(field="number", reason="someone_else")
            return numbered.customer
        return None

    def _refuse_collisions(self, content: RowContent, customer: CustomerId | None) -> None:
        """Refuse a contact that somebody else has, or that an earlier row of the file has claimed.

        What the customer has already is theirs, shared or not.
        """
        held = None if customer is None else self._contacts[customer]
        if held is None or held.mobile != content.mobile:
            self._refuse_mobile(content, customer)
        if held is None or held.card != content.card:
            self._refuse_card(content, customer)
        email_row = self._claimed["email"].get(content.email)
        if email_row is not None and (held is None or held.email != content.email):
            raise DuplicateEmail(field="email", number=f"row {email_row}", full_name="Another customer")
        if customer is not None and customer in self._claimed["customer"]:
            raise InvalidValue(field="row", reason="twice_in_file")

    def _refuse_mobile(self, content: RowContent, customer: CustomerId | None) -> None:
        for holder in self._by_mobile.get(content.mobile or "", ()):
            if holder.customer != customer:
                raise DuplicateMobile(field="mobile", **_named(holder))
        mobile_row = self._claimed["mobile"].get(content.mobile)
        if mobile_row is not None:
            raise DuplicateMobile(field="mobile", number=f"row {mobile_row}", full_name="Another customer")

    def _refuse_card(self, content: RowContent, customer: CustomerId | None) -> None:
        holder = self._by_card.get(content.card or "")
        if holder is not None and holder.customer != customer:
            raise card_taken(**_named(holder))
        card_row = self._claimed["card"].get(content.card)
        if card_row is not None:
            raise card_taken(number=f"row {card_row}", full_name="Another customer")

    def _claim(self, row: ParsedRow, content: RowContent, customer: CustomerId | None, digest: str) -> None:
        """Remember whom a row is about, so that a later row cannot change them once more."""
        claims = (content.email, content.mobile, content.card, customer, digest)
        for kind, key in zip(_CLAIMS, claims, strict=True):
            if key is not None:
                self._claimed[kind].setdefault(key, row.number)

    def _column(self, name: str | None) -> str | None:
        """Return the column that a field's error is about."""
        near = {"first_name": FULL_NAME, "mobile": ANY_PHONE, "opening_balance": "opening_balance_minor"}
        return self._columns.get(name or "") or self._columns.get(near.get(name or "", ""))


def _named(holder: Contact) -> dict[str, str]:
    """Return whom a refusal names."""
    full_name = " ".join(filter(None, (holder.first_name, holder.last_name)))
    return {"number": customer_number(holder.customer), "full_name": full_name}


def _same_person(contact: Contact, content: RowContent) -> bool:
    """Tell whether a row may be about somebody who was found by mobile, card or number, not by email.

    Couples share a telephone, and another shop's numbers mean other people: one name must agree, and
    the emails must not contradict each other.
    """
    if contact.email and content.email and contact.email != content.email:
        return False
    theirs = {fold(name) for name in (contact.first_name, contact.last_name) if name}
    return not theirs.isdisjoint(_names(content))


def _same_name(contact: Contact, content: RowContent) -> bool:
    """Tell whether the whole name is the same."""
    return [fold(name) for name in (contact.first_name, contact.last_name) if name] == _names(content)


def _names(content: RowContent) -> list[str]:
    return [fold(str(content.stored[name])) for name in ("first_name", "last_name") if name in content.stored]
