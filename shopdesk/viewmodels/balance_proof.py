"""The proof of a balance: its events, their sum, its age and its allocations, which must all agree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, EventId, EventKind, reference
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.balance_proof import Tie
from shopdesk.services.accounts import AccountEvents, AccountState, account_and_events
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.account_picture import BUCKETS
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.timeline import TimelineEntry, merge
from shopdesk.wording import in_a_row, tr, tr_count

_FEW = 5


@dataclass(frozen=True, slots=True)
class BalanceProof:
    """What was compared (minor units), and whether everything agrees.

    ``charged`` and ``credited`` leave out what was taken back, ``allocated`` is what of both settles each other;
    ``disagreeing`` names the entries whose allocations do not explain what is open or waits on them.
    """

    balance: int
    entries: int
    sum: int
    ages: Ageing
    charged: int
    credited: int
    allocated: int
    disagreeing: tuple[str, ...]

    @property
    def ageing(self) -> int:
        """Return the balance that the ageing adds up to."""
        return self.ages.balance

    @property
    def allocations_ok(self) -> bool:
        """Tell whether the allocations explain every charge and every credit, and exceed none."""
        return not self.disagreeing and self.allocated <= min(self.charged, self.credited)

    @property
    def ties(self) -> bool:
        """Tell whether events, ageing and allocations all prove the remembered balance."""
        return self.balance == self.sum == self.ageing and self.allocations_ok


def prove_balance(desk: Desk, customer: CustomerId) -> BalanceProof:
    """Compare a balance with everything it follows from; raises NotFound."""
    state, events = account_and_events(desk, customer)
    return prove(state, events, merge(events, state, desk.settings, desk.today()).entries)


def prove(state: AccountState, events: AccountEvents, entries: tuple[TimelineEntry, ...]) -> BalanceProof:
    """Compare a balance with the events and the workings of one snapshot."""
    settled: Counter[EventId] = Counter()
    used: Counter[EventId] = Counter()
    for link in state.links:
        settled[link.charge] += link.amount
        used[link.credit] += link.amount
    waiting = {credit.event: credit.unallocated for credit in state.waiting}
    lowering = tuple(_credits(events))
    wrong = [
        charge.reference
        for charge in state.charges
        if charge.amount - charge.outstanding != settled[charge.event]
        or settled[charge.event] > charge.amount
    ]
    wrong += [
        ref
        for event, ref, amount in lowering
        if amount - used[event] != waiting.get(event, 0) or used[event] > amount
    ]
    return BalanceProof(
        balance=state.balance,
        entries=len(entries),
        sum=sum((entry.charge or 0) - (entry.payment or 0) for entry in entries),
        ages=state.ageing,
        charged=sum(charge.amount for charge in state.charges),
        credited=sum(amount for _, _, amount in lowering),
        allocated=settled.total(),
        disagreeing=tuple(wrong),
    )


def ties_of(proof: BalanceProof, text: ShopText) -> tuple[Tie, ...]:
    """Say what ties to what, each with its figures: the sum, the allocations and the age of the debt."""
    return _sum_tie(proof), _allocations_tie(proof), _ageing_tie(proof, text)


def verdict(proof: BalanceProof, text: ShopText) -> str:
    """Say in one sentence whether the balance is proven."""
    count = tr_count("{count} entry", "{count} entries", proof.entries, count=text.count(proof.entries))
    if proof.ties:
        return tr(
            "Proven: {count}, their allocations and the age of the debt all come to {balance}.",
            count=count,
            balance=text.money(proof.balance),
        )
    return tr(
        "Not proven: {count} come to {sum}, {balance} is remembered, and the age of the debt "
        "comes to {ageing}. Run the check in the back office.",
        count=count,
        sum=text.money(proof.sum),
        balance=text.money(proof.balance),
        ageing=text.money(proof.ageing),
    )


def _credits(events: AccountEvents) -> Iterator[tuple[EventId, str, int]]:
    """Yield what lowers the balance and was not taken back: event, reference and amount."""
    taken_back = {made.reverses for made in events.adjustments if made.reverses}
    for paid in events.payments:
        ref = reference(EventKind.PAYMENT, paid.number)
        if ref not in taken_back:
            yield paid.event, ref, paid.amount
    for made in events.adjustments:
        ref = reference(EventKind.ADJUSTMENT, made.number)
        if made.amount < 0 and made.kind is not AdjustmentKind.REVERSAL and ref not in taken_back:
            yield made.event, ref, -made.amount


def _sum_tie(proof: BalanceProof) -> Tie:
    holds = proof.sum == proof.balance
    return Tie(
        tr("Entries and balance"),
        ((tr("Sum of all entries"), proof.sum), (tr("Remembered balance"), proof.balance)),
        tr("The sum is the balance.") if holds else tr("The sum is not the balance."),
        holds,
    )


def _allocations_tie(proof: BalanceProof) -> Tie:
    figures = (
        (tr("Charged"), proof.charged),
        (tr("Paid and credited"), proof.credited),
        (tr("Settled with each other"), proof.allocated),
        (tr("Charges still open"), proof.charged - proof.allocated),
        (tr("Credit that waits"), proof.credited - proof.allocated),
    )
    if proof.allocations_ok:
        told = tr("No charge and no credit is settled beyond its amount.")
    elif proof.disagreeing:
        more = len(proof.disagreeing) - _FEW
        named = in_a_row(proof.disagreeing[:_FEW]) + (tr(" and {more} more", more=more) if more > 0 else "")
        told = tr("The allocations do not explain {named}.", named=named)
    else:
        told = tr("More is settled than there is.")
    return Tie(tr("Charges and credits"), figures, told, proof.allocations_ok)


def _ageing_tie(proof: BalanceProof, text: ShopText) -> Tie:
    ages = proof.ages
    parts = [pair for pair in zip(map(tr, BUCKETS), ages.buckets, strict=True) if pair[1]]
    parts += [(tr("Disputed"), ages.disputed)] if ages.disputed else []
    parts += [(tr("Less credit not yet used"), -ages.unallocated)] if ages.unallocated else []
    holds = proof.ageing == proof.balance
    told = (
        tr("What is open, less what waits, is the balance.")
        if holds
        else tr("This is not the balance, which is {balance}.", balance=text.money(proof.balance))
    )
    return Tie(tr("Age of the debt"), (*parts, (tr("Comes to"), proof.ageing)), told, holds)
