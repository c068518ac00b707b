"""The receivables page: who owes what as of any day, the year behind it, its papers and its file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from shopdesk.domain.folding import fold
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.promise import PromiseState
from shopdesk.domain.receivables import Debtor, Receivables
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.receivables import export_receivables, read_receivables
from shopdesk.viewmodels.account_picture import BUCKETS, Bucket
from shopdesk.viewmodels.debtors_sheet import debtors_sheet
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import check_writable, write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.viewmodels.watching import Watching
from shopdesk.wording import tr, tr_count

_COLUMNS = ("Number", "Name", *BUCKETS, "Disputed", "Not allocated", "Balance")


class DebtorOrder(StrEnum):
    """What the debtors are ordered by; the worst payers are those with the most of the oldest debt."""

    NAME = "name"
    NOT_DUE = "not_due"
    DAYS_1_30 = "1_30"
    DAYS_31_60 = "31_60"
    DAYS_61_90 = "61_90"
    OVER_90 = "over_90"
    OWES = "owes"
    PROMISE = "promise"
    WORST = "worst"


class Ordering(NamedTuple):
    """An order and its direction; downwards is the largest, the oldest debt, or A first."""

    by: DebtorOrder = DebtorOrder.OWES
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class ReceivablesPicture:
    """What the page shows; ``note`` stands below the sum, ``months`` are day, minor units and what is said."""

    text: ShopText
    as_of: date
    debtors: tuple[Debtor, ...]
    buckets: tuple[Bucket, ...]
    owed: str
    note: str
    ties: bool
    months: tuple[tuple[date, int, str], ...]
    count: str
    sums: str

    def promise(self, debtor: Debtor) -> str:
        """Say what the customer promised, how promises were kept before, or that the account is on hold."""
        made, today = debtor.promise, self.text.today
        state = None if made is None else made.state(today)
        if made is not None and state is PromiseState.OPEN:
            return tr("promised {due_on}", due_on=self.text.near_day(made.due_on))
        if debtor.on_hold:
            return tr("on hold")
        if made is not None and state is PromiseState.BROKEN:
            return tr("broken {due_on}", due_on=self.text.near_day(made.due_on))
        return (
            tr("kept {kept} of {promised}", kept=debtor.kept, promised=debtor.promised)
            if debtor.promised
            else "—"
        )

    def promised(self, debtor: Debtor) -> str:
        """Say how much was promised, below a promise that is open or was broken; else nothing."""
        made, today = debtor.promise, self.text.today
        if made is None or made.state(today) is PromiseState.KEPT:
            return ""
        is_hidden = debtor.on_hold and made.state(today) is PromiseState.BROKEN
        return "" if is_hidden else self.text.money(made.amount)


class ReceivablesViewModel(Watching):
    """``picture`` is None until the first load; ``why_not`` is empty for those who may look."""

    def __init__(self, desk: Desk, runner: Runner, prompter: Prompter) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self.why_not = "" if desk.staff.may(Deed.VIEW_RECEIVABLES) else sentence(Forbidden())
        self.picture: Observable[ReceivablesPicture | None] = Observable(None)
        self.day_text: Observable[str] = Observable("")
        self.ordering: Observable[Ordering] = Observable(Ordering())
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.notice: Observable[Notice | None] = Observable(None)
        self._as_of: date | None = None
        self._asked = 0

    def load(self) -> None:
        """Read the book as of the chosen day; a late answer to an earlier question is dropped."""
        if self.why_not:
            return
        self._is_stale = False
        self._asked += 1
        asked, desk, day = self._asked, self._desk, self._as_of

        def done(picture: ReceivablesPicture) -> None:
            if asked == self._asked:
                self.day_text.value = picture.text.day(picture.as_of)
                self.picture.value = self._ordered(picture)

        self._runner.run(lambda: take_picture(desk, day), done, self._wrong_day, Lane.LONG)

    def order_by(self, by: DebtorOrder) -> None:
        """Order the debtors; asked again, the other way round."""
        before = self.ordering.value
        self.ordering.value = Ordering(by, upwards=before.by is by and not before.upwards)
        if self.picture.value is not None:
            self.picture.value = self._ordered(self.picture.value)

    def _ordered(self, picture: ReceivablesPicture) -> ReceivablesPicture:
        by, upwards = self.ordering.value
        debtors = sorted(picture.debtors, key=_PLACES[by], reverse=upwards)
        return replace(picture, debtors=tuple(debtors))

    def choose_day(self, typed: str) -> None:
        """Look from another day, as it is typed in the shop's order or ISO; empty is today."""
        text = shop_text(self._desk)
        if typed == self.day_text.value:
            return
        try:
            day = typed_date(typed, text.locale, "as_of", text.today)
            chosen = parse_date(day, "as_of") if day else None
        except ShopDeskError as error:
            self.error.value = text.say(error)
            return
        self.error.value = ""
        self._as_of = None if chosen == text.today else chosen
        self.day_text.value = typed
        self.load()

    def save_csv(self) -> None:
        """Ask where, and write the page's ageing there."""
        picture = self.picture.value
        if picture is None or self.busy.value:
            return
        path = self._prompter.save_path(
            tr("Save the receivables"), tr("Receivables {as_of}.csv", as_of=picture.as_of)
        )
        if path is not None:
            check = _rows(picture)
            self._write(path, lambda: export_receivables(self._desk, _COLUMNS, check), Lane.WRITE)

    def save_sheet(self) -> None:
        """Ask where, and write the debtors from A to Z as a PDF there."""
        if self.busy.value or self.why_not:
            return
        path = self._prompter.save_path(
            tr("Save the debtors’ sheet"), tr("Debtors {today}.pdf", today=self._desk.today())
        )
        if path is not None:
            self._write(path, lambda: debtors_sheet(self._desk), Lane.LONG)

    def _write(self, path: str, make: Callable[[], bytes], lane: Lane) -> None:
        self.busy.value = True

        def work() -> None:
            check_writable(path)
            write_paper(path, make())

        def done(_: None) -> None:
            self.busy.value = False
            self.notice.value = Notice(tr("Saved as {path}.", path=path))

        self._runner.run(work, done, self._tell, lane)

    def _wrong_day(self, error: ShopDeskError) -> None:
        if error.field == "as_of":
            self.error.value = shop_text(self._desk).say(error)
        else:
            self._tell(error)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.notice.value = Notice(shop_text(self._desk).say(error), "danger")


