"""One message that was kept: what it said, what became of it, and what can still be done about it."""

from dataclasses import dataclass
from functools import partial

from shopdesk.domain.message import Message, MessageId, MessageOutcome, MessageWay
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.mailing import cancel_mail, send_again
from shopdesk.services.messaging import get_message, tell_outcome
from shopdesk.services.statements import statement_number
from shopdesk.viewmodels.message_text import OUTCOME_WORDS, WAY_WORDS, about_words
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr, tr_count


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message in words; the last four say what can be done."""

    title: str
    detail: str
    subject: str
    text: str
    outcome: str
    answer: str
    can_tell: bool
    can_cancel: bool
    can_send: bool


class ShownMessageViewModel:
    """``shown`` is None until it was read."""

    def __init__(self, desk: Desk, runner: Runner, message: MessageId) -> None:
        self._desk = desk
        self._runner = runner
        self._message = message
        self.text: ShopText = shop_text(desk)
        self.shown: Observable[ShownMessage | None] = Observable(None)
        self.problem: Observable[str] = Observable("")

    def load(self) -> None:
        """Read it."""
        desk, message = self._desk, self._message
        self._runner.run(lambda: get_message(desk, message), self._show, self._refuse)

    def tell(self, *, sent: bool) -> None:
        """Write down whether it went."""
        self._write(partial(tell_outcome, self._desk, self._message, sent=sent))

    def cancel(self) -> None:
        """Let it not be sent."""
        self._write(partial(cancel_mail, self._desk, self._message))

    def send_again(self) -> None:
        """Let it go at once."""
        self._write(partial(send_again, self._desk, self._message))

    def _write(self, deed: "partial[Message]") -> None:
        self.problem.value = ""
        self._runner.run(deed, self._show, self._refuse, Lane.WRITE)

    def _show(self, message: Message) -> None:
        outcome, text = message.outcome, self.text
        is_mail = message.way is MessageWay.SMTP
        address = message.address if "@" in message.address else text.phone(message.address)
        day = f"{text.weekday(text.local_day(message.made_at))}, {text.time(message.made_at)}"
        parts = [
            day,
            tr("{way} to {address}", way=WAY_WORDS[message.way], address=address),
            tr("by {staff}", staff=message.staff),
        ]
        if message.statement is not None:
            parts.append(tr("with {statement}", statement=statement_number(message.statement)))
        self.shown.value = ShownMessage(
            f"{about_words(message.kind, message.level)} · {message.full_name}",
            " · ".join(parts),
            message.subject,
            message.text,
            _outcome_words(message, text),
            message.answer,
            can_tell=not is_mail or outcome is MessageOutcome.UNKNOWN,
            can_cancel=outcome is MessageOutcome.QUEUED,
            can_send=is_mail
            and outcome
            in {
                MessageOutcome.QUEUED,
                MessageOutcome.REFUSED,
                MessageOutcome.UNKNOWN,
                MessageOutcome.CANCELLED,
            },
        )

    def _refuse(self, error: ShopDeskError) -> None:
        self.problem.value = self.text.say(error)


def _outcome_words(message: Message, text: ShopText) -> str:
    words = OUTCOME_WORDS[message.outcome]
    if message.outcome is not MessageOutcome.QUEUED or message.due_at is None:
        return words
    when = f"{text.near_day(text.local_day(message.due_at))}, {text.time(message.due_at)}"
    tries = (
        tr_count(", tried once", ", tried {tries} times", message.tries, tries=message.tries)
        if message.tries
        else ""
    )
    return tr("{words}: goes {when}{tries}", words=words, when=when, tries=tries)
