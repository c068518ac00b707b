"""A statement before it is issued: the period, the draft as it will look, and issuing it once."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.account import CustomerId
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.statement import Statement, Style
from shopdesk.errors import ShopDeskError, StaleRecord
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.statements import (
    IssuedPaper,
    IssuedStatement,
    draft,
    issue,
    issued_statements,
    reprint,
    statement_number,
)
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.period import Period, days_of
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.shop_text import ShopText, said, shop_text
from shopdesk.viewmodels.statement import build_statement
from shopdesk.viewmodels.statement_lines import LinesChoice
from shopdesk.viewmodels.timeline import load_timeline
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import Worded, mark, tr, tr_count


class Choice(StrEnum):
    """The quick choices of a period."""

    SINCE_LAST = "since_last"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    ALL = "all"


CHOICE_WORDS = Worded(
    {
        Choice.SINCE_LAST: "Since the last one",
        Choice.THIS_MONTH: "This month",
        Choice.LAST_MONTH: "Last month",
        Choice.ALL: "All",
    }
)

STYLE_WORDS = Worded({Style.BALANCE_FORWARD: "Every entry", Style.OPEN_ITEM: "What is still open"})

_FEW = 12
_MONTHS = frozenset({Choice.THIS_MONTH, Choice.LAST_MONTH})
_MEANWHILE = mark(
    "Something was entered on this account meanwhile. This is the new statement: look at "
    "it, then save or print it."
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement and how it looks; a draft until it is issued."""

    statement: Statement
    pdf: bytes
    pages: int
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A statement that was issued before, as a menu names it."""

    id: int
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An earlier statement as it was issued, marked COPY."""

    earlier: Earlier
    pdf: bytes
    pages: int


