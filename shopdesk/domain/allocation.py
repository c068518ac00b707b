"""Which credit settles which charge: the oldest due first, unless the person at the till picks others."""

from collections.abc import Iterable
from typing import NamedTuple

from shopdesk.domain.account import Charge, Credit, EventId


class Share(NamedTuple):
    """``amount`` (minor units, above zero) of one credit settles that much of one charge."""

    credit: EventId
    charge: EventId
    amount: int


def in_order(charges: Iterable[Charge]) -> list[Charge]:
    """Return charges in the order in which they are settled: due date, then time, then sequence."""
    return sorted(charges, key=lambda charge: (charge.due_on, charge.at, charge.event))


def share_credit(
    credit: EventId, amount: int, charges: Iterable[Charge], directed: Iterable[tuple[Charge, int]] = ()
) -> list[Share]:
    """Spread a new credit: first as directed, then over the open, undisputed charges in their order.

    ``charges`` come in settling order and are read only as far as the money reaches.
    """
    shares: dict[EventId, int] = {}
    left = amount
    for charge, wanted in directed:
        taken = min(left, wanted, charge.outstanding - shares.get(charge.event, 0))
        if taken > 0:
            shares[charge.event] = shares.get(charge.event, 0) + taken
            left -= taken
    if left:
        for charge in charges:
            taken = 0 if charge.disputed else min(left, charge.outstanding - shares.get(charge.event, 0))
            if taken > 0:
                shares[charge.event] = shares.get(charge.event, 0) + taken
                left -= taken
            if not left:
                break
    return [Share(credit, charge, taken) for charge, taken in shares.items()]


def cover_charge(charge: EventId, amount: int, credits_: Iterable[Credit]) -> list[Share]:
    """Let credit that waits settle a new charge, the oldest credit first."""
    shares: list[Share] = []
    left = amount
    for credit in credits_:
        if not left:
            break
        taken = min(left, credit.unallocated)
        if taken > 0:
            shares.append(Share(credit.event, charge, taken))
            left -= taken
    return shares
