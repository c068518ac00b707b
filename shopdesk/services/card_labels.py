"""Reading whose cards are to be printed as labels, each with the code that a scanner finds the customer by."""

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.card_label import CardLabel
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.staff import Deed
from shopdesk.errors import NotFound
from shopdesk.services.desk import Desk
from shopdesk.services.segments import yardstick
from shopdesk.storage import customer_list
from shopdesk.storage.customers import read_cards


def card_label(desk: Desk, customer: CustomerId) -> CardLabel:
    """Return the label of one customer; raises NotFound."""
    with desk.read() as session:
        found = [_label(*row) for row in read_cards(session, (customer,))]
    if not found:
        raise NotFound(kind="customer", reference=customer_number(customer))
    return found[0]


def card_labels(desk: Desk, customers: tuple[CustomerId, ...] = ()) -> tuple[CardLabel, ...]:
    """Return the labels of these customers, or of everybody, by name; they leave the book as a list does.

    Archived customers have none, unless they are named. Raises NotFound for one that may not be seen, Forbidden.
    """
    with desk.work(Deed.EXPORT) as work:
        found = tuple(_label(*row) for row in read_cards(work.session, customers))
        missing = set(customers) - {label.customer for label in found}
        if missing:
            raise NotFound(kind="customer", reference=customer_number(min(missing)))
        which = "chosen" if customers else "all"
        work.enter(Deed.EXPORT, "labels", {"rows": len(found), "which": which})
    return found


def count_cards(desk: Desk) -> int:
    """Return how many labels everybody's are."""
    with desk.read() as session:
        return customer_list.count_listed(session, CustomerQuery(), yardstick(desk))


def _label(customer: int, name: str, card: str | None) -> CardLabel:
    number = customer_number(CustomerId(customer))
    return CardLabel(CustomerId(customer), name, number, card or number)
