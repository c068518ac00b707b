"""The proof of a balance: its events, their sum, its age and its allocations, which must all agree."""

from collections import Counter
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, EventId
from shopdesk.services.accounts import AccountEvents, AccountState, account_and_events
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.timeline import merge


@dataclass(frozen=True, slots=True)
class BalanceProof:
    """What was compared (minor units), and whether everything agrees."""

    balance: int
    entries: int
    sum: int
    ageing: int
    allocations_ok: bool

    @property
    def ties(self) -> bool:
        """Tell whether events, ageing and allocations all prove the remembered balance."""
        return self.balance == self.sum == self.ageing and self.allocations_ok


def prove_balance(desk: Desk, customer: CustomerId) -> BalanceProof:
    """Compare a balance with everything it follows from; raises NotFound."""
    state, events = account_and_events(desk, customer)
    entries = merge(events, state, desk.settings, desk.today()).entries
    return BalanceProof(
        balance=state.balance,
        entries=len(entries),
        sum=sum((entry.charge or 0) - (entry.payment or 0) for entry in entries),
        ageing=state.ageing.balance,
        allocations_ok=_allocations_agree(state, events),
    )


def _allocations_agree(state: AccountState, events: AccountEvents) -> bool:
    """Tell whether the allocations explain what is open on each charge and what waits of each credit."""
    settled: Counter[EventId] = Counter()
    used: Counter[EventId] = Counter()
    for link in state.links:
        settled[link.charge] += link.amount
        used[link.credit] += link.amount
    amounts = {payment.event: payment.amount for payment in events.payments}
    amounts |= {change.event: -change.amount for change in events.adjustments if change.amount < 0}
    waiting = {credit.event: credit.unallocated for credit in state.waiting}
    return all(
        charge.amount - charge.outstanding == settled[charge.event] for charge in state.charges
    ) and all(
        amounts[event] - waiting.get(event, 0) == used[event] for event in amounts.keys() & {*waiting, *used}
    )
