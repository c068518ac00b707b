"""Every paper that the shop hands out, made from one story and read back: its figures are the shop's, and add up."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from shopdesk.documents.day_close_pdf import render_day_close
from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.basket import Basket, Discount
from shopdesk.domain.day_close import CloseOrder
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleLine, SaleMade, SaleOrder
from shopdesk.domain.statement import Style
from shopdesk.domain.transfer import TransferOrder
from shopdesk.formatting import format_money
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer, get_customer
from shopdesk.services.day_close import close_day
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import refund_sale
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.statements import issue, reprint
from shopdesk.services.transferring import transfer
from shopdesk.viewmodels.day_words import slip_of
from shopdesk.viewmodels.debtors_sheet import debtors_sheet
from shopdesk.viewmodels.receipt import counter_receipt, draw_receipt, payment_receipt, transfer_receipts
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.statement import build_statement
from shopdesk.viewmodels.statement_run import Only, RunOrder, StatementRun, recipients
from shopdesk.viewmodels.why_balance import WhyBalanceViewModel
from shopdesk.wording import ENGLISH, Wording, speak, wording
from tests.ports import InlineRunner, ScriptedPrompter

LINES = (SaleLine("Ring", 3_000), SaleLine("Clasp", 2_000))
BASKET = Basket(LINES, Discount(amount=500))
BEGINS = r"^\d+ \S+ \d{4} [SPA]-\d{5} "
ROW = re.compile(rf"{BEGINS}.*?(?={BEGINS}|^Totals|^Open in all|^Sum of)", re.DOTALL | re.MULTILINE)
_FEWEST_WORDS = 5
_FIGURES = {
    "statement": (900,),
    "open items": (900,),
    "receipt": (4_500, 3_000, 2_000),
    "slip": (2_200, 2_950),
    "debtors": (900, 2_050, 2_950),
    "proof": (900, 3_000),
}
"""Some of the amounts that each paper names."""
AMOUNT = re.compile(r"(−?)\$([\d,]+\.\d\d)")


@pytest.fixture
def sold(desk: Desk, marai: CustomerId) -> SaleMade:
    """Marai bought for $45 and left $30 of it on account."""
    order = SaleOrder(marai, lines=LINES, discount=500, tenders={Method.CASH: 1_500}, on_account=3_000)
    return sell(desk, order, "sale")


@pytest.fixture
def zoe(desk: Desk, marai: CustomerId, sold: SaleMade) -> CustomerId:
    """Return somebody who took over $8 of Marai's debt, after a payment of $7, $2 of goodwill and a refund of $4."""
    other = add_customer(desk, RecordChange({"first_name": "Zoë", "last_name": "Ångström"})).id
    sell(desk, SaleOrder(other, total=1_250, on_account=1_250), "hers")
    take_payment(desk, PaymentOrder(marai, 700), "payment")
    adjust(desk, AdjustmentOrder(marai, -200, AdjustmentKind.GOODWILL_CREDIT, "scratch"), "goodwill")
    refund_sale(desk, RefundOrder(sold.reference, RefundTo.ACCOUNT, "too wide", amount=400), "refund")
    transfer(desk, TransferOrder(marai, other, 800, "her sister pays"), "transfer")
    return other


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def amounts(text: str) -> list[int]:
    found = AMOUNT.findall(text)
    return [(-1 if sign else 1) * int(figure.replace(",", "").replace(".", "")) for sign, figure in found]


def rows_of(text: str) -> list[list[int]]:
    """Return the amounts in each row of a table, whose text may go over lines."""
    return [amounts(row) for row in ROW.findall(text)]


def steps_of(rows: list[list[int]]) -> list[int]:
    """Return by how much the balance at the end of each row differs from the one before it; from nothing on."""
    balances = [0, *(row[-1] for row in rows)]
    return [after - before for before, after in pairwise(balances)]


def line_of(text: str, begins: str) -> list[int]:
    """Return the amounts in the first line that begins so."""
    return amounts(next(line for line in text.splitlines() if line.startswith(begins)))


def owes(desk: Desk, customer: CustomerId) -> int:
    return get_customer(desk, customer).debt_balance


