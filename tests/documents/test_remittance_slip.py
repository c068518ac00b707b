"""The code on the slip fills a transfer in where the shop's banks read such codes, else it says who owes what."""

from dataclasses import replace

import pytest

from shopdesk.documents.page import Paper
from shopdesk.documents.statement_pdf import render_statement
from shopdesk.domain.money import Currency
from tests.documents.sample_statements import PLAIN, ROSSI


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(Paper, "qr", lambda _paper, _left, _top, _side, content: found.append(content))
    return found


def test_a_bank_reads_the_amount_due_and_what_it_is_for(codes: list[str]) -> None:
    shop = replace(ROSSI, payment_account="DE89 3704 0044 0532 0130 00")
    render_statement(replace(PLAIN, letterhead=shop, currency=Currency("EUR")))
    (code,) = codes
    assert code.split("\n")[5:8] == ["Rossi Jewellers", "DE89370400440532013000", "EUR1284.00"]
    assert code.endswith("C-000412 ST-00012")


def test_elsewhere_the_code_says_in_words_what_is_owed(codes: list[str]) -> None:
    render_statement(PLAIN)
    assert codes == ["Rossi Jewellers\nC-000412\nST-00012\nAUD 1,284.00"]
