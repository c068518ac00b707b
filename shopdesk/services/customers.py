"""The customer book: adding, changing, listing, archiving and restoring customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any

from shopdesk.domain.account import CustomerId, customer_number, parse_customer_number
from shopdesk.domain.customer import TEXT_FIELDS, Customer, CustomerRecord, judge, judge_tags, refuse_future
from shopdesk.domain.customer_list import CustomerPage, CustomerQuery
from shopdesk.domain.folding import fold
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import (
    BalanceNotZero,
    DuplicateEmail,
    DuplicateMobile,
    InvalidName,
    InvalidValue,
    NotFound,
    ShopDeskError,
    StaleRecord,
)
from shopdesk.services.desk import Desk, Work, require
from shopdesk.services.drafting import what_changed
from shopdesk.services.notes import insert_note
from shopdesk.services.segments import yardstick
from shopdesk.storage import customer_list, customers, journal, locations, merges, sight
from shopdesk.storage.session import Session
from shopdesk.storage.vault import DataKey, Vault

JUDGED_FIELDS = frozenset((*TEXT_FIELDS, "customer_since_on", "credit_limit", "payment_terms_days"))
_credit_terms = attrgetter("credit_limit", "payment_terms_days", "on_hold")
CHANGE = "customer.change"
"""The context under which old and new values are sealed in the journal."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a person typed: texts by field (an empty one clears), all the tags, hold, and a note to add.

    ``texts`` knows the text fields of `CustomerRecord`, ``customer_since_on``, ``credit_limit`` (``none``
    or minor units) and ``payment_terms_days``. None leaves tags or hold as they are.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] | None = None
    on_hold: bool | None = None
    note: str = ""


def list_customers(desk: Desk, query: CustomerQuery) -> CustomerPage:
    """Return one page of the list."""
    with desk.read() as session:
        return customer_list.read_page(session, query, yardstick(desk))


def list_tags(desk: Desk) -> tuple[str, ...]:
    """Return every tag in use."""
    with desk.read() as session:
        return customers.list_tags(session)


def get_customer(desk: Desk, customer: CustomerId) -> Customer:
    """Return a customer with the sealed fields opened; raises NotFound."""
    with desk.read() as session:
        return load(session, desk.book.vault, customer)


def find_customer(desk: Desk, text: str) -> CustomerId:
    """Return who has the number ``412`` or ``C-000412``, or took up whoever had it; raises NotFound."""
    customer = parse_customer_number(text)
    with desk.read() as session:
        if not customers.customer_exists(session, customer):
            raise NotFound(kind="customer", reference=text)
        return merges.holder_of(session, customer)


def find_card(desk: Desk, code: str) -> CustomerId:
    """Return whose card has a code, or who took up whoever had it; raises NotFound."""
    with desk.read() as session:
        for holder in customers.found_by_card(session, code):
            if sight.is_seen(session, holder):
                return holder
    raise NotFound(kind="card", reference=code)


def add_customer(desk: Desk, change: RecordChange, *, allow_shared_phone: bool = False) -> Customer:
    """Write a new customer; raises what `insert_customer` raises."""
    with desk.work(Deed.SAVE_CUSTOMER) as work:
        customer = insert_customer(work, change, allow_shared_phone=allow_shared_phone)
        return load(work.session, work.vault, customer)


def edit_customer(
    desk: Desk,
    customer: CustomerId,
    change: RecordChange,
    *,
    row_version: int | None = None,
    allow_shared_phone: bool = False,
) -> Customer:
    """Change a record; raises StaleRecord when it is no longer at the version it was opened at."""
    with desk.work(Deed.SAVE_CUSTOMER) as work:
        update_customer(
            work, customer, change, row_version=row_version, allow_shared_phone=allow_shared_phone
        )
        return load(work.session, work.vault, customer)


def can_archive(customer: Customer) -> ShopDeskError | None:
    """Return why a customer cannot be archived, or None."""
    if customer.debt_balance != 0:
        return BalanceNotZero(number=customer.number, balance=customer.debt_balance)
    return None


def archive_customer(desk: Desk, customer: CustomerId) -> Customer:
    """Hide a customer whose balance is exactly zero; raises BalanceNotZero."""
    with desk.work(Deed.ARCHIVE_CUSTOMER) as work:
        found = load(work.session, work.vault, customer)
        refusal = can_archive(found)
        if refusal is not None:
            raise refusal
        if found.archived_at is None:
            customers.set_archived(work.session, found.id, work.now, work.now)
            work.enter(Deed.ARCHIVE_CUSTOMER, found.number, {"archived": True})
            work.touched.add(found.id)
        return load(work.session, work.vault, customer)


