"""Why this balance: an account from its first event on, what ties to it, and the same on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.balance_proof import BalanceProofPaper, Tie
from shopdesk.domain.statement import StatementLine
from shopdesk.errors import ShopDeskError
from shopdesk.services.accounts import account_and_events
from shopdesk.services.balance_proof import draw_balance_proof
from shopdesk.services.changes import Changes
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.balance_proof import prove, ties_of, verdict
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.shop_text import ShopText, said, shop_text
from shopdesk.viewmodels.statement import letterhead, line_text
from shopdesk.viewmodels.timeline import TimelineEntry, merge
from shopdesk.wording import mark, tr

_SHEET = mark("Why this balance")


@dataclass(frozen=True, slots=True)
class WhyPicture:
    """What the panel shows: the entries, oldest first, and what ties to them.

    ``is_merged`` tells whether events of several records stand in it, so that each says whose it is.
    """

    text: ShopText
    name: str
    number: str
    stands: str
    verdict: str
    holds: bool
    entries: tuple[TimelineEntry, ...]
    ties: tuple[Tie, ...]
    balance: int
    is_merged: bool


class WhyBalanceViewModel:
    """``picture`` is None until it was read, ``pdf`` until the paper was asked for and drawn."""

    def __init__(self, desk: Desk, runner: Runner, prompter: Prompter, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self._asked = 0
        self.customer = customer
        self.text = shop_text(desk)
        self.picture: Observable[WhyPicture | None] = Observable(None)
        self.pdf: Observable[bytes | None] = Observable(None)
        self.state: Observable[str] = Observable("")
        self.trouble: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)

    def load(self) -> None:
        """Read the account; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, customer = self._asked, self._desk, self.customer

        def done(picture: WhyPicture) -> None:
            if asked == self._asked:
                self.pdf.value = None
                self.picture.value = picture
                self.state.value = picture.stands

        self._runner.run(lambda: take_picture(desk, customer), done, self._tell)

    def on_changes(self, changes: Changes) -> None:
        """Look again when the account moved."""
        if changes.concern(self.customer):
            self.load()

    def show_paper(self) -> None:
        """Draw the paper, if it was not drawn since the account last moved."""
        self._drawn(lambda _pdf: None)

    def save(self) -> None:
        """Ask where to save the paper, and write it."""
        picture = self.picture.value
        if picture is None or self.busy.value:
            return
        path = self._prompter.save_path(tr("Save the proof"), f"{tr(_SHEET)} {picture.number}.pdf")
        if path is not None:
            self._drawn(lambda pdf: self._write(path, pdf))

    def print_with(self, send: Callable[[bytes, str], None]) -> None:
        """Hand the paper and its name over to be printed."""
        picture = self.picture.value
        if picture is not None:
            self._drawn(lambda pdf: send(pdf, f"{tr(_SHEET)} {picture.number}"))

    def _drawn(self, deliver: Callable[[bytes], None]) -> None:
        picture, asked = self.picture.value, self._asked
        if picture is None or self.busy.value:
            return
        if self.pdf.value is not None:
            deliver(self.pdf.value)
            return
        desk = self._desk

        def done(pdf: bytes) -> None:
            self._say(picture.stands)
            if asked == self._asked:
                self.pdf.value = pdf
            deliver(pdf)

        self._begin(tr("The paper is being drawn."))
        self._runner.run(lambda: _draw(desk, picture), done, self._tell, Lane.LONG)

    def _write(self, path: str, pdf: bytes) -> None:
        self._begin(tr("The paper is being saved."))
        self._runner.run(
            lambda: write_paper(path, pdf),
            lambda _: self._say(tr("Saved as {path}", path=path)),
            self._tell,
            Lane.LONG,
        )

    def _begin(self, words: str) -> None:
        self.busy.value = True
        self.trouble.value = ""
        self.state.value = words

    def _say(self, words: str) -> None:
        self.busy.value = False
        self.state.value = words

    def _tell(self, error: ShopDeskError) -> None:
        self._say("")
        self.trouble.value = self.text.say(error)


def take_picture(desk: Desk, customer: CustomerId) -> WhyPicture:
    """Read an account from its first event on and prove it; blocks; raises NotFound."""
    found = get_customer(desk, customer)
    state, events = account_and_events(desk, customer)
    entries = merge(events, state, desk.settings, desk.today(), state.workings).entries
    proof, text = prove(state, events, entries), shop_text(desk)
    return WhyPicture(
        text=text,
        name=found.record.full_name,
        number=found.number,
        stands=said(state.balance, text),
        verdict=verdict(proof, text),
        holds=proof.ties,
        entries=entries,
        ties=ties_of(proof, text),
        balance=state.balance,
        is_merged=any(entry.source.customer != found.id for entry in entries),
    )


def proof_paper(desk: Desk, picture: WhyPicture) -> BalanceProofPaper:
    """Return the proof as the paper says it, in the customer's words."""
    settings = desk.settings
    return BalanceProofPaper(
        letterhead=letterhead(settings),
        currency=settings.money,
        locale=settings.locale,
        customer_number=picture.number,
        customer_name=picture.name,
        lines=tuple(_line(entry, desk, picture) for entry in picture.entries),
        ties=picture.ties,
        balance=picture.balance,
        verdict=picture.verdict,
        printed_at=desk.clock.now().astimezone(settings.time_zone),
        prepared_by=desk.staff.name,
    )


def whose(entry: TimelineEntry) -> str:
    """Return the number of the record that an event was entered for."""
    customer = entry.source.customer
    return "" if customer is None else customer_number(customer)


def _line(entry: TimelineEntry, desk: Desk, picture: WhyPicture) -> StatementLine:
    day = picture.text.local_day(entry.at)
    text = line_text(entry, day, desk.settings)
    if picture.is_merged:
        text = f"{text} ({whose(entry)})"
    return StatementLine(day, entry.ref, text, entry.charge, entry.payment, entry.balance)


def _draw(desk: Desk, picture: WhyPicture) -> bytes:
    return draw_balance_proof(desk, proof_paper(desk, picture)).pdf
