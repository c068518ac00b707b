"""Issuing statements: numbered, kept as they were printed, and provable by their code."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from shopdesk.domain.account import Charge, CustomerId, EventId, parse_customer_number
from shopdesk.domain.ageing import Ageing, age
from shopdesk.domain.customer import Customer
from shopdesk.domain.sale import BoughtGoods
from shopdesk.domain.staff import Deed
from shopdesk.domain.statement import Statement
from shopdesk.errors import NotFound, StaleRecord
from shopdesk.services.accounts import AccountEvents, read_events, read_open
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import account_history, customers, merges, sale_lines, statements
from shopdesk.storage.counters import next_number
from shopdesk.storage.moments import to_micros
from shopdesk.storage.sight import require_seen
from shopdesk.storage.statements import PAPER, IssuedPaper, IssuedRow

__all__ = [
    "AccountToState",
    "IssuedPaper",
    "IssuedStatement",
    "account_to_state",
    "bought_goods",
    "draft",
    "issue",
    "issue_all",
    "issued_statements",
    "reprint",
    "statement_number",
]

_PREFIX = "ST-"

if TYPE_CHECKING:  # reportlab doubles the start, so papers are imported when the first one is drawn
    from shopdesk.documents.page import RenderedPaper

    Draw = Callable[[list[Statement]], Iterable[RenderedPaper]]


class IssuedStatement(NamedTuple):
    """A statement that was issued, with its number and code, and the paper itself."""

    statement: Statement
    pdf: bytes
    pages: int


class AccountToState(NamedTuple):
    """What a statement is made of: whose it is, all events, what is open on its last day, what they were last told."""

    customer: Customer
    events: AccountEvents
    open_charges: tuple[Charge, ...]
    ageing: Ageing
    last: IssuedRow | None


def account_to_state(desk: Desk, customer: CustomerId, as_of: date) -> AccountToState:
    """Return an account from one snapshot, open charges and ageing as of a day; raises NotFound."""
    with desk.read() as session:
        found = load(session, desk.book.vault, customer)
        charges, waiting = read_open(desk, session, found.id, as_of)
        events = read_events(desk, session, found.id)
        last = statements.last_issued(session, customer)
    return AccountToState(found, events, charges, age(charges, waiting, as_of), last)


def bought_goods(desk: Desk, sales: Iterable[EventId]) -> dict[EventId, BoughtGoods]:
    """Return what sales were for, of those only that have lines."""
    with desk.read() as session:
        return sale_lines.read_goods(session, sales)


def issued_statements(desk: Desk, customer: CustomerId) -> tuple[IssuedPaper, ...]:
    """Return the statements that the customer was given, also under the names merged into theirs, newest first."""
    with desk.read() as session:
        return tuple(statements.read_issued(session, merges.members_of(session, customer)))


def reprint(desk: Desk, number: int) -> "RenderedPaper":
    """Return a statement as it was issued, marked COPY; raises NotFound, InvalidValue (reason: erased)."""
    with desk.read(Deed.ISSUE_STATEMENT) as session:
        found = statements.read_paper(session, number)
        if found is None:
            raise NotFound(kind="statement", reference=statement_number(number))
        pdf = customers.open_key(session, desk.book.vault, found[0]).unseal(found[1], PAPER)
    # Drawing paper is loaded when there is some to draw: it doubles the time that the program needs to start.
    from shopdesk.documents.copy_mark import mark_copy  # noqa: PLC0415 -- see above

    return mark_copy(pdf)


def statement_number(number: int) -> str:
    """Write a statement's number: ``ST-00012``."""
    return f"{_PREFIX}{number:05d}"


def draft(statement: Statement) -> "RenderedPaper":
    """Render a statement that is not issued; it says so on the paper."""
    return _render(statement)


def issue(desk: Desk, statement: Statement) -> IssuedStatement:
    """Give a statement its number, render it and keep it.

    Raises StaleRecord when something was entered since the draft was built, so that what is printed is
    what stands in the book.
    """
    (issued,) = _issued(desk, (statement,), lambda numbered: [_render(each) for each in numbered])
    return issued


def issue_once(desk: Desk, statement: Statement) -> int:
    """Return the number of the statement that says what this one says: issued before, or else now, as `issue` does.

    One of the same day, closing on the same balance after the same entries, is the same paper.
    """
    customer = parse_customer_number(statement.customer_number)
    with desk.read(Deed.ISSUE_STATEMENT) as session:
        require_seen(session, customer)
        before = statements.find_same(
            session, customer, statement.to_on, statement.closing, statement.last_event
        )
    return (
        before if before is not None else int(issue(desk, statement).statement.number.removeprefix(_PREFIX))
    )


def issue_all(desk: Desk, drafts: Iterable[Statement], draw: "Draw") -> list[IssuedStatement]:
    """Issue statements as `issue` does, all of them or none; ``draw`` renders them, in order, once they have numbers.

    Nobody else writes meanwhile, so these should be few. Raises Forbidden for who may issue only one at a time.
    """
    desk.require(Deed.ISSUE_STATEMENTS)
    return _issued(desk, drafts, draw)


def _issued(desk: Desk, drafts: Iterable[Statement], draw: "Draw") -> list[IssuedStatement]:
    with desk.work(Deed.ISSUE_STATEMENT) as work:
        numbered = [_numbered(work, draft) for draft in drafts]
        issued = []
        for statement, paper in zip(numbered, draw(numbered), strict=True):
            _keep(work, statement, paper)
            issued.append(IssuedStatement(statement, paper.pdf, paper.pages))
        return issued


def _numbered(work: Work, statement: Statement) -> Statement:
    """Give a draft its number, enter it in the journal, and return it with its code."""
    _refuse_stale(work, statement)
    number = next_number(work.session, "statement")
    work.enter(
        Deed.ISSUE_STATEMENT,
        statement.customer_number,
        {
            "number": number,
            "style": statement.style.value,
            "from": str(statement.from_on),
            "to": str(statement.to_on),
            "opening": statement.opening,
            "late": statement.late,
            "charges": statement.charges,
            "payments": statement.payments,
            "closing": statement.closing,
        },
    )
    return replace(statement, number=statement_number(number), code=work.head.code)


def _refuse_stale(work: Work, statement: Statement) -> None:
    newest = account_history.last_event(work.session, parse_customer_number(statement.customer_number))
    if newest != statement.last_event:
        raise StaleRecord(number=statement.customer_number, fields="account", staff="")


def _keep(work: Work, statement: Statement, paper: "RenderedPaper") -> None:
    customer = parse_customer_number(statement.customer_number)
    sealed = customers.open_key(work.session, work.vault, customer).seal(paper.pdf, PAPER)
    statements.insert_statement(
        work.session,
        {
            "id": int(statement.number.removeprefix(_PREFIX)),
            "customer_id": customer,
            "from_on": str(statement.from_on),
            "to_on": str(statement.to_on),
            "opening": statement.opening,
            "late": statement.late,
            "charges": statement.charges,
            "payments": statement.payments,
            "closing": statement.closing,
            "last_event": statement.last_event,
            "pages": paper.pages,
            "code": statement.code,
            "paper_enc": sealed,
            "issued_at": to_micros(work.now),
            "staff_id": work.staff.id,
        },
    )


def _render(statement: Statement) -> "RenderedPaper":
    from shopdesk.documents.statement_pdf import render_statement  # noqa: PLC0415  as above

    return render_statement(statement)