def _bucket(number: int) -> Callable[[Debtor], tuple[int, int]]:
    return lambda debtor: (-debtor.ageing.buckets[number], debtor.customer)


_PLACES: dict[DebtorOrder, Callable[[Debtor], tuple[Any, ...]]] = {
    DebtorOrder.NAME: lambda debtor: (fold(debtor.full_name), debtor.customer),
    **{by: _bucket(number) for number, by in enumerate(tuple(DebtorOrder)[1:6])},
    DebtorOrder.OWES: lambda debtor: (-debtor.balance, debtor.customer),
    DebtorOrder.PROMISE: lambda debtor: (
        debtor.promise is None,
        date.max if debtor.promise is None else debtor.promise.due_on,
        debtor.customer,
    ),
    DebtorOrder.WORST: lambda debtor: (
        *(-owed for owed in reversed(debtor.ageing.buckets)),
        debtor.customer,
    ),
}
"""What a debtor stands by in each order."""


def take_picture(desk: Desk, day: date | None) -> ReceivablesPicture:
    """Read the book and put it into words; blocks."""
    found, text = read_receivables(desk, day), shop_text(desk)
    buckets = tuple(
        Bucket(label, minor, text.money(minor))
        for label, minor in zip(map(tr, BUCKETS), found.totals.buckets, strict=True)
    )
    extras = ((tr("disputed"), found.totals.disputed), (tr("credit not used"), -found.totals.unallocated))
    parts = [_in_one_line(f"{bucket.label} {bucket.amount}") for bucket in buckets]
    parts += [_in_one_line(f"{label} {text.money(minor)}") for label, minor in extras if minor]
    return ReceivablesPicture(
        text=text,
        as_of=found.as_of,
        debtors=found.debtors,
        buckets=buckets,
        owed=text.money(found.owed),
        note=_note(found, text),
        ties=found.ties,
        months=tuple((end, owed, f"{text.month(end)}: {text.money(owed)}") for end, owed in found.months),
        count=_customers(len(found.debtors), text),
        sums=" · ".join(parts),
    )


def _in_one_line(text: str) -> str:
    """Keep an amount and what it is of together: a line ends between two of them."""
    return text.replace(" ", "\u00a0").replace("–", "\u2060–\u2060")


def _note(found: Receivables, text: ShopText) -> str:
    days = found.days_outstanding
    parts = [_customers(len(found.debtors), text)]
    parts += [] if days is None else [tr("days sales outstanding {days}", days=days)]
    tied = (
        tr("ties to every balance ✓")
        if found.ties
        else tr("does not tie to the balances: run the check in the back office")
    )
    return " · ".join([*parts, tied])


def _customers(count: int, text: ShopText) -> str:
    return tr_count("{count} customer", "{count} customers", count, count=text.count(count))


def _rows(picture: ReceivablesPicture) -> list[tuple[str, ...]]:
    amount = picture.text.amount
    return [
        (debtor.number, debtor.full_name, *map(amount, debtor.ageing.as_tuple()), amount(debtor.balance))
        for debtor in picture.debtors
    ]
