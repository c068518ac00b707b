"""Writing a message to one customer: what about, by which way, in which language, and whether it went."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import (
    Message,
    MessageKind,
    MessageOrder,
    MessageWay,
    Recipient,
    level_of,
    ways_for,
    why_not,
)
from shopdesk.domain.message_link import link_for
from shopdesk.domain.message_template import Template, template_name
from shopdesk.errors import CustomerArchived, InvalidValue, ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.message_texts import LANGUAGES, list_texts, shops_language
from shopdesk.services.messaging import prepare, send, tell_outcome
from shopdesk.viewmodels.account_picture import PREFERS
from shopdesk.viewmodels.attached_statement import statement_for
from shopdesk.viewmodels.message_text import KIND_WORDS, LEVEL_WORDS, WAY_WORDS, filled
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text, standing
from shopdesk.wording import tr

OpenLink = Callable[[str], bool]
"""Opens a link in the system's own program; False where there is none for it."""


@dataclass(frozen=True, slots=True)
class MessageForm:
    """What the form shows of the customer; ``ways`` are pairs of key and name, the preferred one first."""

    full_name: str
    about: str
    ways: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]


class MessageViewModel:
    """``form`` is None until it was read; ``typed`` are its fields, ``why_not`` why this cannot be sent.

    ``asking`` is set once the message was opened in another program: whether it went is asked then. ``done`` is said
    when everything is known.
    """

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        open_link: OpenLink,
        customer: CustomerId,
        kind: MessageKind = MessageKind.FREE,
        request_text: str = "",
        words: Template | None = None,
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._open_link = open_link
        self._customer = customer
        self._request_text = request_text
        self._words = words
        self._request_id = uuid4().hex
        self._recipient: Recipient | None = None
        self._texts: dict[str, Template] = {}
        self._offered = Template("", "")
        self.text: ShopText = shop_text(desk)
        self.form: Observable[MessageForm | None] = Observable(None)
        self.typed: Observable[dict[str, str]] = Observable(
            {"kind": kind.value, "way": "", "language": shops_language(desk), "subject": "", "text": ""}
        )
        self.with_statement: Observable[bool] = Observable(value=False)
        self.why_not: Observable[str] = Observable("")
        self.errors: Observable[dict[str, str]] = Observable({})
        self.problem: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.asking: Observable[Message | None] = Observable(None)
        self.done: Observable[Notice | None] = Observable(None)

    @property
    def kind(self) -> MessageKind:
        """What it is about."""
        return MessageKind(self.typed.value["kind"])

    @property
    def way(self) -> MessageWay | None:
        """The way it goes; None before any is known."""
        chosen = self.typed.value["way"]
        return MessageWay(chosen) if chosen else None

    @property
    def is_email(self) -> bool:
        """Whether it has a subject."""
        return self.way in {MessageWay.EMAIL, MessageWay.SMTP}

    @property
    def can_attach(self) -> bool:
        """Whether a statement can go with it."""
        return self.way is MessageWay.SMTP and self.kind in {MessageKind.DEBT, MessageKind.FREE}

    def load(self) -> None:
        """Read whom it is for, and the texts."""
        desk, customer, language = self._desk, self._customer, self.typed.value["language"]

        def work() -> tuple[Recipient, dict[str, Template]]:
            return prepare(desk, customer), list_texts(desk, language)

        self._runner.run(work, self._show, self._refuse)

    def type(self, field: str, typed: str) -> None:
        """Take what was typed or chosen; another kind or language brings its text, unless one was written by hand."""
        was_written = self.is_written
        self.typed.value = {**self.typed.value, field: typed}
        self.errors.value = {name: said for name, said in self.errors.value.items() if name != field}
        self.problem.value = ""
        if field == "language":
            desk = self._desk
            self._runner.run(
                lambda: list_texts(desk, typed),
                lambda texts: self._take_texts(texts, was_written),
                self._refuse,
            )
        elif field == "kind":
            self._offer(keep=was_written)
        self._judge()

    def attach(self, *, attached: bool) -> None:
        """Let a statement go with it, or not."""
        self.with_statement.value = attached

    @property
    def is_written(self) -> bool:
        """Whether somebody wrote in it by hand."""
        typed = self.typed.value
        return (typed["subject"], typed["text"]) != (self._offered.subject, self._offered.text)

    def start_over(self) -> None:
        """Bring the text of its kind again, in place of what was written."""
        self._offer(keep=False)

    def is_dirty(self) -> bool:
        """Tell whether something written would be lost."""
        return self.is_written and self.asking.value is None and self.done.value is None

    def send(self) -> None:
        """Keep it and let it go, once, however often it is asked."""
        way = self.way
        if self.busy.value or way is None or self.asking.value is not None or self.done.value is not None:
            return
        self.busy.value = True
        typed, desk, request_id = self.typed.value, self._desk, self._request_id
        subject = typed["subject"] if self.is_email else ""
        order = MessageOrder(self._customer, self.kind, way, typed["text"].strip(), subject.strip())
        attached = self.with_statement.value and self.can_attach

        def work() -> Message:
            paper = statement_for(desk, self._customer) if attached else None
            return send(desk, replace(order, statement=paper), request_id)

        self._runner.run(work, self._kept, self._refuse, Lane.WRITE)

    def tell(self, *, sent: bool) -> None:
        """Write down whether it went."""
        message, desk = self.asking.value, self._desk
        if message is None or self.busy.value:
            return
        self.busy.value = True

        def done(told: Message) -> None:
            self.busy.value = False
            name = self.text.name(told.full_name)
            said = (
                tr("Written down as sent to {name}.", name=name)
                if sent
                else tr("Written down as not sent to {name}.", name=name)
            )
            self.done.value = Notice(said)

        self._runner.run(lambda: tell_outcome(desk, message.id, sent=sent), done, self._refuse, Lane.WRITE)

    def _show(self, found: tuple[Recipient, dict[str, Template]]) -> None:
        recipient, texts = found
        self._recipient = replace(recipient, request_text=self._request_text)
        self._texts = texts
        ways = ways_for(recipient)
        if self.way is None and ways:
            self.typed.value = {**self.typed.value, "way": ways[0].value}
        self._offer(keep=False)
        self.form.value = MessageForm(
            recipient.full_name,
            self._about(recipient),
            tuple((way.value, f"{WAY_WORDS[way]}, {self._address(recipient, way)}") for way in ways),
            tuple((kind.value, words) for kind, words in KIND_WORDS.items()),
            tuple(LANGUAGES.items()),
        )
        self._judge()

    def _address(self, recipient: Recipient, way: MessageWay) -> str:
        address = recipient.addresses[way]
        return self.text.phone(address) if way in {MessageWay.WHATSAPP, MessageWay.SMS} else address

    def _about(self, recipient: Recipient) -> str:
        words, figure, _ = standing(recipient.asked_for, self.text)
        parts = [f"{words} {figure}".strip()]
        if recipient.oldest_due_on is not None:
            parts.append(
                tr("oldest due {oldest_due_on}", oldest_due_on=self.text.near_day(recipient.oldest_due_on))
            )
        wish = PREFERS.get(recipient.prefers, "")
        parts += [f"{wish[:1].lower()}{wish[1:]}"] if wish else []
        if recipient.last_chased_on is not None:
            parts.append(
                tr(
                    "last reminded {last_chased_on}",
                    last_chased_on=self.text.near_day(recipient.last_chased_on),
                )
            )
        return " · ".join(parts)

    def level_words(self) -> str:
        """Say how a debt is asked for; empty for other messages."""
        if self._recipient is None or self.kind is not MessageKind.DEBT:
            return ""
        level = level_of(self._recipient.oldest_due_on, self.text.today, self._desk.settings)
        return tr("By the age of the debt: {level}", level=LEVEL_WORDS[level])

    def _take_texts(self, texts: dict[str, Template], was_written: bool) -> None:
        self._texts = texts
        self._offer(keep=was_written)

    def _offer(self, *, keep: bool) -> None:
        recipient = self._recipient
        if recipient is None:
            return
        level = level_of(recipient.oldest_due_on, self.text.today, self._desk.settings)
        template = self._texts[template_name(self.kind, level)]
        if self._words is not None and self.kind is MessageKind.FREE:
            template = self._words
        self._offered = filled(
            template, recipient, self._desk.settings, self.text, self.typed.value["language"]
        )
        if not keep:
            self.typed.value = {
                **self.typed.value,
                "subject": self._offered.subject,
                "text": self._offered.text,
            }

    def _judge(self) -> None:
        recipient = self._recipient
        if recipient is None:
            return
        if recipient.archived:
            self.why_not.value = self.text.say(CustomerArchived())
            return
        reason = why_not(recipient, self.kind, self.text.today, self._desk.settings)
        self.why_not.value = self.text.say(InvalidValue(field="customer", reason=reason)) if reason else ""

    def _kept(self, message: Message) -> None:
        self.busy.value = False
        if message.way is MessageWay.SMTP:
            name = self.text.name(message.full_name)
            self.done.value = Notice(tr("The email to {name} waits for the mail server.", name=name))
            return
        opened = self._open_link(link_for(message.way, message.address, message.subject, message.text))
        if not opened:
            program = WAY_WORDS[message.way]
            self.problem.value = tr(
                "No program on this computer opened it ({program}): send it another way.", program=program
            )
        self.asking.value = message

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        said = self.text.say(error)
        field = {"message_text": "text"}.get(str(error.field), str(error.field))
        if field in self.typed.value:
            self.errors.value = {field: said}
        else:
            self.problem.value = said
