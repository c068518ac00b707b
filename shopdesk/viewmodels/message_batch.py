"""Messages to many: what about, to whom, who gets none and why; mail goes at once, the rest row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.message import (
    MessageKind,
    MessageOrder,
    MessageWay,
    Recipient,
    level_of,
)
from shopdesk.domain.message_template import Template, template_name
from shopdesk.domain.segment import OwnSegment
from shopdesk.errors import Cancelled, InvalidValue, ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.greeting import list_greetings
from shopdesk.services.message_texts import list_texts, shops_language
from shopdesk.services.messaging import Sent, prepare_many, send_many
from shopdesk.services.segments import customers_in, list_segments
from shopdesk.viewmodels.attached_statement import statement_for
from shopdesk.viewmodels.batch_line import BatchLine, batch_line, quiet_words, what_is_ready
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.message_text import filled
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import in_a_row, tr, tr_count

AT_ONCE = 25
"""So many are written down in a unit of work, so that nobody at the till waits for long."""
WITH_PAPER = 4
"""So many at once where a statement is drawn for each."""
READ_AT_ONCE = 500
MANY = 1_000
"""So many are read within half a second; of more it is said how far it is."""
CHOSEN = "chosen"
"""Whom it is for: those that were marked."""
KINDS = (MessageKind.FREE, MessageKind.DEBT, MessageKind.BIRTHDAY, MessageKind.REQUEST_READY)
"""What is written to many at the shop's own wish; the other greetings stand on the list of these days."""


@dataclass(frozen=True, slots=True)
class BatchStart:
    """What a batch begins with: those that were marked, or else a segment; or the greetings of these days."""

    kind: MessageKind = MessageKind.FREE
    customers: tuple[CustomerId, ...] = ()
    segment: Segment | OwnSegment = Segment.OVERDUE
    greetings: bool = False


_Rows = tuple[tuple[Recipient, BatchLine], ...]
_Segments = dict[str, Segment | OwnSegment]
_Texts = dict[str, Template]
_Read = tuple[_Rows, _Texts, _Segments, str]


