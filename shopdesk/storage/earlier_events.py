"""Where the newest events of an account begin, or the newest of those before a place in it."""

from shopdesk.domain.account import CustomerId
from shopdesk.storage.account_history import Place, Stretch
from shopdesk.storage.merges import whose
from shopdesk.storage.session import Session, read_many

_EVENTS = (("sale", " AND on_account > 0"), ("debt_payment", ""), ("account_adjustment", ""))
"""The three kinds of event: table, and which of its rows are events of the account."""


def place_of_newest(
    session: Session, customer: CustomerId, count: int, before: Place | None = None
) -> Place | None:
    """Return where the newest so many events begin of those before a place, or of all; None where there are no more."""
    belongs, values = whose(session, customer)
    among, bounds = Stretch(before=before).among()
    places: list[Place] = []
    for table, of_account in _EVENTS:
        newest = (
            f"SELECT at, id FROM {table} WHERE {belongs}{of_account}{among} ORDER BY at DESC, id DESC LIMIT ?"
        )
        places += read_many(session, newest, (*values, *bounds, count + 1))
    places.sort(reverse=True)
    return places[count - 1] if len(places) > count else None
