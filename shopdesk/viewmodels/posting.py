"""What taking a payment and putting a sale on account share: whose account it is, and the one posting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.days import noon
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.promise import Promise
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.asking_owner import AskingOwner
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.promise import PromiseLine, promise_line
from shopdesk.viewmodels.shop_text import ShopText, shop_text, standing
from shopdesk.viewmodels.till_notes import TillNotes
from shopdesk.viewmodels.typed_date import typed_date


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
    """``head`` says whose account it is; ``done`` is set once, when it is posted.

    An entry of an earlier day may need an owner: ``owner`` then tells so.
    """

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = self._own = desk
        self.owner = AskingOwner(desk, runner)
        self.may_date_back = desk.staff.may_ask(Deed.LATE_ENTRY)
        self._runner = runner
        self.customer = customer
        self.text: ShopText = shop_text(desk)
        self.head: Observable[AccountHead | None] = Observable(None)
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[Notice | None] = Observable(None)
        self.till = TillNotes(desk, runner)
        self._request_id = uuid4().hex

    def load(self) -> None:
        """Read the account."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        raise NotImplementedError

    def save(self) -> None:
        """Post it once, however often this is asked."""
        raise NotImplementedError

    def take_owner(self, approved: Desk) -> None:
        """Post it with an owner who gave the PIN for it."""
        self.owner.take(approved)
        self._desk = approved
        self.save()

    def on_changes(self, changes: Changes) -> None:
        """Read the account again when somebody moved it meanwhile."""
        self.till.on_changes(changes)
        if changes.concern(self.customer) and self.done.value is None and not self.busy.value:
            self.load()

    def _show_head(self, customer: Customer, balance: int, promises: Sequence[Promise]) -> None:
        self.till.follow(customer.id)
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

    def _happened(self, typed: str) -> datetime | None:
        """Return noon of an earlier day that was typed, None for today and for nothing; raises InvalidDate."""
        day = typed_date(typed, self.text.locale, "at", self.text.today)
        found = parse_date(day, "at") if day else self.text.today
        return None if found == self.text.today else noon(found, self.text.zone)

    def _not_posted(self, error: ShopDeskError) -> None:
        self._desk = self._own
        self.owner.refused(error)
        self._refuse(error)

    def _post(self, work: Callable[[], Notice]) -> None:
        """Post on the writer's thread; what it says is ``done``."""
        self.busy.value = True

        def done(notice: Notice) -> None:
            self.busy.value = False
            self.done.value = notice

        self._runner.run(work, done, self._not_posted, Lane.WRITE)

    def _refuse(self, error: ShopDeskError) -> None:
        """Say why it is not posted, and be free again."""
        raise NotImplementedError


def needs_owner_for_day(error: ShopDeskError) -> bool:
    """Tell whether a refusal is about an earlier day, which only an owner enters."""
    return isinstance(error, Forbidden) and error.parameters.get("deed") == Deed.LATE_ENTRY
