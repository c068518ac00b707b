"""Merging: two records of one person become one account, and are parted again while nothing happened since."""

from dataclasses import asdict, dataclass, replace

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import TEXT_FIELDS, Customer, CustomerRecord
from shopdesk.domain.staff import Deed
from shopdesk.errors import CannotUnmerge, CustomerArchived, InvalidValue, NotFound
from shopdesk.services import posting
from shopdesk.services.customers import load, refuse_taken
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import customers, merges
from shopdesk.storage.account_history import REASON
from shopdesk.storage.merges import Merging
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

PICKED_FIELDS = (*TEXT_FIELDS, "tags", "customer_since_on")
"""What may be taken from either side; limit, terms and hold are those of the one that stays."""
_FILLED_FIELDS = (*TEXT_FIELDS, "tags")
_HELD = (("email", customers.holders_of_email), ("card_code", customers.holders_of_card))


@dataclass(frozen=True, slots=True)
class MergeOrder:
    """Who stays, and who is merged into them, in this order.

    ``picked`` are the fields that are taken from the others; None fills only what the one that stays lacks.
    """

    keep: CustomerId
    others: tuple[CustomerId, ...]
    picked: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merging would make: both sides as they are, the record after it, and the balance (minor units)."""

    keeper: Customer
    others: tuple[Customer, ...]
    record: CustomerRecord
    balance: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Who holds the account after a merging or a parting."""

    customer: CustomerId


def plan_merge(desk: Desk, order: MergeOrder) -> MergePlan:
    """Return what a merging would make, writing nothing; raises what merging would raise."""
    desk.require(Deed.MERGE)
    with desk.read() as session:
        keeper, others = _sides(session, desk.book.vault, order)
        record = keeper.record
        for other in others:
            record = _taken(session, record, keeper.id, other, order.picked)
        return MergePlan(
            keeper, others, record, keeper.debt_balance + sum(other.debt_balance for other in others)
        )


def merge(desk: Desk, order: MergeOrder, request_id: str) -> Merged:
    """Merge customers into one that stays, once; what is open and what waits now settle each other.

    Raises NotFound, CustomerArchived for who should stay, InvalidValue (field: other, reason: same_customer;
    reason: erased), what `refuse_taken` raises, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.MERGE, posting=True) as work:
        picked = None if order.picked is None else sorted(order.picked)
        return once(
            work,
            Deed.MERGE,
            request_id,
            {"keep": order.keep, "others": order.others, "picked": picked},
            lambda: post_merge(work, order),
            asdict,
            lambda stored: Merged(**stored),
        )


def unmerge(desk: Desk, keep: CustomerId, other: CustomerId, request_id: str, reason: str = "") -> Merged:
    """Part a customer from the one they were merged into, once; both are again as they were.

    Raises CannotUnmerge after any posting or edit, what `refuse_taken` raises for what was taken meanwhile, NotFound,
    RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.UNMERGE, posting=True) as work:
        return once(
            work,
            Deed.UNMERGE,
            request_id,
            {"keep": keep, "other": other, "reason": reason},
            lambda: post_unmerge(work, keep, other, reason),
            asdict,
            lambda stored: Merged(**stored),
        )


def merged_into(desk: Desk, customer: CustomerId) -> tuple[CustomerId, ...]:
    """Return who was merged into a customer, by number."""
    with desk.read() as session:
        return merges.members_of(session, customer)[1:]


def can_unmerge(desk: Desk, keep: CustomerId) -> tuple[CustomerId, ...]:
    """Return who can be parted from a customer again."""
    with desk.read() as session:
        keeper = load(session, desk.book.vault, keep)
        return tuple(
            merging.other
            for merging in merges.read_mergings(session, keeper.id)
            if merges.is_untouched(session, merging, keeper.row_version)
        )


def plan_unmerge(desk: Desk, keep: CustomerId, other: CustomerId) -> tuple[int, int]:
    """Return what the other one and the keeper would owe (minor units); raises what parting would raise."""
    desk.require(Deed.UNMERGE)
    with desk.read() as session:
        keeper = load(session, desk.book.vault, keep)
        _undoable(session, keeper, other)
        theirs = merges.balance_of(session, merges.subtree_of(session, other))
        return theirs, keeper.debt_balance - theirs


def post_merge(work: Work, order: MergeOrder) -> Merged:
    """Merge inside a unit of work."""
    keeper, others = _sides(work.session, work.vault, order)
    for other in others:
        keeper = _join(work, keeper, other, order.picked)
    posting.use_waiting_credit(work, keeper.id, work.now)
    return Merged(keeper.id)


