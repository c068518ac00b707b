"""What a check of the file works with, and what it found."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.storage.database import Database
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault


class Finding(NamedTuple):
    """What a check looked at, and what is wrong, each problem a short sentence without personal values."""

    checked: int
    problems: tuple[str, ...]


class Proof(NamedTuple):
    """What checks work with; ``suburbs`` gathers what the bundles name: folded name, state, postcode."""

    database: Database
    session: Session
    vault: Vault
    chain_keys: Mapping[int, bytes]
    suburbs: Counter[tuple[str, str, str]]


Check = Callable[[Proof], Finding]


def compared(proof: Proof, query: str, sentence: str) -> Finding:
    """Run a query of customer, remembered, recomputed; each row whose figures differ is a problem."""
    rows: Iterable[tuple[CustomerId, object, object]] = (
        tuple(row) for row in proof.session.exec_driver_sql(query)
    )
    problems: list[str] = []
    checked = 0
    for customer, remembered, recomputed in rows:
        checked += 1
        if remembered != recomputed:
            problems.append(f"{customer_number(customer)}: {sentence.format(remembered, recomputed)}")
    return Finding(checked, tuple(problems))