def restore_customer(desk: Desk, customer: CustomerId) -> Customer:
    """Bring an archived customer back; raises what `refuse_taken` raises."""
    with desk.work(Deed.ARCHIVE_CUSTOMER) as work:
        bring_back(work, customer)
        return load(work.session, work.vault, customer)


def bring_back(work: Work, customer: CustomerId) -> bool:
    """Bring a customer back inside a unit of work, and tell whether they were archived.

    Raises what `refuse_taken` raises, and InvalidValue (reason: erased) for one who was erased.
    """
    found = load(work.session, work.vault, customer)
    archived = found.archived_at is not None
    if archived:
        customers.open_key(work.session, work.vault, found.id)
        refuse_taken(work.session, found.record, found.id)
        customers.set_archived(work.session, found.id, None, work.now)
        work.enter(Deed.ARCHIVE_CUSTOMER, found.number, {"archived": False})
        work.touched.add(found.id)
    return archived


def warnings(desk: Desk, customer: CustomerId) -> tuple[str, ...]:
    """Return what is worth a look but no mistake: a phone that others have, an archived twin."""
    with desk.read() as session:
        loaded = load(session, desk.book.vault, customer)
        record, customer = loaded.record, loaded.id
        found: list[str] = []
        if record.mobile and _named(
            session, _others(customers.holders_of_mobile(session, record.mobile), customer)
        ):
            found.append("shared_mobile")
        if record.phone and _named(
            session, _others(customers.holders_of_landline(session, record.phone), customer)
        ):
            found.append("shared_landline")
        if record.email and _archived_holder(session, record.email, customer) is not None:
            found.append("archived_holder")
        return tuple(found)


def archived_holder(
    desk: Desk, email: str, besides: CustomerId | None = None
) -> tuple[CustomerId, str] | None:
    """Return id and full name of somebody archived who has the email, if there is one to be restored instead."""
    with desk.read() as session:
        return _archived_holder(session, email, besides)


def insert_customer(work: Work, change: RecordChange, *, allow_shared_phone: bool = False) -> CustomerId:
    """Write a new customer inside a unit of work.

    Raises the error of the field that is wrong, InvalidName without any name, what `refuse_taken` raises, or
    DuplicateMobile until ``allow_shared_phone``.
    """
    settings = work.settings
    blank = blank_record(settings, work.today)
    record = _applied(work, blank, change)
    _refuse_duplicates(work.session, record, None, blank, allow_shared_phone=allow_shared_phone)
    customer = customers.insert_customer(
        work.session, work.vault, record, now=work.now, country=settings.country
    )
    _enter(work, customer, blank, record)
    insert_note(work, customer, change.note)
    return customer


def update_customer(
    work: Work,
    customer: CustomerId,
    change: RecordChange,
    *,
    row_version: int | None = None,
    allow_shared_phone: bool = False,
) -> bool:
    """Change a record inside a unit of work and return whether anything changed."""
    before = load(work.session, work.vault, customer)
    merged = customer != before.id
    customer = before.id
    if row_version is not None and (merged or row_version != before.row_version):
        raise _stale(work.session, before)
    record = _applied(work, before.record, change)
    if record != before.record:
        _refuse_duplicates(
            work.session, record, customer, before.record, allow_shared_phone=allow_shared_phone
        )
        customers.update_customer(
            work.session, work.vault, before, record, now=work.now, country=work.settings.country
        )
        _enter(work, customer, before.record, record)
    insert_note(work, customer, change.note)
    return record != before.record or bool(change.note.strip())


def load(session: Session, vault: Vault, customer: CustomerId) -> Customer:
    """Return a customer, or the one they were merged into, inside a unit of work or a snapshot; raises NotFound."""
    found = customers.read_customer(session, vault, merges.holder_of(session, customer))
    if found is None:
        raise NotFound(kind="customer", reference=customer_number(customer))
    return found


def blank_record(settings: Settings, today: date) -> CustomerRecord:
    """Return what a new customer's record holds before anything is typed."""
    limit = settings.default_credit_limit
    return CustomerRecord(
        country=settings.country,
        customer_since_on=today,
        payment_terms_days=settings.payment_terms_days,
        credit_limit=None if limit == "none" else int(limit),
    )


def require_credit_terms(work: Work, before: CustomerRecord, after: CustomerRecord) -> None:
    """Raise Forbidden when limit, terms or hold change and the person acting may not change them."""
    if _credit_terms(after) != _credit_terms(before):
        require(work.staff, Deed.CHANGE_CREDIT_TERMS)


