"""Erasing a person: the data key is destroyed and the plain columns are blanked; figures and chain stay whole."""

from datetime import date
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.retention import gone_by
from shopdesk.domain.staff import Deed
from shopdesk.errors import BalanceNotZero, InvalidValue, ShopDeskError
from shopdesk.services.backups import rotate_anchor
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk
from shopdesk.storage import customers, erasure, merges


class Erased(NamedTuple):
    """Who was erased, and until which day backups still hold the key (None: there are none)."""

    number: str
    in_backups_until: date | None


def can_erase(customer: Customer) -> ShopDeskError | None:
    """Return why a customer cannot be erased, or None."""
    if customer.debt_balance != 0:
        return BalanceNotZero(number=customer.number, balance=customer.debt_balance)
    if customer.archived_at is None:
        return InvalidValue(field="customer", reason="not_archived")
    return None


def is_erased(desk: Desk, customer: CustomerId) -> bool:
    """Tell whether a customer was erased; raises NotFound."""
    with desk.read() as session:
        found = load(session, desk.book.vault, customer)
        return customers.key_or_none(session, desk.book.vault, found.id) is None


def erase(desk: Desk, customer: CustomerId) -> Erased:
    """Erase a customer and whoever was merged into them, for ever.

    Raises NotFound, BalanceNotZero, InvalidValue (reason: not_archived, erased), Forbidden.
    """
    with desk.work(Deed.ERASE) as work:
        found = load(work.session, work.vault, customer)
        refusal = can_erase(found)
        if refusal is not None:
            raise refusal
        customers.open_key(work.session, work.vault, found.id)
        members = merges.members_of(work.session, found.id)
        erasure.erase(work.session, work.vault, members, work.now)
        work.enter(Deed.ERASE, found.number, {"customers": [int(member) for member in members]})
        work.touched |= set(members)
        work.posted = True
    rotate_anchor(desk.book)
    desk.settle()
    desk.book.backups.drop_idle_anchors()
    kept = desk.book.backups.listed()
    return Erased(found.number, gone_by(desk.today()) if kept else None)
