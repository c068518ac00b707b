"""Merging two customers: finding the other one, both sides beside each other, and what becomes of the account."""

from dataclasses import dataclass, replace
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.customer_list import CustomerPage, CustomerQuery
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import get_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.merging import PICKED_FIELDS, Merged, MergeOrder, MergePlan, merge, plan_merge, unmerge
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.payment import Preview, preview_after
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.record_fields import FIELD_LABELS
from shopdesk.viewmodels.record_page import ABSENT, shown
from shopdesk.viewmodels.shop_text import ShopText, said, shop_text
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from shopdesk.wording import mark, tr

KEEP, OTHER = "keep", "other"
_FOUND = 6
_REASON = mark("Undone at once")


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of the two as people read it: *Marai Haddad · C-000412*, *Owes $50.00*."""

    id: CustomerId
    number: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field in which the two differ, and from which side it is taken."""

    name: str
    label: str
    keep: str
    other: str
    taken: str


@dataclass(frozen=True, slots=True)
class MergePicture:
    """Both sides, the fields in which they differ, and what the account becomes."""

    keep: MergeSide
    other: MergeSide
    pairs: tuple[FieldPair, ...]
    preview: Preview


class MergeViewModel:
    """``found`` answers the search, ``picture`` is set once both are known, ``done`` once they are merged."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        customer: CustomerId,
        other: CustomerId | None = None,
        undo_list: UndoList | None = None,
    ) -> None:
        self._desk = desk
        self._undo_list = undo_list
        self._runner = runner
        self._text = shop_text(desk)
        self._keep, self._other = customer, other
        self._asked = 0
        self._request_id = uuid4().hex
        self.found: Observable[tuple[MergeSide, ...]] = Observable(())
        self.picture: Observable[MergePicture | None] = Observable(None)
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[Notice | None] = Observable(None)

    @property
    def keep(self) -> CustomerId:
        """Who stays."""
        return self._keep

    def load(self) -> None:
        """Put both sides beside each other, if the other one is known already."""
        if self._other is not None:
            self._look()

    def search(self, words: str) -> None:
        """Look for the other one in the whole book; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, text = self._asked, self._desk, self._text
        if not words.strip():
            self.found.value = ()
            return

        def done(page: CustomerPage) -> None:
            if asked == self._asked:
                self.found.value = tuple(
                    MergeSide(row.id, row.number, row.full_name, said(row.debt_balance, text))
                    for row in page.rows
                    if row.id != self._keep
                )

        query = CustomerQuery(search=words, limit=_FOUND)
        self._runner.run(lambda: list_customers(desk, query), done, self._tell)

    def choose(self, other: CustomerId) -> None:
        """Put this one beside the one that stays."""
        self._other = other
        self._look()

    def swap(self) -> None:
        """Let the other one stay."""
        if self._other is not None and not self.busy.value:
            self._keep, self._other = self._other, self._keep
            self._look()

    def pick(self, name: str, side: str) -> None:
        """Take a field from one of the sides."""
        picture = self.picture.value
        if picture is not None:
            pairs = tuple(replace(pair, taken=side) if pair.name == name else pair for pair in picture.pairs)
            self.picture.value = replace(picture, pairs=pairs)

    def is_dirty(self) -> bool:
        """Tell whether closing would lose something: only choices, which are made again at once."""
        return False

    def save(self) -> None:
        """Merge them once, however often this is asked."""
        picture = self.picture.value
        if picture is None or self.busy.value or self.done.value is not None:
            return
        self.busy.value = True
        picked = frozenset(pair.name for pair in picture.pairs if pair.taken == OTHER)
        order = MergeOrder(picture.keep.id, (picture.other.id,), picked)
        desk, request_id = self._desk, self._request_id
        self._runner.run(lambda: merge(desk, order, request_id), self._finish, self._tell, Lane.WRITE)

    def _look(self) -> None:
        if self._other is None:
            return
        self._request_id = uuid4().hex
        self.error.value = ""
        desk, text, keep, other = self._desk, self._text, self._keep, self._other

        def done(picture: MergePicture) -> None:
            if (self._keep, self._other) == (keep, other):
                self.picture.value = picture

        self._runner.run(lambda: take_merge_picture(desk, keep, other, text), done, self._tell)

    def _finish(self, merged: Merged) -> None:
        picture = self.picture.value
        self.busy.value = False
        if picture is not None and merged.customer == picture.keep.id:
            self.done.value = Notice(
                tr(
                    "{number} is now part of {number_2}.",
                    number=picture.other.number,
                    number_2=picture.keep.number,
                )
            )
            self._remember(picture.keep.id, picture.other)

    def _remember(self, keep: CustomerId, other: MergeSide) -> None:
        """Let Ctrl+Z part them again."""
        if self._undo_list is not None:
            desk, request_id = self._desk, uuid4().hex
            undone = tr("{number} is a customer of their own again.", number=other.number)
            self._undo_list.push(
                Undoable(lambda: unmerge(desk, keep, other.id, request_id, tr(_REASON)), undone)
            )

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.error.value = ""
        self.error.value = self._text.say(error)


def take_merge_picture(desk: Desk, keep: CustomerId, other: CustomerId, text: ShopText) -> MergePicture:
    """Read both sides; raises what merging would raise."""
    plan = plan_merge(desk, MergeOrder(keep, (other,)))
    keeper, twin = get_customer(desk, keep), get_customer(desk, other)
    remark = tr(
        "Limit, terms and hold stay those of {full_name}.", full_name=text.name(keeper.record.full_name)
    )
    lines = tuple(
        (f"{side.number} {text.name(side.record.full_name)}", said(side.debt_balance, text))
        for side in (keeper, twin)
    )
    return MergePicture(
        _side(keeper, text),
        _side(twin, text),
        tuple(
            FieldPair(
                name,
                FIELD_LABELS[name],
                shown(keeper, name, text) or ABSENT,
                shown(twin, name, text) or ABSENT,
                _taken(plan, name),
            )
            for name in FIELD_LABELS
            if name in PICKED_FIELDS and getattr(keeper.record, name) != getattr(twin.record, name)
        ),
        preview_after(lines, plan.balance, text, remark),
    )


def _taken(plan: MergePlan, name: str) -> str:
    return KEEP if getattr(plan.record, name) == getattr(plan.keeper.record, name) else OTHER


def _side(customer: Customer, text: ShopText) -> MergeSide:
    return MergeSide(
        customer.id, customer.number, customer.record.full_name, said(customer.debt_balance, text)
    )