def test_a_statement_adds_up_to_the_balance_and_so_does_its_copy(
    desk: Desk, marai: CustomerId, zoe: CustomerId
) -> None:
    issued = issue(desk, build_statement(desk, marai))
    text = words(issued.pdf)
    rows = rows_of(text)
    moved = steps_of(rows)
    charges, payments, closing = line_of(text, "Totals")
    assert [abs(step) for step in moved] == [row[-2] for row in rows]
    assert charges - payments == sum(moved) == closing == owes(desk, marai) == 900
    copy = words(reprint(desk, 1).pdf)
    assert "COPY" in copy
    assert sorted(amounts(copy)) == sorted(amounts(text))


def test_what_is_open_adds_up_to_the_balance(desk: Desk, zoe: CustomerId) -> None:
    text = words(issue(desk, build_statement(desk, zoe, style=Style.OPEN_ITEM)).pdf)
    rows = rows_of(text)
    assert [row[0] for row in rows] == [1_250, 800]
    assert sum(row[-1] for row in rows) == owes(desk, zoe) == 2_050
    assert line_of(text, "Open in all")[-1] == 2_050


def test_the_printer_gets_what_each_customer_got(
    desk: Desk, marai: CustomerId, zoe: CustomerId, tmp_path: Path
) -> None:
    run = StatementRun(desk, RunOrder(), tmp_path)
    run.carry_out(recipients(desk, Only.DEBTORS))
    assert run.printer_file is not None
    together = words(run.printer_file.read_bytes())
    closing = [amounts(line)[-1] for line in together.splitlines() if line.startswith("Totals")]
    assert sorted(closing) == sorted([owes(desk, marai), owes(desk, zoe)])
    alone = [words(path.read_bytes()) for path in tmp_path.glob("Statement *.pdf")]
    assert all(text in together for text in alone)


@pytest.mark.parametrize("paper", ["58", "80", "A4"])
def test_a_receipt_adds_up_to_what_was_paid_and_what_is_owed(
    desk: Desk, marai: CustomerId, sold: SaleMade, paper: str
) -> None:
    change_settings(desk, {"receipt_paper": paper, "registration": "ABN 51 824 753 556"})
    order = SaleOrder(marai, lines=LINES, discount=500, tenders={Method.CASH: 1_500}, on_account=3_000)
    receipt = counter_receipt(desk, ("Marai Haddad", "C-000001"), BASKET, order, sold)
    text = words(draw_receipt(receipt).pdf)
    subtotal, discount, total = (line_of(text, word)[0] for word in ("Subtotal", "Discount", "Total"))
    assert line_of(text, "1 × Ring") + line_of(text, "1 × Clasp") == [3_000, 2_000]
    assert subtotal + discount == total == sold.total == 4_500
    assert line_of(text, "Cash")[0] + line_of(text, "On account")[0] == total
    assert owes(desk, marai) in amounts(text)


@pytest.mark.parametrize("paper", ["58", "80", "A4"])
def test_a_payments_receipt_says_what_was_owed_and_is_owed_now(
    desk: Desk, marai: CustomerId, sold: SaleMade, paper: str
) -> None:
    change_settings(desk, {"receipt_paper": paper})
    order = PaymentOrder(marai, 1_000)
    receipt = payment_receipt(
        desk, "Marai Haddad", "C-000001", order, take_payment(desk, order, "payment"), 500
    )
    text = words(draw_receipt(receipt).pdf)
    assert line_of(text, "Part of S-00001") == line_of(text, "Total") == [1_000]
    assert line_of(text, "Cash handed over") == [1_500]
    assert line_of(text, "Change") == [500]
    assert {3_000, owes(desk, marai)} <= set(amounts(text))


def test_both_papers_of_a_debt_that_moved_say_what_either_owes(
    desk: Desk, marai: CustomerId, zoe: CustomerId
) -> None:
    order = TransferOrder(marai, zoe, 300, "her sister pays again")
    papers = transfer_receipts(desk, order, transfer(desk, order, "again"))
    for paper, customer, before in zip(papers, (marai, zoe), (900, 2_050), strict=True):
        assert {300, before, owes(desk, customer)} <= set(amounts(words(draw_receipt(paper).pdf)))


