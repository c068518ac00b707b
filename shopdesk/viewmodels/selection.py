"""The customers that are marked in the list, and the tags they are given together."""

from collections import Counter
from collections.abc import Iterable

from shopdesk.domain.account import CustomerId
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.tagging import TagsOf, put_tags_back, retag
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from shopdesk.wording import tr_count


class SelectionViewModel:
    """``choosing`` shows the boxes; ``marked`` keeps who is marked while the list is searched and sorted."""

    def __init__(self, desk: Desk, runner: Runner, undo_list: UndoList) -> None:
        self._desk = desk
        self._runner = runner
        self._undo_list = undo_list
        self.choosing: Observable[bool] = Observable(value=False)
        self.marked: Observable[frozenset[CustomerId]] = Observable(frozenset())
        self.busy: Observable[bool] = Observable(value=False)
        self.error: Observable[str] = Observable("")
        self.notice: Observable[Notice | None] = Observable(None)

    @property
    def words(self) -> str:
        """Say how many are marked."""
        count = len(self.marked.value)
        return tr_count(
            "{count} selected", "{count} selected", count, count=shop_text(self._desk).count(count)
        )

    def choose(self, *, choosing: bool) -> None:
        """Show the boxes, or hide them and mark nobody."""
        self.choosing.value = choosing
        if not choosing:
            self.marked.value = frozenset()

    def toggle(self, customer: CustomerId) -> None:
        """Mark a customer, or no longer."""
        self.choosing.value = True
        self.marked.value ^= {customer}

    def mark(self, customers: Iterable[CustomerId]) -> None:
        """Mark these too."""
        self.choosing.value = True
        self.marked.value |= frozenset(customers)

    def retag(
        self, customers: tuple[CustomerId, ...], before: tuple[str, ...], after: tuple[str, ...]
    ) -> None:
        """Give these customers the tags that came and take those that went; it can be undone."""
        add = tuple(tag for tag in after if tag not in before)
        remove = tuple(tag for tag in before if tag not in after)
        if self.busy.value or not (add or remove):
            return
        self.busy.value = True
        self.error.value = ""
        desk = self._desk

        def done(changed: TagsOf) -> None:
            self.busy.value = False
            count = shop_text(desk).count(len(changed))
            if changed:
                undone = tr_count(
                    "The tags of {count} customer are as they were.",
                    "The tags of {count} customers are as they were.",
                    len(changed),
                    count=count,
                )
                self._undo_list.push(Undoable(lambda: put_tags_back(desk, changed), undone))
            said = tr_count(
                "The tags of {count} customer are changed.",
                "The tags of {count} customers are changed.",
                len(changed),
                count=count,
            )
            self.notice.value = Notice(said, can_undo=bool(changed))

        self._runner.run(lambda: retag(desk, customers, add, remove), done, self._tell, Lane.WRITE)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.error.value = shop_text(self._desk).say(error)


def shared_tags(lines: Iterable[CustomerLine]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags that all of these have, and those that only some have, the commonest first."""
    each = list(lines)
    counted = Counter(tag for line in each for tag in line.tags)
    everybody = tuple(tag for tag, count in counted.most_common() if count == len(each))
    return everybody, tuple(tag for tag, count in counted.most_common() if count < len(each))
