"""Laws of the account under every deed that puts something right: in any order, with a clock that moves on.

Every deed goes through its own service in its own unit of work; what a rule refuses must leave nothing behind.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.days import local_day
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.money import Currency
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.transfer import TransferOrder
from shopdesk.errors import NotFound, Refused
from shopdesk.services.accounts import account_state
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale, load_sale
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute, settle_dispute
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import refund_sale, undo_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.transferring import transfer
from shopdesk.services.verifying import verify
from shopdesk.services.writing_off import write_off_below
from shopdesk.shop import open_shop
from shopdesk.viewmodels.balance_proof import prove_balance
from shopdesk.viewmodels.timeline import TimelineEntry, load_timeline
from tests.conftest import PASSPHRASE, StandingClock
from tests.laws.effort import law

LAW = law(20)
HLEDGER = shutil.which("hledger")
_HUGE = 10**12
_REQUESTS = count()


@dataclass(frozen=True)
class Step:
    """One deed: what, how much (minor units), about which of the earlier things, after how many hours."""

    deed: str
    amount: int
    place: int
    hours: int


@dataclass
class History:
    """Two customers, and what was entered about them so far."""

    desk: Desk
    customers: tuple[CustomerId, CustomerId]
    sales: list[str]
    entries: list[str]
    refused: int = 0

    def sale(self, step: Step) -> str:
        """Choose one of the sales."""
        return self.sales[step.place % len(self.sales)] if self.sales else "S-0"

    @staticmethod
    def part(step: Step) -> int | None:
        """Choose an amount, or all there is."""
        return step.amount if step.place % 2 else None

    def whose(self, step: Step) -> tuple[CustomerId, CustomerId]:
        """Choose a customer, and the other one."""
        one, other = self.customers
        return (one, other) if step.place % 2 else (other, one)


Act = Callable[[History, Step, str], str | None]
CASH = Method.CASH


def _sell(tendered: Callable[[int], int]) -> Act:
    def act(history: History, step: Step, request: str) -> None:
        cash = tendered(step.amount)
        tenders = {CASH: cash} if cash else {}
        order = SaleOrder(history.whose(step)[0], step.amount, tenders=tenders, on_account=step.amount - cash)
        history.sales.append(sell(history.desk, order, request).reference)

    return act


def _adjust(kind: AdjustmentKind, sign: int, method: Method | None = None) -> Act:
    def act(history: History, step: Step, request: str) -> str:
        order = AdjustmentOrder(history.whose(step)[0], sign * step.amount, kind, "law", method=method)
        return adjust(history.desk, order, request).reference

    return act


def _settle(outcome: DisputeOutcome) -> Act:
    def act(history: History, step: Step, request: str) -> str:
        with suppress(Refused):  # what nobody disputed yet is disputed first
            open_dispute(history.desk, history.sale(step), "law", f"{request} opened")
        order = SettlementOrder(history.sale(step), outcome, "law", step.amount)
        return settle_dispute(history.desk, order, request).reference

    return act


def _refund(to: RefundTo) -> Act:
    def act(history: History, step: Step, request: str) -> None:
        refund_sale(
            history.desk, RefundOrder(history.sale(step), to, "law", amount=history.part(step)), request
        )

    return act


def _pay(history: History, step: Step, request: str) -> str:
    at = history.desk.clock.now() - timedelta(hours=step.place % 500)
    return take_payment(
        history.desk, PaymentOrder(history.whose(step)[0], step.amount, at=at), request
    ).reference


def _correct(history: History, step: Step, request: str) -> str:
    with history.desk.read() as session:
        mark = load_sale(session, history.sale(step)).mark
    to = SaleMark.PAID if mark is SaleMark.DEBT else SaleMark.DEBT
    order = CorrectionOrder(history.sale(step), to, "law", amount=history.part(step), method=CASH)
    return correct_sale(history.desk, order, request).reference


def _transfer(history: History, step: Step, request: str) -> str:
    one, other = history.whose(step)
    return transfer(history.desk, TransferOrder(one, other, step.amount, "law"), request).references[
        step.place % 2
    ]


def _reverse(history: History, step: Step, request: str) -> str:
    entry = history.entries[step.place % len(history.entries)] if history.entries else "P-0"
    return reverse(history.desk, entry, "law", request).reference


def _undo(history: History, step: Step, request: str) -> None:
    undo_sale(history.desk, history.sale(step), "law", request)


def _dispute(history: History, step: Step, request: str) -> None:
    open_dispute(history.desk, history.sale(step), "law", request)


def _dust(history: History, step: Step, request: str) -> None:
    write_off_below(history.desk, min(step.amount, 3000), "law", request)


DEEDS: dict[str, Act] = {
    "sale on account": _sell(lambda _amount: 0),
    "sale paid": _sell(lambda amount: amount),
    "sale partly paid": _sell(lambda amount: amount // 2),
    "payment": _pay,
    "opening balance": _adjust(AdjustmentKind.OPENING_BALANCE, 1),
    "goodwill": _adjust(AdjustmentKind.GOODWILL_CREDIT, -1),
    "credit paid out": _adjust(AdjustmentKind.CREDIT_PAID_OUT, 1, CASH),
    "correct": _correct,
    "refund to cash": _refund(RefundTo.CASH),
    "refund to account": _refund(RefundTo.ACCOUNT),
    "undo": _undo,
    "dispute": _dispute,
    "stands": _settle(DisputeOutcome.STANDS),
    "lower": _settle(DisputeOutcome.LOWER),
    "write off": _settle(DisputeOutcome.WRITE_OFF),
    "transfer": _transfer,
    "reverse": _reverse,
    "dust": _dust,
}
_KINDS_OF_SALE = ("sale on account", "sale paid", "sale partly paid")
_AMOUNTS = st.one_of(st.integers(1, 40).map(lambda tens: tens * 50), st.integers(1, _HUGE))
STEPS = st.builds(
    Step,
    st.sampled_from(sorted(DEEDS)),
    _AMOUNTS,
    st.integers(0, 1000),
    st.sampled_from([0, 0, 5, 24, 24 * 17]),
)
_SALES = STEPS.map(lambda step: replace(step, deed=_KINDS_OF_SALE[step.place % 3]))
HISTORIES = st.tuples(st.lists(_SALES, min_size=1, max_size=3), st.lists(STEPS, min_size=2, max_size=12)).map(
    lambda parts: parts[0] + parts[1]
)
_DISPUTED_THEN_PAID = [
    Step("sale on account", 500, 1, 0),
    Step("dispute", 1, 0, 24),
    Step("payment", 300, 1, 24),
    Step("stands", 1, 0, 24),
    Step("refund to cash", 400, 0, 24),
]


@pytest.fixture(scope="module", params=["AUD", "JPY", "BHD"])
def desk(
    shop_template: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Desk]:
    """Open one shop for all examples, in currencies of two, no and three decimals; verify it at the end."""
    folder = tmp_path_factory.mktemp("right") / "shop"
    shutil.copytree(shop_template, folder)
    with open_shop(folder, PASSPHRASE, clock=StandingClock()) as shop:
        change_settings(shop.desk, {"currency": request.param})
        yield shop.desk
        report = verify(shop.desk)
        assert [check for check in report.checks if not check.ok] == [], "verify is clean after all examples"


def enter(desk: Desk, steps: list[Step]) -> History:
    """Enter a history for two new customers; every deed is asked for twice and done once."""
    one, other = (add_customer(desk, RecordChange({"first_name": name})).id for name in ("Law", "Order"))
    history = History(desk, (one, other), [], [])
    go_on(history, steps)
    return history


def go_on(history: History, steps: list[Step]) -> None:
    """Enter more of a history."""
    clock = history.desk.clock
    assert isinstance(clock, StandingClock)
    for step in steps:
        clock.forward(hours=step.hours)
        request = f"law {next(_REQUESTS)}"
        try:
            made = DEEDS[step.deed](history, step, request)
        except (Refused, NotFound):
            history.refused += 1
            continue
        if made is not None and made.startswith(("P", "A")):
            history.entries.append(made)


def moved(entry: TimelineEntry) -> int:
    return (entry.charge or 0) - (entry.payment or 0)


@LAW
@given(HISTORIES)
@example(_DISPUTED_THEN_PAID)
def test_on_every_day_the_ageing_is_the_sum_of_the_events(desk: Desk, steps: list[Step]) -> None:
    history = enter(desk, steps)
    zone = desk.settings.time_zone
    for customer in history.customers:
        timeline = load_timeline(desk, customer)
        assert timeline.proven
        days = {local_day(entry.at, zone) for entry in timeline.entries}
        for day in sorted(days | {day - timedelta(days=1) for day in days} | {desk.today()}):
            state = account_state(desk, customer, day)
            on_day = (entry for entry in timeline.entries if local_day(entry.at, zone) <= day)
            assert state.ageing.balance == sum(map(moved, on_day)) == state.balance
            assert min(state.ageing.as_tuple()) >= 0
            assert all(0 <= charge.outstanding <= charge.amount for charge in state.charges)


@LAW
@given(HISTORIES)
def test_allocations_never_exceed_either_side_and_nothing_waits_in_vain(
    desk: Desk, steps: list[Step]
) -> None:
    history = enter(desk, steps)
    for customer in history.customers:
        amounts = {entry.event: abs(moved(entry)) for entry in load_timeline(desk, customer).entries}
        state = account_state(desk, customer)
        for side in ("charge", "credit"):
            for event in {getattr(link, side) for link in state.links}:
                assert (
                    sum(link.amount for link in state.links if getattr(link, side) == event) <= amounts[event]
                )
        open_ = [charge for charge in state.charges if charge.outstanding and not charge.disputed]
        assert not (state.waiting and open_)


@LAW
@given(HISTORIES)
@example(_DISPUTED_THEN_PAID)
def test_the_proof_of_a_balance_ties_and_its_figures_explain_what_is_open_and_what_waits(
    desk: Desk, steps: list[Step]
) -> None:
    history = enter(desk, steps)
    for customer in history.customers:
        proof = prove_balance(desk, customer)
        assert proof.ties
        assert proof.charged - proof.allocated == sum(proof.ages.buckets) + proof.ages.disputed
        assert proof.credited - proof.allocated == proof.ages.unallocated


@LAW
@given(HISTORIES)
def test_a_sale_never_gives_back_more_than_it_brought(desk: Desk, steps: list[Step]) -> None:
    history = enter(desk, steps)
    with desk.read() as session:
        for ref in history.sales:
            sale = load_sale(session, ref)
            assert 0 <= sale.refunded <= sale.total
            assert 0 <= sale.outstanding <= sale.total
            paid = sum(sale.tendered.values())
            assert paid <= sale.total


@LAW
@given(HISTORIES)
def test_what_was_done_under_a_request_is_done_once(desk: Desk, steps: list[Step]) -> None:
    history = enter(desk, steps)
    before = [account_state(desk, customer).balance for customer in history.customers]
    order = TransferOrder(*history.customers, 50, "twice")
    request = f"law {next(_REQUESTS)}"
    assert transfer(desk, order, request) == transfer(desk, order, request)
    after = [account_state(desk, customer).balance for customer in history.customers]
    assert after == [before[0] - 50, before[1] + 50]


@pytest.mark.skipif(HLEDGER is None, reason="hledger is not installed here (Debian package hledger)")
@law(10)
@given(HISTORIES)
def test_hledger_adds_the_same_events_up_to_the_same_balance(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    history = enter(desk, steps)
    currency = Currency(desk.settings.currency)
    for customer in history.customers:
        timeline = load_timeline(desk, customer)
        if not timeline.entries:
            continue
        book = tmp_path_factory.mktemp("hledger") / "account.journal"
        book.write_text("".join(map(_transaction, timeline.entries, [currency] * len(timeline.entries))))
        said = subprocess.run(
            [
                str(HLEDGER),
                "-f",
                str(book),
                "balance",
                "receivable",
                "--flat",
                "--no-total",
                "-E",
                "-O",
                "csv",
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        figure = said.splitlines()[1].rsplit(",", 1)[1].strip('"').split()[0]
        assert Decimal(figure) * currency.major == timeline.balance


def _transaction(entry: TimelineEntry, currency: Currency) -> str:
    amount = Decimal(moved(entry)) / currency.major
    day = entry.at.date()
    return f"{day} {entry.ref}\n    receivable  {amount:f} {currency.code}\n    income\n\n"