def post_unmerge(work: Work, keep: CustomerId, other: CustomerId, reason: str = "") -> Merged:
    """Part two customers inside a unit of work."""
    keeper = load(work.session, work.vault, keep)
    merging = _undoable(work.session, keeper, other)
    key = customers.open_key(work.session, work.vault, keeper.id)
    record, updated_at = merges.open_before(key, merging.before)
    for later in merges.read_mergings(work.session, keeper.id):
        if later.id > merging.id:
            merges.write_before(work.session, later, merges.seal_before(key, record, updated_at))
            came = _as_they_were(work.session, work.vault, later.other)
            record = _taken(work.session, record, keeper.id, came, later.picked)
            updated_at = later.merged_at
    refuse_taken(work.session, record, keeper.id)
    customers.update_customer(
        work.session, work.vault, keeper, record, now=updated_at, country=work.settings.country
    )
    if merging.archived_at is None:
        refuse_taken(work.session, _as_they_were(work.session, work.vault, other).record, other)
    merges.part(work.session, merging)
    customers.write_words(work.session, record, keeper.id, work.settings.country)
    merges.keep_up(work.session, keeper.id, keeper.row_version, keeper.row_version + 1)
    freed = load(work.session, work.vault, other)
    for owner in (keeper.id, other):
        posting.use_waiting_credit(work, owner, work.now)
    sealed = key.seal_text(reason.strip(), REASON) if reason.strip() else None
    work.enter(
        Deed.UNMERGE,
        keeper.number,
        {"other": freed.number, "balance": freed.debt_balance, "reason": sealed},
    )
    work.posted = True
    work.touched |= {keeper.id, *merges.subtree_of(work.session, other)}
    return Merged(keeper.id)


def _sides(session: Session, vault: Vault, order: MergeOrder) -> tuple[Customer, tuple[Customer, ...]]:
    """Return who stays and who is merged into them, each as they are; raises for whoever cannot be."""
    unknown = (order.picked or frozenset()) - frozenset(PICKED_FIELDS)
    if unknown:
        raise InvalidValue(field=min(unknown), reason="unknown_field")
    keeper = load(session, vault, order.keep)
    others = tuple(load(session, vault, other) for other in order.others)
    if not others:
        raise InvalidValue(field="other", reason="empty")
    if len({keeper.id, *(other.id for other in others)}) <= len(others):
        raise InvalidValue(field="other", reason="same_customer")
    for side in (keeper, *others):
        customers.open_key(session, vault, side.id)
    if keeper.archived_at is not None:
        raise CustomerArchived(number=keeper.number, full_name=keeper.record.full_name)
    return keeper, others


def _join(work: Work, keeper: Customer, other: Customer, picked: frozenset[str] | None) -> Customer:
    """Merge one customer into another and return the one that stays as they are then."""
    record = _taken(work.session, keeper.record, keeper.id, other, picked)
    key = customers.open_key(work.session, work.vault, keeper.id)
    merges.write_merging(
        work.session, key, keeper.id, other.id, (keeper.record, keeper.updated_at), picked, work.now
    )
    members = merges.members_of(work.session, other.id)
    merges.join(work.session, keeper.id, other.id, work.now)
    refuse_taken(work.session, record, keeper.id)
    customers.update_customer(
        work.session, work.vault, keeper, record, now=work.now, country=work.settings.country
    )
    merges.keep_up(work.session, keeper.id, keeper.row_version, keeper.row_version + 1)
    work.enter(
        Deed.MERGE,
        keeper.number,
        {
            "other": other.number,
            "balance": other.debt_balance,
            "fields": [
                name for name in PICKED_FIELDS if getattr(record, name) != getattr(keeper.record, name)
            ],
        },
    )
    work.posted = True
    work.touched |= {keeper.id, *members}
    return load(work.session, work.vault, keeper.id)


def _taken(
    session: Session, record: CustomerRecord, keep: CustomerId, other: Customer, picked: frozenset[str] | None
) -> CustomerRecord:
    """Return the record of the one that stays with what it takes from the other."""
    theirs = other.record
    if picked is not None:
        return replace(record, **{name: getattr(theirs, name) for name in picked})
    values = {name: getattr(theirs, name) for name in _FILLED_FIELDS if not getattr(record, name)}
    # An archived one's email and card may be somebody else's by now.
    for name, holders_of in _HELD:
        if values.get(name):
            holders = holders_of(session, values[name])
            if any(not archived and holder not in {keep, other.id} for holder, _, archived in holders):
                del values[name]
    return replace(record, **values)


def _undoable(session: Session, keeper: Customer, other: CustomerId) -> Merging:
    if not customers.customer_exists(session, other):
        raise NotFound(kind="customer", reference=customer_number(other))
    merging = merges.find_merging(session, other)
    if merging is None or merges.holder_of(session, other) != keeper.id:
        raise CannotUnmerge(reason="not_merged")
    if merging.keeper != keeper.id:
        raise CannotUnmerge(reason="inner", reference=customer_number(merging.keeper))
    if not merges.is_untouched(session, merging, keeper.row_version):
        raise CannotUnmerge
    return merging


def _as_they_were(session: Session, vault: Vault, member: CustomerId) -> Customer:
    """Return the record with which a member went away; nobody could change it since."""
    found = customers.read_customer(session, vault, member)
    if found is None:
        raise NotFound(kind="customer", reference=customer_number(member))
    return found
