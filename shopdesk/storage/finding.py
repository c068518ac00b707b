"""What a check of the file works with, and what it found."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from shopdesk.domain.account import customer_number
from shopdesk.errors import Damaged
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


def compared(proof: Proof, counted: str, query: str, sentence: str) -> Finding:
    """Run a query of customer, remembered, recomputed; each row whose figures differ is a problem.

    ``counted`` is what comes after the FROM of the rows that are looked at. The database compares: a row that is
    right never becomes a Python object.
    """
    checked = proof.session.exec_driver_sql(f"SELECT count(*) FROM {counted}").scalar_one()
    rows = proof.session.exec_driver_sql(
        f"SELECT customer, remembered, recomputed FROM ({query}) WHERE remembered IS NOT recomputed"
    )
    return Finding(
        checked, tuple(f"{customer_number(row[0])}: {sentence.format(row[1], row[2])}" for row in rows)
    )


def opened(proof: Proof, what: str, query: str, look: Callable[..., str]) -> Finding:
    """Open every row of a query of id, customer, uuid, data key and what is sealed; it names no erased customers.

    ``look`` takes the key and what is sealed, and returns what is wrong, or nothing.
    """
    problems: list[str] = []
    checked = 0
    rows: Any = proof.session.exec_driver_sql(query)
    for number, customer, uuid, data_key, *sealed in rows:
        checked += 1
        try:
            wrong = look(proof.vault.open_data_key(uuid, data_key), *sealed)
        except (Damaged, ValueError):
            wrong = "does not open"
        if wrong:
            problems.append(f"{customer_number(customer)}: {what} {number} {wrong}")
    return Finding(checked, tuple(problems))
