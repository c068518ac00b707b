"""Where the newest events of an account begin, and what stands before them, added up."""

from shopdesk.domain.account import CustomerId, Earlier
from shopdesk.storage.account_history import Place
from shopdesk.storage.merges import whose
from shopdesk.storage.session import Session, read_many, run

_MOVES = (
    ("sale", "on_account", " AND on_account > 0"),
    ("debt_payment", "-amount", ""),
    ("account_adjustment", "amount", ""),
)
"""The three kinds of event: table, what it moves the balance by, and which of its rows are events of the account."""


def place_of_newest(session: Session, customer: CustomerId, count: int) -> Place | None:
    """Return where the newest so many events of an account begin; None where there are no more."""
    belongs, values = whose(session, customer)
    places: list[Place] = []
    for table, _, among in _MOVES:
        newest = f"SELECT at, id FROM {table} WHERE {belongs}{among} ORDER BY at DESC, id DESC LIMIT ?"
        places += read_many(session, newest, (*values, count + 1))
    places.sort(reverse=True)
    return places[count - 1] if len(places) > count else None


def read_earlier(session: Session, customer: CustomerId, since: Place) -> Earlier:
    """Return what happened on an account before a place in its order, added up."""
    belongs, values = whose(session, customer)
    kinds = " UNION ALL ".join(
        f"SELECT count(*) AS events, sum({moves}) AS moved FROM {table} "
        f"WHERE {belongs}{among} AND (at, id) < (?, ?)"
        for table, moves, among in _MOVES
    )
    summed = f"SELECT sum(events), coalesce(sum(moved), 0) FROM ({kinds})"
    return Earlier(*run(session, summed, (*values, *since) * len(_MOVES)).fetchone())