class MessageBatchViewModel:
    """``lines`` is None until they were read; ``mails`` is how many go by the shop's mail server.

    ``words`` are the subject and the text that are typed for free text; ``errors`` those of its fields.
    ``segments`` can be chosen by their key in place of who was marked. ``quiet`` says what the quiet hours hold back.
    ``reading`` tells how far the reading of many is, and stops it; then nobody stands there, and ``stopped`` says so.
    """

    def __init__(self, desk: Desk, runner: Runner, start: BatchStart) -> None:
        self._desk = desk
        self._runner = runner
        self._customers = start.customers
        self.greetings = start.greetings
        self._rows: _Rows = ()
        self._texts: _Texts = {}
        self._written: set[tuple[CustomerId, MessageKind, str]] = set()
        self._asked = 0
        self.text: ShopText = shop_text(desk)
        self.kind: Observable[MessageKind] = Observable(start.kind)
        self.whom: Observable[str] = Observable(CHOSEN if start.customers else key_of(start.segment))
        self.segments: Observable[_Segments] = Observable({})
        self.words: Observable[Template] = Observable(Template(desk.settings.shop_name, ""))
        self.with_statement: Observable[bool] = Observable(value=False)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.lines: Observable[tuple[BatchLine, ...] | None] = Observable(None)
        self.mails: Observable[int] = Observable(0)
        self.quiet: Observable[str] = Observable("")
        self.reading = LongWork()
        self.work = LongWork()
        self.busy = self.work.busy
        self.notice: Observable[Notice | None] = Observable(None)

    @property
    def can_attach(self) -> bool:
        """Whether a statement can go with each mail."""
        has_server = self._desk.settings.has_mail_server
        return has_server and not self.greetings and self.kind.value in {MessageKind.DEBT, MessageKind.FREE}

    @property
    def marked(self) -> int:
        """How many were marked."""
        return len(self._customers)

    @property
    def left_out(self) -> str:
        """Say how many of those listed get nothing; empty where all do."""
        count = sum(bool(line.why_not) for line in self.lines.value or ())
        return (
            tr_count(
                "1 is left out: last in the list, with the reason",
                "{count} are left out: last in the list, with the reasons",
                count,
                count=self.text.count(count),
            )
            if count
            else ""
        )

    def choose_kind(self, kind: str) -> None:
        """Write about something else."""
        if kind != self.kind.value:
            self.kind.value = MessageKind(kind)
            self._look_again()

    def choose_whom(self, whom: str) -> None:
        """Write to somebody else: `CHOSEN` or the key of a segment."""
        if whom != self.whom.value:
            self.whom.value = whom
            self._look_again()

    def type(self, field: str, typed: str) -> None:
        """Take what was typed: subject or text."""
        self.words.value = self.words.value._replace(**{field: typed})
        self.errors.value = {}
        if self._written:
            self.load()  # who had the text before may have this one

    def attach(self, *, attached: bool) -> None:
        """Let a statement go with each mail, or not."""
        self.with_statement.value = attached

    def is_dirty(self) -> bool:
        """Tell whether a text would be lost that went to nobody."""
        return bool(self.words.value.text.strip()) and not self._written and not self.greetings

    def load(self) -> None:
        """Read who may be written to, and by which way; what is asked anew ends what is being read."""
        self._asked += 1
        asked, kind, whom = self._asked, self.kind.value, self.whom.value
        self.reading.begin(
            "", tr("Stopped: nobody was read. Choose somebody else to write to, or close this.")
        )

        def done(read: _Read) -> None:
            if asked == self._asked:
                self.reading.end()
                self._rows, self._texts, self.segments.value, self.quiet.value = read
                self._count_lines()

        def failed(error: ShopDeskError) -> None:
            if asked != self._asked:
                return
            if self.reading.end_for(error):
                self._rows = ()
                self._count_lines()
            else:
                self._refuse(error)

        self._runner.run(lambda: self._read(asked, kind, whom), done, failed, Lane.LONG)

    def on_changes(self, changes: Changes) -> None:
        """Look again after something changed, but not while mail is being written down."""
        if changes.concern_anybody() and not self.busy.value and not self.reading.stopped.value:
            self.load()

    def leave(self) -> None:
        """Read no further: nobody looks any more."""
        self._asked += 1

    def stop(self) -> None:
        """Write down no more than has begun; what was written down waits for the server all the same."""
        self.work.stop()

    def send_mails(self) -> None:
        """Let all mail wait for the server, some at a time; who cannot be written to any more is named."""
        if self.busy.value or not self.mails.value:
            return
        if self.kind.value is MessageKind.FREE and not self.greetings and not self.words.value.text.strip():
            said = self.text.say(InvalidValue(field="message_text", reason="empty"))
            self.errors.value = {}
            self.errors.value = {"text": said}
            return
        self.work.begin(tr("Writing emails down"))
        orders = tuple(
            self._order(who, line.kind, self._template(who, line.kind, self._texts))
            for who, line in self._rows
            if line.by_mail
        )
        self._send_next(orders, 0, ())

    def _send_next(self, orders: tuple[MessageOrder, ...], done: int, skipped: tuple[str, ...]) -> None:
        if not orders:
            self._ended(Notice(self._said_of(done, skipped)))
            return
        attached = self.with_statement.value and self.can_attach
        at_once = WITH_PAPER if attached else AT_ONCE
        now, later, desk, request_id = orders[:at_once], orders[at_once:], self._desk, uuid4().hex

        def work() -> tuple[Sent, tuple[str, ...]]:
            of = len(orders) + done + len(skipped)
            self.work.say(
                tr(
                    "Writing emails down: {at} of {of}",
                    at=self.text.count(of - len(orders)),
                    of=self.text.count(of),
                )
            )
            if not attached:
                return send_many(desk, now, request_id), ()
            ready, without = _with_statements(desk, now)
            names = {recipient.customer: recipient.full_name for recipient, _ in self._rows}
            return send_many(desk, ready, request_id), tuple(names[each] for each in without)

        def sent(found: tuple[Sent, tuple[str, ...]]) -> None:
            made, without = found
            named = (*(each.full_name for each in made.skipped), *without)
            self._written |= {_said(each) for each in now}
            self._send_next(later, done + len(made.messages), skipped + named)

        def failed(error: ShopDeskError) -> None:
            if isinstance(error, Cancelled):
                said = self._said_of(done, skipped)
                stopped = tr(
                    "Stopped. {said} Send again for the others: nobody is written to twice.", said=said
                )
                self._ended(Notice(stopped, "info"))
            else:
                self._refuse(error)

        self._runner.run(work, sent, failed, Lane.WRITE)

    def _read(self, asked: int, kind: MessageKind, whom: str) -> _Read:
        desk, segments = self._desk, segments_of(self._desk)
        if self.greetings:
            wanted = list_greetings(desk)
        else:
            customers = self._customers if whom == CHOSEN else customers_in(desk, segments[whom])
            wanted = tuple((customer, kind) for customer in customers)
        ready = what_is_ready(desk) if kind is MessageKind.REQUEST_READY else {}
        texts = list_texts(desk, shops_language(desk))
        rows: list[tuple[Recipient, BatchLine]] = []
        for begin in range(0, len(wanted), READ_AT_ONCE):
            self._say_how_far(asked, begin, len(wanted))
            part = wanted[begin : begin + READ_AT_ONCE]
            found = {each.customer: each for each in prepare_many(desk, [who for who, _ in part])}
            for who, what in part:
                if who in found:
                    person = replace(found[who], request_text=ready.get(who, found[who].request_text))
                    rows.append((person, self._line(person, what, texts)))
        if kind is MessageKind.DEBT and not self.greetings:
            rows.sort(key=lambda row: -row[0].asked_for)
        rows.sort(key=lambda row: bool(row[1].why_not))
        return tuple(rows), texts, segments, quiet_words(desk, self.text)

    def _say_how_far(self, asked: int, at: int, of: int) -> None:
        """Say how many of many were read; raises Cancelled once something else was asked, or it was stopped."""
        if asked != self._asked:
            raise Cancelled
        figures = {"at": self.text.count(at), "of": self.text.count(of)}
        self.reading.say(tr("Reading customers: {at} of {of}", **figures) if of > MANY else "")

    def _count_lines(self) -> None:
        self.lines.value = tuple(line for _, line in self._rows)
        self.mails.value = sum(line.by_mail for _, line in self._rows)

    def _look_again(self) -> None:
        self.lines.value = None
        self.mails.value = 0
        self.load()

    def _ended(self, notice: Notice) -> None:
        """Say how it ended, and look who is left, which takes a while of many."""
        self.work.end()
        self.notice.value = None
        self.notice.value = notice
        self._look_again()

    def _said_of(self, done: int, skipped: tuple[str, ...]) -> str:
        """Say how many wait for the server, and who was left out."""
        many = tr_count("1 email waits", "{done} emails wait", done, done=self.text.count(done))
        left_out = tr(" Left out: {skipped}.", skipped=in_a_row(skipped)) if skipped else ""
        return tr("{many} for the mail server.{left_out}", many=many, left_out=left_out)

    def _line(self, recipient: Recipient, kind: MessageKind, texts: _Texts) -> BatchLine:
        text, settings = self.text, self._desk.settings
        template = self._template(recipient, kind, texts)
        line = batch_line(recipient, kind, template, settings, text)
        is_written = not line.why_not and bool(self._written)
        if is_written and _said(self._order(recipient, kind, template)) in self._written:
            return replace(line, why_not=tr("Was written to just now."), by_mail=False)
        return line

    def _template(self, recipient: Recipient, kind: MessageKind, texts: _Texts) -> Template:
        """Return what somebody is written: what was typed, or the text of the kind."""
        if kind is MessageKind.FREE:
            return self.words.value
        level = level_of(recipient.oldest_due_on, self.text.today, self._desk.settings)
        return texts[template_name(kind, level)]

    def _order(self, recipient: Recipient, kind: MessageKind, template: Template) -> MessageOrder:
        words = filled(template, recipient, self._desk.settings, self.text, shops_language(self._desk))
        return MessageOrder(recipient.customer, kind, MessageWay.SMTP, words.text, words.subject.strip())

    def _refuse(self, error: ShopDeskError) -> None:
        self.work.end()
        self.notice.value = None
        self.notice.value = Notice(self.text.say(error), "danger")


def key_of(segment: Segment | OwnSegment) -> str:
    """Return what a segment is called among the choices."""
    return segment.value if isinstance(segment, Segment) else f"own {segment.id}"


def segments_of(desk: Desk) -> _Segments:
    """Return every segment by its key, the program's first; blocks."""
    return {key_of(each): each for each in (*Segment, *list_segments(desk))}


def _said(order: MessageOrder) -> tuple[CustomerId, MessageKind, str]:
    """Return what tells one message of a batch from the next one to the same customer."""
    return order.customer, order.kind, order.text


def _with_statements(
    desk: Desk, orders: Sequence[MessageOrder]
) -> tuple[tuple[MessageOrder, ...], tuple[CustomerId, ...]]:
    """Return the orders with a statement each, and those for whom none can be issued."""
    ready, without = [], []
    for order in orders:
        try:
            ready.append(replace(order, statement=statement_for(desk, order.customer)))
        except ShopDeskError:
            without.append(order.customer)
    return tuple(ready), tuple(without)
