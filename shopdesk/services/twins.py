"""Records that may be one person: listed for the owner, to be merged or dismissed."""

from collections.abc import Callable

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.staff import Deed
from shopdesk.domain.twins import Twins
from shopdesk.errors import InvalidValue
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk
from shopdesk.storage import twins

Progress = Callable[[int, int], None]


def possible_twins(desk: Desk, progress: Progress | None = None) -> tuple[Twins, ...]:
    """Return the pairs of similar names that share a phone, an email or an address; raises Forbidden.

    Every address is opened for it, so it is work for the long lane; ``progress`` may raise to stop it.
    """
    with desk.read(Deed.MERGE) as session:
        return tuple(twins.find_twins(session, desk.book.vault, progress))


def dismiss_twins(desk: Desk, one: CustomerId, other: CustomerId) -> None:
    """Say that two customers are two people; they are not listed again. Raises NotFound, Forbidden."""
    with desk.work(Deed.MERGE) as work:
        if one == other:
            raise InvalidValue(field="other", reason="same_customer")
        for customer in (one, other):
            load(work.session, work.vault, customer)
        twins.dismiss(work.session, one, other)
        work.enter(Deed.MERGE, customer_number(one), {"other": customer_number(other), "two_people": True})