def change_entry(
    customer: CustomerId, key: DataKey, names: list[str], values: str
) -> tuple[Deed, str, journal.Content]:
    """Return what the journal says of a change: the names of the fields, and old and new values sealed."""
    sealed = key.seal_text(values, CHANGE)
    return Deed.SAVE_CUSTOMER, customer_number(customer), {"fields": names, "sealed": sealed}


def _applied(work: Work, before: CustomerRecord, change: RecordChange) -> CustomerRecord:
    """Return the record with the change judged and applied."""
    values: dict[str, Any] = {}
    for name, text in change.texts.items():
        if name not in JUDGED_FIELDS:
            raise InvalidValue(field=name, reason="unknown_field")
        values[name] = judge(name, text, work.settings.country)
        refuse_future(name, values[name], work.today)
    if change.tags is not None:
        values["tags"] = judge_tags(change.tags)
    if change.on_hold is not None:
        values["on_hold"] = change.on_hold
    for name, default in (
        ("customer_since_on", before.customer_since_on),
        ("payment_terms_days", work.settings.payment_terms_days),
    ):
        if name in values and values[name] is None:
            values[name] = default
    if values.get("location"):
        known = locations.find_location(work.session, values["location"])
        values["location"] = values["location"] if known is None else known.name
    record = replace(before, **values)
    if record.location != before.location:
        _refuse_elsewhere(work, record.location)
    if not record.full_name:
        raise InvalidName(field="first_name", reason="empty")
    require_credit_terms(work, before, record)
    return record


def _refuse_elsewhere(work: Work, location: str | None) -> None:
    """Raise InvalidValue when somebody tied to a location puts a customer where they would no longer see them."""
    own = work.staff.location
    if work.staff.limited_to is None or own is None or location is None:
        return
    if fold(location) != fold(own.name):
        raise InvalidValue(field="location", reason="other_location")


def _refuse_duplicates(
    session: Session,
    record: CustomerRecord,
    customer: CustomerId | None,
    before: CustomerRecord,
    *,
    allow_shared_phone: bool,
) -> None:
    refuse_taken(
        session,
        replace(
            record,
            email=None if record.email == before.email else record.email,
            card_code=None if record.card_code == before.card_code else record.card_code,
        ),
        customer,
    )
    if record.mobile and record.mobile != before.mobile and not allow_shared_phone:
        others = _others(customers.holders_of_mobile(session, record.mobile), customer)
        if others:
            raise DuplicateMobile(field="mobile", **_named(session, others))


def refuse_taken(session: Session, record: CustomerRecord, customer: CustomerId | None) -> None:
    """Raise DuplicateEmail, or InvalidValue (reason: card_taken), for what somebody else, not archived, has."""
    if record.email:
        others = _others(customers.holders_of_email(session, record.email), customer)
        if others:
            raise DuplicateEmail(field="email", **_named(session, others))
    if record.card_code:
        others = _others(customers.holders_of_card(session, record.card_code), customer)
        if others:
            raise card_taken(**_named(session, others))


def card_taken(**named: str) -> InvalidValue:
    """Return the refusal of a card that a customer has: ``number`` and ``full_name`` where they may be named."""
    return InvalidValue(field="card_code", reason="card_taken", **named)


def _named(session: Session, holders: list[tuple[CustomerId, str]]) -> dict[str, str]:
    """Return whom a refusal names: the first holder that the person acting may see, or nobody."""
    for holder, full_name in holders:
        if sight.is_seen(session, holder):
            return {"number": customer_number(holder), "full_name": full_name}
    return {}


def _archived_holder(
    session: Session, email: str, besides: CustomerId | None
) -> tuple[CustomerId, str] | None:
    holders = customers.holders_of_email(session, email)
    archived = ((holder, name) for holder, name, is_archived in holders if is_archived and holder != besides)
    return next((each for each in archived if sight.is_seen(session, each[0])), None)


def _others(
    holders: list[tuple[CustomerId, str, bool]], customer: CustomerId | None
) -> list[tuple[CustomerId, str]]:
    return [(holder, name) for holder, name, archived in holders if not archived and holder != customer]


def _enter(work: Work, customer: CustomerId, before: CustomerRecord, after: CustomerRecord) -> None:
    key = customers.open_key(work.session, work.vault, customer)
    work.enter(*change_entry(customer, key, *what_changed(before, after)))
    work.touched.add(customer)


def _stale(session: Session, now: Customer) -> StaleRecord:
    """Say who changed the record last, and which fields."""
    last = journal.last_change(session, now.number, Deed.SAVE_CUSTOMER.value)
    names, staff = ([], "") if last is None else last
    return StaleRecord(number=now.number, fields=", ".join(names), staff=staff)
