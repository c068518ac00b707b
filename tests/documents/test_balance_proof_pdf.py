"""The proof of a balance on paper says every entry and sum, on as many pages as it needs."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from shopdesk.documents.balance_proof_pdf import render_balance_proof
from shopdesk.documents.page import Colour
from shopdesk.domain.balance_proof import BalanceProofPaper, Tie
from shopdesk.domain.money import Currency
from shopdesk.domain.statement import StatementLine
from tests.documents.reading import page_texts, placed_texts
from tests.documents.sample_statements import ROSSI

_BEGAN = date(2024, 1, 5)


def proof(count: int, *ties: Tie) -> BalanceProofPaper:
    """Return the proof of an account with so many entries: each second one pays $1 of the $3 before it."""
    balance = 0
    lines = []
    for number in range(count):
        pays = number % 2 == 1
        balance += -100 if pays else 300
        on = _BEGAN + timedelta(days=number)
        charge, payment = (None, 100) if pays else (300, None)
        lines.append(
            StatementLine(on, f"{'P' if pays else 'S'}-{number:05d}", "Entry", charge, payment, balance)
        )
    return BalanceProofPaper(
        letterhead=ROSSI,
        currency=Currency("AUD"),
        locale="en_AU",
        customer_number="C-000412",
        customer_name="Marai Haddad",
        lines=tuple(lines),
        ties=ties
        or (Tie("Entries and balance", (("Sum of all entries", balance),), "The sum is it.", True),),
        balance=balance,
        verdict="Proven: everything agrees.",
        printed_at=datetime(2026, 11, 18, 14, 20, tzinfo=ZoneInfo("Australia/Melbourne")),
        prepared_by="R. Rossi",
    )


def cents(words: str) -> int:
    """Read an amount as the paper writes it."""
    sign = -1 if words.startswith("−") else 1
    return sign * int(re.sub(r"\D", "", words))


@pytest.mark.parametrize("count", [1, 2, 24, 25, 26, 27, 28, 60, 333])
def test_the_sums_of_the_paper_are_those_of_its_lines(count: int) -> None:
    pages = page_texts(render_balance_proof(proof(count)))
    moves = re.findall(r"[SP]-\d{5}\s+Entry\s+(\S+)\s+(\S+)", "\n".join(pages))
    total = re.search(r"Sum of (\d+) entr(?:y|ies)\s+(\S+)\s+(\S+)\s+(\S+)", pages[-1])
    assert total is not None
    charged = sum(cents(moved) for place, (moved, _) in enumerate(moves) if place % 2 == 0)
    paid = sum(cents(moved) for place, (moved, _) in enumerate(moves) if place % 2 == 1)
    assert (len(moves), int(total[1])) == (count, count)
    assert tuple(map(cents, total.groups()[1:])) == (charged, paid, charged - paid)
    assert cents(moves[-1][1]) == charged - paid


def test_every_page_has_the_headings_and_hands_its_balance_on() -> None:
    pages = page_texts(render_balance_proof(proof(100)))
    carried = [re.findall(r"(?:Carried|Brought) forward\s+(\S+)", page) for page in pages]
    assert all("Reference" in page and "Charged" in page for page in pages)
    assert [handed[-1] for handed in carried[:-1]] == [handed[0] for handed in carried[1:]]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize("count", range(18, 30))
def test_the_ties_stay_together_above_the_foot(count: int) -> None:
    ties = tuple(
        Tie(f"Tie {number}", tuple((f"Figure {number}{row}", row) for row in range(7)), "So it is.", True)
        for number in range(3)
    )
    done = render_balance_proof(proof(count, *ties))
    last = page_texts(done)[-1]
    assert all(f"Tie {number}" in last and f"Figure {number}6" in last for number in range(3))
    assert all(left > 10 for _, left in placed_texts(done, done.pages - 1))


def test_what_does_not_hold_is_red() -> None:
    def red(*, holds: bool) -> bytes:
        tie = Tie("Entries and balance", (("Sum", 1),), "The sum is not the balance.", holds)
        contents = PdfReader(BytesIO(render_balance_proof(proof(3, tie)).pdf)).pages[0].get_contents()
        return b"" if contents is None else contents.get_data()

    red_ink = f"{Colour.OWED.operands} rg".encode()
    assert (red(holds=False).count(red_ink), red(holds=True).count(red_ink)) == (2, 0)
