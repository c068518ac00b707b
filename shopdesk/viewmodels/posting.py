"""What taking a payment and putting a sale on account share: whose account it is, and the one posting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.promise import Promise
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.promise import PromiseLine, promise_line
from shopdesk.viewmodels.shop_text import ShopText, shop_text, standing


@dataclass(frozen=True, slots=True)
class AccountHead:
    """Whose account it is and how it stands; ``allergies`` is shown with the name wherever money is taken.

    ``promise`` is the newest promise to pay, unless it was kept or nothing is owed any more.
    """

    name: str
    words: str
    figure: str
    stands: str
    allergies: str
    archived: bool
    promise: PromiseLine | None = None


class PostingViewModel:
    """``head`` says whose account it is; ``done`` is set once, when it is posted."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self.customer = customer
        self.text: ShopText = shop_text(desk)
        self.head: Observable[AccountHead | None] = Observable(None)
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[Notice | None] = Observable(None)
        self._request_id = uuid4().hex

    def load(self) -> None:
        """Read the account."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        raise NotImplementedError

    def on_changes(self, changes: Changes) -> None:
        """Read the account again when somebody moved it meanwhile."""
        if changes.concern(self.customer) and self.done.value is None and not self.busy.value:
            self.load()

    def _show_head(self, customer: Customer, balance: int, promises: Sequence[Promise]) -> None:
        words, figure, stands = standing(balance, self.text)
        record = customer.record
        self.head.value = AccountHead(
            record.full_name,
            words,
            figure,
            stands,
            record.allergies or "",
            customer.archived_at is not None,
            promise_line(promises, balance, self.text),
        )

    def _post(self, work: Callable[[], Notice]) -> None:
        """Post on the writer's thread; what it says is ``done``."""
        self.busy.value = True

        def done(notice: Notice) -> None:
            self.busy.value = False
            self.done.value = notice

        self._runner.run(work, done, self._refuse, Lane.WRITE)

    def _refuse(self, error: ShopDeskError) -> None:
        """Say why it is not posted, and be free again."""
        raise NotImplementedError
