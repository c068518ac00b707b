"""Statements to print: one like a real one, and ways to vary it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.ageing import Ageing
from shopdesk.domain.money import Currency
from shopdesk.domain.statement import Letterhead, OpenItem, Statement, StatementLine, Style

ROSSI = Letterhead(
    name="Rossi Jewellers",
    address=("12 Collins Street", "Melbourne VIC 3000", "Australia"),
    phone="03 9000 1234",
    email="accounts@rossi.example",
    registration="ABN 51 824 753 556",
    payment_details="Bank: BSB 063-000, account 1012 3456, reference C-000412",
)
MOVES = (
    (date(2026, 9, 28), "S-01371", "Sale on account", 10_000),
    (date(2026, 9, 30), "P-00804", "Payment, card", -15_000),
    (date(2026, 10, 2), "A-00031", "Store credit, goodwill (R-208)", -1_000),
    (date(2026, 10, 5), "S-01390", "Correction: sale is on account", 6_000),
    (date(2026, 10, 10), "S-01402", "Sale on account, due 9 Nov", 24_400),
    (date(2026, 11, 3), "S-01455", "Sale on account, due 3 Dec", 124_000),
    (date(2026, 11, 18), "P-00871", "Payment, cash", -20_000),
)


def lines(moves: tuple[tuple[date, str, str, int], ...], opening: int = 0) -> tuple[StatementLine, ...]:
    """Return the lines of signed movements."""
    made: list[StatementLine] = []
    for on, reference, text, amount in moves:
        opening += amount
        charge, payment = (amount, None) if amount > 0 else (None, -amount)
        made.append(StatementLine(on, reference, text, charge, payment, opening))
    return tuple(made)


def many(count: int) -> tuple[StatementLine, ...]:
    """Return that many lines, a payment after every two sales."""
    start = date(2026, 1, 1)
    return lines(
        tuple(
            (start + timedelta(days=n // 40), f"X-{n:05d}", f"Entry {n}", 12_345 if n % 3 else -20_000 - n)
            for n in range(count)
        )
    )


PLAIN = Statement(
    letterhead=ROSSI,
    currency=Currency("AUD"),
    locale="en_AU",
    customer_number="C-000412",
    customer_name="Marai Haddad",
    address=("8 Lygon Street", "Carlton VIC 3053", "Australia"),
    from_on=date(2026, 9, 1),
    to_on=date(2026, 11, 21),
    opening=0,
    late_lines=(),
    lines=lines(MOVES),
    ageing=Ageing(not_due=124_000, days_1_30=4_400),
    printed_at=datetime(2026, 11, 21, 15, 4, tzinfo=ZoneInfo("Australia/Melbourne")),
    prepared_by="R. Rossi",
    number="ST-00012",
    code="K7Q4-M2XD",
)


def with_lines(made: tuple[StatementLine, ...]) -> Statement:
    """Return the statement with other lines, and an ageing that fits them."""
    statement = replace(PLAIN, lines=made, to_on=max((line.on for line in made), default=PLAIN.to_on))
    statement = replace(statement, from_on=min((line.on for line in made), default=PLAIN.from_on))
    owed = statement.closing
    return replace(statement, ageing=Ageing(not_due=max(owed, 0), unallocated=max(-owed, 0)))


def open_items(count: int, unallocated: int = 0) -> Statement:
    """Return an open-item statement of that many charges, the first partly paid, and credit nobody used."""
    items = tuple(
        OpenItem(
            date(2026, 10, 1 + n % 28), f"S-{n:05d}", "Sale on account", 24_400, 4_400 if n == 0 else 24_400
        )
        for n in range(count)
    )
    owed = sum(item.outstanding for item in items)
    statement = replace(PLAIN, style=Style.OPEN_ITEM, items=items, opening=owed - unallocated, lines=())
    return replace(statement, ageing=Ageing(not_due=owed, unallocated=unallocated))
