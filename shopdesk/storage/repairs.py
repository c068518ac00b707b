"""Recomputing what is remembered: balances, what is open and waits, figures, points, VIP marks, suburbs, the index.

Triggers, indexes and views that are not the program's are laid anew.
"""

from collections.abc import Callable, Iterable

from shopdesk.domain.customer import VIP
from shopdesk.storage.figures import COUNTED, DUE, FIRST_DUE
from shopdesk.storage.file_integrity import INDEXES
from shopdesk.storage.integrity import EVENTS, HOLDER, LIVE
from shopdesk.storage.points import REPAIR as REPAIR_POINTS
from shopdesk.storage.schema_integrity import lay_guards_anew
from shopdesk.storage.session import Session
from shopdesk.storage.spending import REPAIRS as SPENDING
from shopdesk.storage.suburbs import recount_suburbs
from shopdesk.storage.vault import Vault


def _left_of(table: str, remembered: str, end: str) -> str:
    """Recompute what the live allocations leave of every charge or credit."""
    left = "amount - coalesce(shared, 0)"
    return (
        f"UPDATE {table} SET {remembered} = left_over FROM (SELECT event_id AS which, {left} AS left_over "
        f"FROM {table} LEFT JOIN (SELECT {end}, sum(amount) AS shared FROM {LIVE} GROUP BY {end}) "
        f"ON {end} = event_id WHERE reversed_at IS NULL AND {remembered} <> {left}) WHERE event_id = which"
    )


_TAGGED = (
    f"EXISTS (SELECT 1 FROM customer_tag WHERE customer_id = customer.id AND folded = '{VIP.casefold()}')"
)
_REPAIRS: dict[str, tuple[str, ...]] = {
    "balances": (
        (
            "UPDATE customer SET debt_balance = balance FROM (SELECT customer.id AS whose, "
            "coalesce(total, 0) AS balance FROM customer LEFT JOIN "
            f"(SELECT {HOLDER} AS holder, sum(moved) AS total FROM ({EVENTS}) GROUP BY holder) ON holder = customer.id "
            "WHERE debt_balance <> coalesce(total, 0)) WHERE id = whose"
        ),
    ),
    "charges": (_left_of("charge", "outstanding", "charge_id"),),
    "credits": (_left_of("credit", "unallocated", "credit_id"),),
    "figures": (
        f"UPDATE customer SET side = sign(debt_balance), next_due_on = ({FIRST_DUE})",
        "DELETE FROM due_day",
        f"INSERT INTO due_day SELECT due_on, sum(outstanding), sum(customers) FROM ({DUE}) GROUP BY due_on",
        f"UPDATE tally SET (customers, vip, debtors, in_credit, owed) = ({COUNTED})",
    ),
    "spending": SPENDING,
    "points": (REPAIR_POINTS,),
    "vip": (f"UPDATE customer SET is_vip = {_TAGGED} WHERE is_vip <> {_TAGGED}",),
    "search": (
        *(f"INSERT INTO {index} ({index}) VALUES ('rebuild')" for index in INDEXES),
        "DELETE FROM name_word",
        "INSERT INTO name_word (length, word) SELECT length(term), term FROM customer_words_terms",
    ),
}
_OPENED: dict[str, Callable[[Session, Vault], None]] = {"suburbs": recount_suburbs}
"""What is recomputed from sealed fields."""
_TABLES, _GUARDS = "tables", "guards"
REPAIRABLE = frozenset((_GUARDS, *_REPAIRS, *_OPENED))
"""The checks whose findings are mended: what is remembered is recomputed, guards are laid anew."""
_FROM_EVENTS = {"balances", "charges", "credits"}
"""Those that are recomputed from events and allocations, which must be sound themselves."""
_FOLLOWING = {"ageing", "settled"}
"""The checks that find something whenever one of these does."""


def in_the_way(name: str, wrong: Iterable[str]) -> list[str]:
    """Return which of the checks that found something must find nothing before this one's can be mended."""
    unsound = [other for other in wrong if other not in REPAIRABLE | _FOLLOWING]
    if name in _FROM_EVENTS:
        return unsound
    return [other for other in unsound if (name, other) == (_GUARDS, _TABLES)]


def repair(session: Session, vault: Vault, name: str) -> None:
    """Recompute or lay anew what the check of that name compares, inside a unit of work; raises Damaged."""
    for statement in _REPAIRS.get(name, ()):
        session.exec_driver_sql(statement)
    if name in _OPENED:
        _OPENED[name](session, vault)
    if name == _GUARDS:
        lay_guards_anew(session)
