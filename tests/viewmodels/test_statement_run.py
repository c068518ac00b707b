"""Statements for many at once."""

from concurrent.futures import Future
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from shopdesk.documents import statement_pdf
from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, CustomerRow, Segment
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.domain.statement import Statement
from shopdesk.errors import Cancelled, Forbidden, InvalidDate, StaleRecord
from shopdesk.services import statements
from shopdesk.services.back_room import BackRoom
from shopdesk.services.customers import RecordChange, add_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.services.verifying import verify
from shopdesk.viewmodels import statement_run
from shopdesk.viewmodels.statement_run import (
    AT_ONCE,
    Only,
    RunOrder,
    Skipped,
    StatementRun,
    chosen,
    recipients,
)


@pytest.fixture
def book(desk: Desk) -> Desk:
    """Return a shop where Zoe owes $10, Ann $20, Bob has $5 credit and Cem never bought anything."""
    people = [
        add_customer(desk, RecordChange({"first_name": name})).id for name in ("Zoe", "Ann", "Bob", "Cem")
    ]
    for customer, amount in zip(people, (1_000, 2_000), strict=False):
        sell(desk, SaleOrder(customer, total=amount, on_account=amount), f"sale {customer}")
    take_payment(desk, PaymentOrder(people[2], 500), "payment")
    return desk


def run(desk: Desk, folder: Path, only: Only = Only.ALL, order: RunOrder | None = None) -> StatementRun:
    made = StatementRun(desk, order or RunOrder(only_debts=False), folder)
    made.carry_out(recipients(desk, only))
    return made


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_everybody_gets_a_paper_and_the_printer_one_of_all_by_name(book: Desk, tmp_path: Path) -> None:
    done = run(book, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "For the printer 2026-11-21.pdf",
        "Statement C-000001 ST-00003.pdf",
        "Statement C-000002 ST-00001.pdf",
        "Statement C-000003 ST-00002.pdf",
    ]
    assert (done.written, done.skipped) == (3, [Skipped("C-000004", "Cem", "nothing_to_show")])
    assert done.printer_file is not None
    together = text_of(done.printer_file.read_bytes())
    assert together.index("Ann") < together.index("Bob") < together.index("Zoe")
    assert together.count("Page 1 of 1") == 3


def test_a_paper_of_the_run_is_the_one_the_printer_gets(book: Desk, tmp_path: Path) -> None:
    done = run(book, tmp_path, Only.DEBTORS)
    assert done.printer_file is not None
    each = [text_of(path.read_bytes()) for path in sorted(tmp_path.glob("Statement C-*2 *.pdf"))]
    assert each[0] in text_of(done.printer_file.read_bytes())


@pytest.mark.parametrize(
    ("only", "names"),
    [(Only.DEBTORS, ["Ann", "Zoe"]), (Only.OVERDUE, []), (Only.ALL, ["Ann", "Bob", "Cem", "Zoe"])],
)
def test_a_run_is_for_those_asked_for_by_name(book: Desk, only: Only, names: list[str]) -> None:
    assert [each.full_name for each in recipients(book, only)] == names


def test_who_owes_nothing_is_skipped_where_only_debts_are_asked_for(book: Desk, tmp_path: Path) -> None:
    order = StatementRun(book, RunOrder(), tmp_path)
    order.carry_out(chosen(book, (CustomerId(3), CustomerId(2))))
    assert order.skipped == [Skipped("C-000003", "Bob", "owes_nothing")]
    assert order.written == 1


def test_stopping_keeps_the_papers_that_are_whole(
    book: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statement_run, "AT_ONCE", 1)

    def stop_after_one(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    stopped = StatementRun(book, RunOrder(), tmp_path / "out")
    with pytest.raises(Cancelled):
        stopped.carry_out(recipients(book, Only.DEBTORS), stop_after_one)
    assert stopped.written == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["Statement C-000002 ST-00001.pdf"]


def test_a_posting_meanwhile_stands_on_the_paper(
    book: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, late = statements.issue, iter([True])

    def issue_once_late(desk: Desk, statement: Statement) -> statements.IssuedStatement:
        if next(late, False):
            raise StaleRecord(number=statement.customer_number, fields="account", staff="")
        return real(desk, statement)

    def late_for_all(_desk: Desk, drafts: list[Statement], _draw: object) -> None:
        raise StaleRecord(number=drafts[0].customer_number, fields="account", staff="")

    monkeypatch.setattr(statement_run, "issue_all", late_for_all)
    monkeypatch.setattr(statement_run, "issue", issue_once_late)
    assert run(book, tmp_path, Only.DEBTORS).written == 2


def test_nobody_is_left_out_where_many_are_issued_at_once(
    book: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for drawing in ("render_statement", "StatementStack"):
        monkeypatch.setattr(statement_pdf, drawing, None)  # nothing is drawn here
    for place in range(AT_ONCE + 2):
        customer = add_customer(book, RecordChange({"first_name": f"Customer {place:02}"})).id
        sell(book, SaleOrder(customer, total=100, on_account=100), f"many {place}")
    done = run(book, tmp_path, Only.DEBTORS)
    papers = sorted(tmp_path.glob("Statement *.pdf"))
    assert len(papers) == done.written == AT_ONCE + 4
    assert {path.stem.split()[1] for path in papers} == {row.number for row in _debtors(book)}
    assert all(path.stem.split()[1] in text_of(path.read_bytes()) for path in papers)
    assert verify(book).ok


def test_a_period_that_cannot_be_writes_nothing(book: Desk, tmp_path: Path) -> None:
    with pytest.raises(InvalidDate):
        run(book, tmp_path / "out", Only.ALL, RunOrder(date(2026, 11, 2), date(2026, 11, 1)))
    assert list((tmp_path / "out").iterdir()) == []


def _debtors(desk: Desk) -> tuple[CustomerRow, ...]:
    return list_customers(desk, CustomerQuery(segment=Segment.DEBTORS)).rows


def test_only_the_owner_writes_to_everybody(book: Desk, tmp_path: Path) -> None:
    cashier = book.as_staff(add_staff(book, "Kim", Role.CASHIER))
    with pytest.raises(Forbidden):
        run(cashier, tmp_path)


def test_papers_are_drawn_although_the_processes_for_it_die(
    book: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BackRoom, "ask", lambda *_given: broken())
    done = run(book, tmp_path / "out")
    assert done.printer_file is not None
    assert text_of(done.printer_file.read_bytes()).count("Page 1 of 1") == done.written == 3


def broken() -> Future[None]:
    dead: Future[None] = Future()
    dead.set_exception(EOFError())
    return dead
