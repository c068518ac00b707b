"""The mail that waits: taken one by one, handed to the shop's mail server elsewhere, and what came of it written down.

That a mail is being sent is on the disk before the server hears of it. So whatever broke off meanwhile may have been
sent; it says so, and never goes again unless a person decides it.
"""

from typing import NamedTuple

from shopdesk.domain.message import (
    Message,
    MessageId,
    MessageKind,
    MessageOutcome,
    next_try,
    quiet_until,
    why_not,
)
from shopdesk.domain.staff import Deed
from shopdesk.errors import CustomerArchived, InUse, InvalidValue, NotFound, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk, Work
from shopdesk.services.mail_server import Answer, Handed, Mail, MailServer, hand_over
from shopdesk.services.messaging import enter
from shopdesk.services.statements import statement_number
from shopdesk.storage import customers, messages, statements
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.mail_password import has_password, read_password, write_password
from shopdesk.storage.recipients import read_recipients
from shopdesk.storage.session import Session

PASSWORD_LIMIT = 500
_NOT_AGAIN = ("chased_lately", "greeted")
"""What is said of a message because it waits itself."""


class Parcel(NamedTuple):
    """A mail that is to be handed over now."""

    message: Message
    server: MailServer
    mail: Mail


class MailRound:
    """The sending of what waits: of all windows and programs on one shop, one at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = FileLock(desk.book.folder.mail_lock)

    def begin(self) -> bool:
        """Become the one who sends; False while somebody else does, or where no mail server is set up.

        Mail that whoever sent before left under way may have been sent.
        """
        if self._lock.held or not self._desk.settings.has_mail_server:
            return False
        try:
            self._lock.acquire()
        except InUse:
            return False
        with self._desk.work(Deed.MESSAGE) as work:
            for each in messages.read_under_way(work.session, work.vault):
                _write(work, each, MessageOutcome.UNKNOWN)
        return True

    def take(self) -> Parcel | None:
        """Write down that the next mail is being sent, and return it; None when nothing is due.

        Whoever may not be written to any more, because the debt was paid meanwhile or they asked for it, gets nothing.
        """
        desk = self._desk
        with desk.work(Deed.MESSAGE) as work:
            while (message := messages.next_due(work.session, work.vault, work.clock_now)) is not None:
                if not _still_wanted(work, message):
                    continue
                messages.write_outcome(
                    work.session, work.vault, message, MessageOutcome.SENDING, work.clock_now, tried=True
                )
                return Parcel(
                    message._replace(tries=message.tries + 1),
                    _server(desk, work.session),
                    _mail(work, message),
                )
        return None

    def settle(self, message: Message, handed: Handed) -> None:
        """Write down what the server said: sent, refused, to be tried again, or that it may have been sent."""
        with self._desk.work(Deed.MESSAGE) as work:
            again = next_try(message.tries, work.clock_now) if handed.answer is Answer.LATER else None
            if again is not None:
                messages.write_outcome(
                    work.session,
                    work.vault,
                    message,
                    MessageOutcome.QUEUED,
                    work.clock_now,
                    due_at=again,
                    answer=handed.said,
                )
                work.touched.add(message.customer)
                return
            _write(work, message, _OUTCOMES[handed.answer], handed.said)

    def end(self) -> None:
        """Let others send."""
        self._lock.release()


_OUTCOMES = {
    Answer.TAKEN: MessageOutcome.SENT,
    Answer.REFUSED: MessageOutcome.REFUSED,
    Answer.LATER: MessageOutcome.REFUSED,
    Answer.UNKNOWN: MessageOutcome.UNKNOWN,
}


def has_due_mail(desk: Desk) -> bool:
    """Tell whether mail waits that is due, or was left under way."""
    if not desk.settings.has_mail_server:
        return False
    with desk.read() as session:
        return messages.is_anything_due(session, desk.clock.now())


def unsettled_mail(desk: Desk) -> tuple[Message, ...]:
    """Return the mail that waits, is under way, or may have been sent, the first due first."""
    with desk.read() as session:
        return messages.read_unsettled(session, desk.book.vault)


def cancel_mail(desk: Desk, message: MessageId) -> Message:
    """Let a mail that waits not be sent; raises NotFound, InvalidValue for one that does not wait any more."""
    with desk.work(Deed.MESSAGE) as work:
        found = _find(work, message)
        if found.outcome is MessageOutcome.CANCELLED:
            return found
        if found.outcome is not MessageOutcome.QUEUED:
            raise InvalidValue(field="message", reason="outcome_known")
        _write(work, found, MessageOutcome.CANCELLED)
        return _find(work, message)


def send_again(desk: Desk, message: MessageId) -> Message:
    """Let a mail go at once: one that waits for another try, was refused, or may have been sent, as a person decides.

    It keeps its Message-ID, so that a mail program that has it already can tell. Raises NotFound, InvalidValue.
    """
    with desk.work(Deed.MESSAGE) as work:
        found = _find(work, message)
        if found.outcome not in {
            MessageOutcome.QUEUED,
            MessageOutcome.REFUSED,
            MessageOutcome.UNKNOWN,
            MessageOutcome.CANCELLED,
        }:
            raise InvalidValue(field="message", reason="outcome_known")
        messages.write_outcome(
            work.session,
            work.vault,
            found,
            MessageOutcome.QUEUED,
            work.clock_now,
            due_at=work.clock_now,
            answer=found.answer,
        )
        enter(work, found, MessageOutcome.QUEUED)
        return _find(work, message)


def set_mail_password(desk: Desk, password: str) -> None:
    """Keep the password of the mail server, sealed; an empty one forgets it. Raises InvalidValue, Forbidden."""
    if len(password) > PASSWORD_LIMIT:
        raise InvalidValue(field="smtp_password", reason="too_long")
    with desk.work(Deed.CHANGE_SETTINGS) as work:
        write_password(work.session, work.vault, password)
        work.enter(Deed.CHANGE_SETTINGS, "settings", {"keys": ["smtp_password"]})
        work.everything = True


def knows_mail_password(desk: Desk) -> bool:
    """Tell whether a password is kept; what it is, nobody is told."""
    with desk.read() as session:
        return has_password(session)


def send_test_mail(desk: Desk) -> Handed:
    """Send a mail to the shop itself, and return what the server said; blocks. Raises InvalidValue, Forbidden."""
    desk.require(Deed.CHANGE_SETTINGS)
    settings = desk.settings
    if not settings.has_mail_server:
        raise InvalidValue(field="smtp_host", reason="no_mail_server")
    with desk.read() as session:
        server = _server(desk, session)
    now = desk.clock.now()
    words = f"This is how mail from {settings.shop_name} arrives."
    identity = f"test.{int(now.timestamp())}"
    return hand_over(
        server, Mail(identity, settings.mail_sender, settings.shop_name, words, settings.shop_name, now)
    )


def _still_wanted(work: Work, message: Message) -> bool:
    """Tell whether a mail may go now; one that may not is cancelled, or waits for the end of the quiet hours."""
    settings = work.settings
    quiet = quiet_until(work.clock_now, settings)
    if quiet is not None:
        messages.write_outcome(
            work.session,
            work.vault,
            message,
            MessageOutcome.QUEUED,
            work.clock_now,
            due_at=quiet,
            answer=message.answer,
        )
        return False
    recipient = read_recipients(
        work.session, (message.customer,), work.today, settings.time_zone, has_mail_server=True
    )[message.customer]
    reason = why_not(recipient, message.kind, work.today, settings)
    if message.kind is MessageKind.DEBT and recipient.asked_for <= 0:
        reason = "nothing_asked"
    if recipient.archived:
        refusal: ShopDeskError = CustomerArchived()
    elif reason and reason not in _NOT_AGAIN:
        refusal = InvalidValue(field="customer", reason=reason)
    else:
        return True
    _write(work, message, MessageOutcome.CANCELLED, sentence(refusal))
    return False


def _write(work: Work, message: Message, outcome: MessageOutcome, answer: str = "") -> None:
    messages.write_outcome(work.session, work.vault, message, outcome, work.clock_now, answer=answer)
    enter(work, message, outcome)


def _server(desk: Desk, session: Session) -> MailServer:
    settings = desk.settings
    password = read_password(session, desk.book.vault)
    return MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.smtp_user,
        password,
        settings.mail_sender,
    )


def _mail(work: Work, message: Message) -> Mail:
    paper = None
    if message.statement is not None:
        stored = statements.read_paper(work.session, message.statement)
        if stored is not None:
            key = customers.open_key(work.session, work.vault, stored[0])
            name = f"{statement_number(message.statement)}.pdf"
            paper = (name, key.unseal(stored[1], statements.PAPER))
    shop = work.settings.shop_name
    return Mail(
        message.uuid, message.address, message.subject or shop, message.text, shop, message.made_at, paper
    )


def _find(work: Work, message: MessageId) -> Message:
    found = messages.find_message(work.session, work.vault, message)
    if found is None or found.due_at is None:
        raise NotFound(kind="message", reference=str(message))
    return found
