"""Messages to many: reminders of debts, or the greetings of these days; mail goes at once, the rest row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import (
    MessageKind,
    MessageOrder,
    MessageWay,
    Recipient,
    level_of,
    ways_for,
    why_not,
)
from shopdesk.domain.message_template import Template, template_name
from shopdesk.errors import InvalidValue, ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.greeting import list_greetings
from shopdesk.services.message_texts import list_texts, shops_language
from shopdesk.services.messaging import Sent, prepare_many, send_many
from shopdesk.viewmodels.message_text import KIND_WORDS, LEVEL_WORDS, WAY_WORDS, filled
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.statement_run import Only, recipients
from shopdesk.wording import tr, tr_count

AT_ONCE = 25
"""So many are written down in a unit of work, so that nobody at the till waits for long."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """Somebody who may get a message; ``why_not`` says why they do not."""

    customer: CustomerId
    kind: MessageKind
    full_name: str
    about: str
    detail: str
    way: str
    why_not: str
    by_mail: bool


_Read = tuple[tuple[BatchLine, ...], tuple[MessageOrder, ...]]


class MessageBatchViewModel:
    """``lines`` is None until they were read; ``mails`` is how many go by the shop's mail server.

    ``customers`` are those to be reminded, nobody named means all who are overdue; with ``greetings`` it is about
    the birthdays and anniversaries of these days.
    """

    def __init__(
        self, desk: Desk, runner: Runner, customers: Sequence[CustomerId] = (), *, greetings: bool = False
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._customers = tuple(customers)
        self.greetings = greetings
        self._orders: tuple[MessageOrder, ...] = ()
        self._is_over = False
        self.text: ShopText = shop_text(desk)
        self.lines: Observable[tuple[BatchLine, ...] | None] = Observable(None)
        self.mails: Observable[int] = Observable(0)
        self.busy: Observable[bool] = Observable(value=False)
        self.notice: Observable[Notice | None] = Observable(None)

    def load(self) -> None:
        """Read who may be written to, and by which way."""
        desk, customers = self._desk, self._customers

        def work() -> _Read:
            if self.greetings:
                wanted = list_greetings(desk)
            else:
                whom = customers or tuple(each.customer for each in recipients(desk, Only.OVERDUE))
                wanted = tuple((customer, MessageKind.DEBT) for customer in whom)
            found = {each.customer: each for each in prepare_many(desk, [each for each, _ in wanted])}
            texts = list_texts(desk, shops_language(desk))
            rows = [(found[who], kind) for who, kind in wanted if who in found]
            if not self.greetings:
                rows.sort(key=lambda row: -row[0].asked_for)
            lines = tuple(self._line(*row) for row in rows)
            pairs = zip(rows, lines, strict=True)
            orders = tuple(self._order(*row, texts) for row, line in pairs if line.by_mail)
            return lines, orders

        def done(read: _Read) -> None:
            self.lines.value, self._orders = read
            self.mails.value = len(self._orders)

        self._runner.run(work, done, self._refuse, Lane.LONG)

    def on_changes(self, changes: Changes) -> None:
        """Look again after something changed, but not while mail is being written down."""
        if changes.concern_anybody() and not self.busy.value:
            self.load()

    def stop(self) -> None:
        """Write down no more than has begun."""
        self._is_over = True

    def send_mails(self) -> None:
        """Let all mail wait for the server, some at a time; who cannot be written to any more is named."""
        if self.busy.value or not self._orders:
            return
        self.busy.value = True
        self._send_next(self._orders, 0, ())

    def _send_next(self, orders: tuple[MessageOrder, ...], done: int, skipped: tuple[str, ...]) -> None:
        if not orders or self._is_over:
            self.busy.value = False
            self._say(done, skipped)
            self.load()
            return
        now, later, desk, request_id = orders[:AT_ONCE], orders[AT_ONCE:], self._desk, uuid4().hex

        def sent(found: Sent) -> None:
            named = tuple(each.full_name for each in found.skipped)
            self._send_next(later, done + len(found.messages), skipped + named)

        self._runner.run(lambda: send_many(desk, now, request_id), sent, self._refuse, Lane.WRITE)

    def _say(self, done: int, skipped: tuple[str, ...]) -> None:
        many = tr_count("1 email waits", "{done} emails wait", done, done=self.text.count(done))
        left_out = tr(" Left out: {skipped}.", skipped=", ".join(skipped)) if skipped else ""
        self.notice.value = None
        self.notice.value = Notice(tr("{many} for the mail server.{left_out}", many=many, left_out=left_out))

    def _line(self, recipient: Recipient, kind: MessageKind) -> BatchLine:
        settings, text = self._desk.settings, self.text
        reason = why_not(recipient, kind, text.today, settings)
        refusal = text.say(InvalidValue(field="customer", reason=reason)) if reason else ""
        level = level_of(recipient.oldest_due_on, text.today, settings) if kind is MessageKind.DEBT else None
        parts = []
        if kind is MessageKind.DEBT:
            parts.append(tr("Owes {asked_for}", asked_for=text.money(recipient.asked_for)))
            due = recipient.oldest_due_on
            parts += [] if due is None else [tr("oldest due {due}", due=text.near_day(due))]
            last = recipient.last_chased_on
            parts += [] if last is None else [tr("last reminded {last}", last=text.near_day(last))]
        way = next(iter(ways_for(recipient)), None)
        return BatchLine(
            recipient.customer,
            kind,
            recipient.full_name,
            KIND_WORDS[kind] if level is None else LEVEL_WORDS[level].capitalize(),
            " · ".join(parts),
            "" if way is None else WAY_WORDS[way],
            refusal,
            by_mail=not reason and way is MessageWay.SMTP,
        )

    def _order(self, recipient: Recipient, kind: MessageKind, texts: dict[str, Template]) -> MessageOrder:
        settings = self._desk.settings
        level = level_of(recipient.oldest_due_on, self.text.today, settings)
        words = filled(texts[template_name(kind, level)], recipient, settings, self.text)
        return MessageOrder(recipient.customer, kind, MessageWay.SMTP, words.text, words.subject)

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.notice.value = None
        self.notice.value = Notice(self.text.say(error), "danger")
