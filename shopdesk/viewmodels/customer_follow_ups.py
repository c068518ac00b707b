"""The Follow-ups page of one customer: what is to be done for them, and what was."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUp, FollowUpId
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import follow_ups_of
from shopdesk.viewmodels.customer_page import CustomerPageViewModel
from shopdesk.viewmodels.follow_up_form import PRIORITY_WORDS, STATUS_WORDS, origin_words
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One follow-up in words; ``origin`` says what led to it.

    ``tone`` is ``owed`` when it is late, ``muted`` when it has ended.
    """

    id: FollowUpId
    title: str
    due: str
    who: str
    made_by: str
    made_at: datetime
    priority: str
    status: str
    origin: str
    tone: str


class CustomerFollowUpsViewModel(CustomerPageViewModel[tuple[FollowUp, ...]]):
    """``lines`` is None until they were read, the open ones first; ``count`` is how many are open."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        super().__init__(desk, runner, customer)
        self.lines: Observable[tuple[FollowUpLine, ...] | None] = Observable(None)

    def _read(self) -> tuple[FollowUp, ...]:
        return follow_ups_of(self._desk, self.customer)

    def _show(self, found: tuple[FollowUp, ...]) -> None:
        text = shop_text(self._desk)
        self.lines.value = tuple(_line(each, text) for each in found)
        self.count.value = sum(each.status.is_open for each in found)


def _line(found: FollowUp, text: ShopText) -> FollowUpLine:
    is_open = found.status.is_open
    return FollowUpLine(
        found.id,
        found.title,
        text.near_day(found.due_on),
        found.who or tr("Anybody"),
        found.made_by,
        found.made_at,
        PRIORITY_WORDS[found.priority],
        STATUS_WORDS[found.status],
        origin_words(found),
        "muted" if not is_open else "owed" if found.due_on < text.today else "",
    )
