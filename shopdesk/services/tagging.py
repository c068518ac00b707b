"""Giving tags to many customers at once, and putting back what they had."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import judge_tags
from shopdesk.domain.folding import fold
from shopdesk.domain.staff import Deed
from shopdesk.services.customers import RecordChange, load, update_customer
from shopdesk.services.desk import Desk, Work

TagsOf = Mapping[CustomerId, tuple[str, ...]]


def retag(
    desk: Desk, customers: Iterable[CustomerId], add: tuple[str, ...] = (), remove: tuple[str, ...] = ()
) -> TagsOf:
    """Give and take tags, of all these customers or of none; return what those who changed had before.

    Tags are compared ignoring case and saved in their canonical spelling. Raises InvalidValue (field: tags) for a
    tag that cannot be, or where a customer would have too many.
    """
    gone = {fold(tag) for tag in (*remove, *judge_tags(remove))}
    wanted = judge_tags(add)
    with desk.work(Deed.SAVE_CUSTOMER) as work:
        before: dict[CustomerId, tuple[str, ...]] = {}
        for customer in dict.fromkeys(customers):
            had = load(work.session, work.vault, customer).record.tags
            kept = tuple(tag for tag in had if fold(tag) not in gone)
            if _set(work, customer, (*kept, *wanted)):
                before[customer] = had
        return MappingProxyType(before)


def put_tags_back(desk: Desk, before: TagsOf) -> int:
    """Give customers the tags they had, in one unit of work; return how many changed."""
    with desk.work(Deed.SAVE_CUSTOMER) as work:
        return sum(_set(work, customer, tags) for customer, tags in before.items())


def _set(work: Work, customer: CustomerId, tags: tuple[str, ...]) -> bool:
    return update_customer(work, customer, RecordChange(tags=tags))