class StatementPreviewViewModel:
    """Redraws the draft as the period changes; saving and printing issue it, once."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        prompter: Prompter,
        customer: CustomerId,
        chosen_lines: Observable[bool | None] | None = None,
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self.customer = customer
        self.text: ShopText = shop_text(desk)
        self.choice: Observable[Choice | None] = Observable(Choice.SINCE_LAST)
        self.style: Observable[Style] = Observable(Style.BALANCE_FORWARD)
        self.lines = LinesChoice(desk, chosen_lines)
        self.from_text: Observable[str] = Observable("")
        self.to_text: Observable[str] = Observable("")
        self.errors: Observable[dict[str, str]] = Observable({})
        self.drawn: Observable[Drawn | None] = Observable(None)
        self.earlier: Observable[tuple[Earlier, ...]] = Observable(())
        self.copy: Observable[Copy | None] = Observable(None)
        self.state: Observable[str] = Observable("")
        self.trouble: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self._drawing = False
        self._draw_again = False

    def load(self) -> None:
        """Draw the first draft."""
        self.choose(Choice.SINCE_LAST)
        self._find_earlier()

    def show_copy(self, number: int) -> None:
        """Show an earlier statement as it was issued, marked as a copy."""
        earlier = next((one for one in self.earlier.value if one.id == number), None)
        if earlier is None or self.busy.value:
            return
        desk = self._desk

        def work() -> Copy:
            paper = reprint(desk, number)
            return Copy(earlier, paper.pdf, paper.pages)

        def done(copy: Copy) -> None:
            self.copy.value = copy
            pages = tr_count("1 page", "{pages} pages", copy.pages, pages=copy.pages)
            self.state.value = tr("Copy of {number} · {pages}", number=earlier.number, pages=pages)

        self._runner.run(work, done, self._tell, Lane.LONG)

    def on_changes(self, changes: Changes) -> None:
        """Draw a draft again when the account moved; what was issued stays as it is."""
        drawn = self.drawn.value
        if changes.concern(self.customer) and not self.busy.value and (drawn is None or drawn.is_draft):
            self._draw()

    def choose(self, choice: Choice) -> None:
        """Take one of the quick choices; the fields follow the draft."""
        self.choice.value = choice
        first, last = days_of(Period(choice.value), self.text.today) if choice in _MONTHS else (None, None)
        self.from_text.value = "" if first is None else self.text.day(first)
        self.to_text.value = "" if last is None else self.text.day(last)
        self._draw()

    def choose_style(self, style: Style) -> None:
        """Show every entry of the period, or what is still open at its end."""
        if style is not self.style.value:
            self.style.value = style
            self._draw()

    def choose_lines(self, *, shown: bool) -> None:
        """Show under each charge what was sold, or not."""
        if shown != self.lines.shown.value:
            self.lines.choose(shown=shown)
            self._draw()

    def type_days(self, from_text: str, to_text: str) -> None:
        """Take the days that were typed, in the shop's order or ISO; an empty one is left to the program."""
        if (from_text, to_text) == (self.from_text.value, self.to_text.value):
            return
        self.choice.value = None
        self.from_text.value = from_text
        self.to_text.value = to_text
        self._draw()

    def save(self) -> None:
        """Ask where to save, issue the statement if it is a draft, and write the file.

        In a copy that is looked into nothing is issued: the draft is written.
        """
        drawn, copy = self.drawn.value, self.copy.value
        if self.busy.value:
            return
        if copy is not None:
            path = self._prompter.save_path(
                tr("Save the copy"), tr("Copy of {number}.pdf", number=copy.earlier.number)
            )
            if path is not None:
                self._write(path, copy.pdf, self.state.value)
            return
        if drawn is None:
            return
        path = self._prompter.save_path(tr("Save the statement"), self._suggestion(drawn))
        if path is not None:
            self._issued(lambda issued: self._write(path, issued.pdf, self._said(issued)))

    def print_with(self, send: Callable[[bytes], None]) -> None:
        """Issue the statement if it is a draft, and hand its PDF over to be printed."""
        copy = self.copy.value
        if copy is not None:
            send(copy.pdf)
        else:
            self._issued(lambda issued: send(issued.pdf))

    def _issued(self, deliver: Callable[[Drawn], None]) -> None:
        drawn = self.drawn.value
        if drawn is None or self.busy.value or self._drawing:
            return
        if not drawn.is_draft or self._desk.book.copied_at is not None:
            deliver(drawn)
            return
        self.busy.value = True
        self.trouble.value = ""
        desk, statement = self._desk, drawn.statement

        def done(found: IssuedStatement) -> None:
            self.busy.value = False
            issued = Drawn(found.statement, found.pdf, found.pages, is_draft=False)
            self._show(issued)
            self._find_earlier()
            deliver(issued)

        self._runner.run(lambda: issue(desk, statement), done, self._not_issued, Lane.WRITE)

    def _write(self, path: str, pdf: bytes, said_of_it: str) -> None:
        def done(_: None) -> None:
            self.busy.value = False
            self.state.value = tr("{said_of_it} · saved as {path}", said_of_it=said_of_it, path=path)

        self.busy.value = True
        self._runner.run(lambda: write_paper(path, pdf), done, self._tell, Lane.LONG)

    def _find_earlier(self) -> None:
        desk, customer, text = self._desk, self.customer, self.text

        def work() -> tuple[Earlier, ...]:
            return tuple(_earlier(paper, text) for paper in issued_statements(desk, customer)[:_FEW])

        def done(found: tuple[Earlier, ...]) -> None:
            self.earlier.value = found

        self._runner.run(work, done, self._tell)

    def _not_issued(self, error: ShopDeskError) -> None:
        self._tell(error)
        if isinstance(error, StaleRecord):
            self.trouble.value = tr(_MEANWHILE)
            self._draw()

    def _draw(self) -> None:
        """Build and draw the draft; while one is being drawn only the latest next one is kept."""
        self.copy.value = None
        if self._drawing:
            self._draw_again = True
            return
        try:
            first, last = self._days()
        except ShopDeskError as error:
            self.errors.value = {str(error.field): self.text.say(error)}
            self.drawn.value = None
            return
        self.errors.value = {}
        self._drawing = True
        desk, customer, text = self._desk, self.customer, self.text
        from_start, style = self.choice.value is Choice.ALL, self.style.value
        with_lines = self.lines.shown.value

        def work() -> Drawn:
            from_on = parse_date(first, "from") if first else None
            if from_start:
                entries = load_timeline(desk, customer).entries
                from_on = text.local_day(entries[0].at) if entries else None
            to_on = parse_date(last, "to") if last else None
            statement = build_statement(desk, customer, from_on, to_on, style, with_lines=with_lines)
            paper = draft(statement)
            return Drawn(statement, paper.pdf, paper.pages, is_draft=True)

        self._runner.run(work, self._drew, self._cannot_draw, Lane.LONG)

    def _days(self) -> tuple[str, str]:
        if self.choice.value is Choice.SINCE_LAST:
            return "", ""  # what stands in the fields is what the last draft came to
        locale, today = self.text.locale, self.text.today
        first = typed_date(self.from_text.value, locale, "from", today)
        return first, typed_date(self.to_text.value, locale, "to", today)

    def _drew(self, drawn: Drawn) -> None:
        self._drawing = False
        if self._draw_again:
            self._draw_again = False
            self._draw()
        else:
            self._show(drawn)

    def _cannot_draw(self, error: ShopDeskError) -> None:
        self._drawing = False
        if self._draw_again:
            self._draw_again = False
            self._draw()
        else:
            self.drawn.value = None
            self._tell(error)

    def _show(self, drawn: Drawn) -> None:
        self.from_text.value = self.text.day(drawn.statement.from_on)
        self.to_text.value = self.text.day(drawn.statement.to_on)
        self.drawn.value = drawn
        self.state.value = self._said(drawn)

    def _said(self, drawn: Drawn) -> str:
        pages = tr_count("1 page", "{pages} pages", drawn.pages, pages=drawn.pages)
        balance = said(drawn.statement.closing, self.text)
        if drawn.is_draft:
            return tr("Draft · {pages} · {balance} · not numbered yet", pages=pages, balance=balance)
        return tr(
            "{number} · code {code} · {pages} · {balance}",
            number=drawn.statement.number,
            code=drawn.statement.code,
            pages=pages,
            balance=balance,
        )

    def _suggestion(self, drawn: Drawn) -> str:
        named = drawn.statement.number or str(drawn.statement.to_on)
        return tr(
            "Statement {customer_number} {number}.pdf",
            customer_number=drawn.statement.customer_number,
            number=named,
        )

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if error.field in {"from", "to"}:
            self.errors.value = {str(error.field): self.text.say(error)}
        else:
            self.trouble.value = self.text.say(error)


def _earlier(paper: IssuedPaper, text: ShopText) -> Earlier:
    number = statement_number(paper.id)
    return Earlier(
        paper.id,
        number,
        tr(
            "{number} · to {to_on} · {closing}",
            number=number,
            to_on=text.near_day(paper.to_on),
            closing=said(paper.closing, text),
        ),
    )
