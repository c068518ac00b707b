"""The Messages page of one customer: what they were sent, and what they do not want."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import Message, MessageId, Recipient, Wishes
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import count_messages, messages_of, prepare, set_wishes
from shopdesk.viewmodels.message_text import OUTCOME_TONES, OUTCOME_WORDS, WAY_WORDS, about_words
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import tr

FIRST_PAGE = 200
_GROWTH = 4


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message in words."""

    id: MessageId
    at: datetime
    about: str
    words: str
    way: str
    outcome: str
    tone: str
    staff: str
    full_name: str = ""


class CustomerMessagesViewModel:
    """``lines`` is None until they were read, the newest first; ``count`` is how many there are.

    ``shown`` says how many of them are shown while that is not all.
    """

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self.customer = customer
        self.lines: Observable[tuple[MessageLine, ...] | None] = Observable(None)
        self.count: Observable[int | None] = Observable(None)
        self.shown: Observable[str] = Observable("")
        self.wishes: Observable[Wishes] = Observable(Wishes())
        self.trouble: Observable[str] = Observable("")
        self._limit = FIRST_PAGE
        self._asked = 0

    def load(self) -> None:
        """Read as many as are shown; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, customer, limit = self._asked, self._desk, self.customer, self._limit

        def work() -> tuple[tuple[Message, ...], int, Recipient]:
            return (
                messages_of(desk, customer, limit),
                count_messages(desk, customer),
                prepare(desk, customer),
            )

        def done(found: tuple[tuple[Message, ...], int, Recipient]) -> None:
            if asked == self._asked:
                messages, count, recipient = found
                self.lines.value = tuple(message_line(each) for each in messages)
                self.count.value = count
                self.shown.value = _shown(len(messages), count, desk)
                self.wishes.value = recipient.wishes

        self._runner.run(work, done, self._refused)

    def load_more(self) -> None:
        """Read older ones too, if there are any that are not shown."""
        if self.lines.value is not None and len(self.lines.value) == self._limit:
            self._limit *= _GROWTH
            self.load()

    def wish(self, wishes: Wishes) -> None:
        """Write down what the customer does not want."""
        if wishes == self.wishes.value:
            return
        desk, customer = self._desk, self.customer

        def done(_: None) -> None:
            self.wishes.value = wishes

        def failed(error: ShopDeskError) -> None:
            kept, self.wishes.value = self.wishes.value, wishes
            self.wishes.value = kept  # what was ticked goes back
            self._refused(error)

        self._runner.run(lambda: set_wishes(desk, customer, wishes), done, failed, Lane.WRITE)

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer):
            self.load()

    def _refused(self, error: ShopDeskError) -> None:
        self.trouble.value = shop_text(self._desk).say(error)


def _shown(lines: int, count: int, desk: Desk) -> str:
    if lines >= count:
        return ""
    text = shop_text(desk)
    return tr("Showing {0} of {1}").format(text.count(lines), text.count(count))


def message_line(message: Message) -> MessageLine:
    """Return a message in words."""
    return MessageLine(
        message.id,
        message.made_at,
        about_words(message.kind, message.level),
        " ".join(message.text.split()),
        WAY_WORDS[message.way],
        OUTCOME_WORDS[message.outcome],
        OUTCOME_TONES.get(message.outcome, ""),
        message.staff,
        message.full_name,
    )