def test_the_proof_of_a_balance_runs_from_nothing_to_it(
    desk: Desk, marai: CustomerId, zoe: CustomerId
) -> None:
    model = WhyBalanceViewModel(desk, InlineRunner(), ScriptedPrompter(), marai)
    model.load()
    model.show_paper()
    assert model.pdf.value is not None
    text = words(model.pdf.value)
    rows = rows_of(text)
    steps = steps_of(rows)
    assert [abs(step) for step in steps] == [row[-2] for row in rows]
    assert sum(steps) == owes(desk, marai)


def test_the_slip_of_the_day_ties_to_drawer_and_balances(
    desk: Desk, marai: CustomerId, zoe: CustomerId
) -> None:
    day = close_day(desk, CloseOrder(counted=2_150, cash_float=0), "close")
    text = words(render_day_close(slip_of(day, desk.settings, shop_text(desk))).pdf)
    assert day.expected == 2_200
    assert {day.expected, 2_150, 50} <= set(map(abs, amounts(text)))
    assert day.closing_debt == owes(desk, marai) + owes(desk, zoe) == 2_950
    assert day.closing_debt in amounts(text)


def test_the_debtors_sheet_adds_up_to_what_is_owed_in_all(
    desk: Desk, marai: CustomerId, zoe: CustomerId
) -> None:
    text = words(debtors_sheet(desk))
    each = [amounts(line)[0] for line in text.splitlines() if re.search(r"C-\d{6}", line)]
    assert sorted(each) == sorted([owes(desk, marai), owes(desk, zoe)])
    assert sum(each) in amounts(text)


def bare(text: str) -> str:
    """Return a text without the marks that keep its parts in order, and with plain spaces."""
    return " ".join(re.sub("[\u2066-\u2069\u200e\u200f\u061c]", "", text).split())


def handed_out(desk: Desk, marai: CustomerId, sold: SaleMade) -> dict[str, bytes]:
    """Return the papers that a customer gets."""
    order = SaleOrder(marai, lines=LINES, discount=500, tenders={Method.CASH: 1_500}, on_account=3_000)
    receipt = counter_receipt(desk, ("Marai Haddad", "C-000001"), BASKET, order, sold)
    return {
        "statement": issue(desk, build_statement(desk, marai)).pdf,
        "open items": issue(desk, build_statement(desk, marai, style=Style.OPEN_ITEM)).pdf,
        "receipt": draw_receipt(receipt).pdf,
    }


def kept(desk: Desk, marai: CustomerId) -> dict[str, bytes]:
    """Return the papers that stay in the shop."""
    day = close_day(desk, CloseOrder(counted=2_150, cash_float=0), "close")
    proof = WhyBalanceViewModel(desk, InlineRunner(), ScriptedPrompter(), marai)
    proof.load()
    proof.show_paper()
    assert proof.pdf.value is not None
    slip = render_day_close(slip_of(day, desk.settings, shop_text(desk))).pdf
    return {"slip": slip, "debtors": debtors_sheet(desk), "proof": proof.pdf.value}


@pytest.fixture(params=["ar_EG", "es_MX", "fr_FR"])
def asked(
    request: pytest.FixtureRequest, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """Let the shop stand where another language is spoken; return the texts that were asked for, and what was said."""
    said: dict[str, str] = {}
    say = Wording.text

    def listen(words: Wording, english: str, sense: str = "") -> str:
        found = say(words, english, sense)
        if words is not ENGLISH and "{" not in english and found != english:
            said[english] = bare(found)
        return found

    monkeypatch.setattr(Wording, "text", listen)
    change_settings(desk, {"locale": request.param, "phone": "03 9555 0188"})
    yield said
    speak(ENGLISH)


def test_papers_for_customers_speak_as_the_shop_does_and_its_own_as_the_screen_does(
    desk: Desk, marai: CustomerId, sold: SaleMade, zoe: CustomerId, asked: dict[str, str]
) -> None:
    drawn = handed_out(desk, marai, sold)
    speak(wording(desk.settings.locale))
    drawn |= kept(desk, marai)
    for name, pdf in drawn.items():
        text = bare(words(pdf))
        left = [english for english in asked if re.search(rf"\b{re.escape(english)}\b", text)]
        figures = {
            bare(format_money(amount, desk.settings.money, desk.settings.locale)) for amount in _FIGURES[name]
        }
        assert (name, left, {figure for figure in figures if figure not in text}) == (name, [], set())
        assert len([said for said in asked.values() if said in text]) > _FEWEST_WORDS
