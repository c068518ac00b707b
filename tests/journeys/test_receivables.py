"""Fifty real-life-shaped customers posted through the services, compared with figures from the file alone."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.days import local_day, noon
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed
from shopdesk.services.accounts import account_state, ageing_report
from shopdesk.services.customers import RecordChange, insert_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import post_payment
from shopdesk.services.selling import post_sale
from shopdesk.services.verifying import verify

RECEIVABLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "receivables.csv"
DAYS = (date(2012, 3, 31), date(2012, 12, 31), date(2013, 5, 15), date(2013, 9, 30), date(2014, 1, 31))


@dataclass(frozen=True)
class Invoice:
    """One row of the file; amount in cents."""

    customer: str
    number: str
    sold_on: date
    due_on: date
    amount: int
    settled_on: date
    days_to_settle: int
    days_late: int

    def open_on(self, day: date) -> int:
        return self.amount if self.sold_on <= day < self.settled_on else 0


def _read() -> list[Invoice]:
    def day(text: str) -> date:
        return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007  a calendar day has no zone

    with RECEIVABLES.open(newline="", encoding="utf-8") as file:
        return [
            Invoice(
                customer=row["customerID"],
                number=row["invoiceNumber"],
                sold_on=day(row["InvoiceDate"]),
                due_on=day(row["DueDate"]),
                amount=int(Decimal(row["InvoiceAmount"]) * 100),
                settled_on=day(row["SettledDate"]),
                days_to_settle=int(row["DaysToSettle"]),
                days_late=int(row["DaysLate"]),
            )
            for row in csv.DictReader(file)
        ]


def _expected(invoices: list[Invoice], day: date) -> Ageing:
    buckets = [0, 0, 0, 0, 0]
    for invoice in invoices:
        late = (day - invoice.due_on).days
        buckets[0 if late <= 0 else min(4, 1 + (late - 1) // 30)] += invoice.open_on(day)
    return Ageing(*buckets)


@dataclass(frozen=True)
class Posted:
    """The book after every row of the file, and which event is which invoice."""

    desk: Desk
    invoices: dict[str, list[Invoice]]
    customers: dict[str, CustomerId]
    references: dict[str, Invoice]


@pytest.fixture
def posted(desk: Desk) -> Posted:
    """Post each row as a sale on account and a payment in full on its settled date, directed to that sale."""
    if not RECEIVABLES.exists():
        pytest.skip(f"{RECEIVABLES} is not ours to publish and is not on this machine")
    zone = desk.settings.time_zone
    invoices: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in _read():
        invoices[invoice.customer].append(invoice)
    references: dict[str, Invoice] = {}
    with desk.work(Deed.IMPORT) as work:
        customers = {name: insert_customer(work, RecordChange({"last_name": name})) for name in invoices}
        moves = sorted(
            (day, kind, invoice.number, invoice)
            for rows in invoices.values()
            for invoice in rows
            for day, kind in ((invoice.sold_on, 0), (invoice.settled_on, 1))
        )
        numbers: dict[str, str] = {}
        for day, kind, number, invoice in moves:
            customer, at = customers[invoice.customer], noon(day, zone)
            if kind == 0:
                made = post_sale(
                    work,
                    SaleOrder(
                        customer,
                        total=invoice.amount,
                        on_account=invoice.amount,
                        at=at,
                        due_on=invoice.due_on,
                    ),
                )
                numbers[number] = made.reference
                references[made.reference] = invoice
            else:
                post_payment(
                    work,
                    PaymentOrder(
                        customer, invoice.amount, at=at, directed=((numbers[number], invoice.amount),)
                    ),
                )
    return Posted(desk, invoices, customers, references)


def test_every_balance_ageing_and_settlement_is_what_the_file_says(posted: Posted) -> None:
    zone = posted.desk.settings.time_zone
    for day in DAYS:
        report = ageing_report(posted.desk, day)
        found = {row.customer: row.ageing for row in report.rows}
        for name, rows in posted.invoices.items():
            expected = _expected(rows, day)
            customer = posted.customers[name]
            assert found.get(customer, Ageing()) == expected
            assert account_state(posted.desk, customer, day).balance == sum(row.open_on(day) for row in rows)
        assert report.totals == sum((_expected(rows, day) for rows in posted.invoices.values()), Ageing())
        assert report.totals.balance > 0 or day == DAYS[-1]
    seen = 0
    for customer in posted.customers.values():
        state = account_state(posted.desk, customer)
        assert (state.balance, state.ageing) == (0, Ageing())
        for charge in state.charges:
            invoice = posted.references[charge.reference]
            assert charge.settled_at is not None
            settled_on = local_day(charge.settled_at, zone)
            assert (settled_on - local_day(charge.at, zone)).days == invoice.days_to_settle
            assert max(0, (settled_on - charge.due_on).days) == invoice.days_late
            seen += 1
    assert seen == sum(map(len, posted.invoices.values())) > 1_000
    assert verify(posted.desk).ok
