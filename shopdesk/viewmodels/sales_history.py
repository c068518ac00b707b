"""The sales history: all sales, narrowed by day, staff, customer, mark and amount, the doubtful first if wished."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.sales_history import Doubt, HistoryPage, HistoryPlace, HistorySale
from shopdesk.domain.sales_list import SaleMark, SalesQuery
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.sales_history import PAGE, look_through_sales
from shopdesk.services.staff import list_staff
from shopdesk.viewmodels.narrowed import Narrowed
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import Worded, in_a_row, tr, tr_count

DOUBT_WORDS = Worded(
    {
        Doubt.UNCOUNTED: "cash not counted",
        Doubt.CORRECTED: "corrected later",
        Doubt.AFTER_PARKING: "just after a debtor’s sale was parked",
    }
)
MARK_WORDS = Worded({SaleMark.PAID: "Paid", SaleMark.DEBT: "On account"})


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """What the page is narrowed to; days and amounts as they are typed."""

    from_text: str = ""
    to_text: str = ""
    staff: str | None = None
    customer: CustomerId | None = None
    customer_name: str = ""
    marked: SaleMark | None = None
    least_text: str = ""
    most_text: str = ""
    doubtful_first: bool = False


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """The sales read so far; ``next`` is None behind the last."""

    text: ShopText
    sales: tuple[HistorySale, ...]
    next: HistoryPlace | None
    staff: tuple[str, ...]

    @property
    def said(self) -> str:
        """How many are shown."""
        count = self.text.count(len(self.sales))
        if self.next is not None:
            return tr("Showing {count}; more follow below", count=count)
        return tr_count("{count} sale", "{count} sales", len(self.sales), count=count)


class SalesHistoryViewModel(Narrowed):
    """``picture`` is None until the first load; ``errors`` are those of ``from``, ``to``, ``least`` and ``most``."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = "" if desk.staff.may(Deed.SEE_ALL_SALES) else sentence(Forbidden())
        self.text = shop_text(desk)
        self.filters: Observable[HistoryFilters] = Observable(HistoryFilters())
        self.picture: Observable[HistoryPicture | None] = Observable(None)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.trouble: Observable[str] = Observable("")
        self._query = SalesQuery()
        self._asked = 0
        self._is_reading_on = False
        self._is_watched = False

    def watch(self, *, watched: bool) -> None:
        """Follow the sales while somebody looks."""
        self._is_watched = watched
        if watched:
            self.load()

    def on_changes(self, changes: Changes) -> None:
        """Look again after something was posted."""
        if self._is_watched and not changes.parked:
            self.load()

    def narrow(self, **chosen: Any) -> None:
        """Change some of the filters and look again, unless what is typed cannot be."""
        self.filters.value = replace(self.filters.value, **chosen)
        self.text = shop_text(self._desk)
        errors: dict[str, str] = {}
        query = self._read(errors)
        self.errors.value = errors
        if not errors:
            self._query = query
            self._load(PAGE)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether some of the sales are left out."""
        chosen = self.filters.value
        return chosen != HistoryFilters(doubtful_first=chosen.doubtful_first)

    def clear(self) -> None:
        """Show all sales again, in the order chosen."""
        self.filters.value = HistoryFilters(doubtful_first=self.filters.value.doubtful_first)
        self.narrow()

    def load(self) -> None:
        """Read as many sales as are shown."""
        shown = self.picture.value
        self._load(PAGE if shown is None else max(PAGE, len(shown.sales)))

    def load_more(self) -> None:
        """Read the next page, if there is one."""
        picture = self.picture.value
        if picture is None or picture.next is None or self._is_reading_on:
            return
        self._is_reading_on = True
        asked = self._asked

        def done(page: HistoryPage) -> None:
            self._is_reading_on = False
            if asked == self._asked:
                self.picture.value = replace(picture, sales=picture.sales + page.sales, next=page.next)

        self._runner.run(self._reading(picture.next, PAGE), done, self._tell)

    def _load(self, limit: int) -> None:
        if self.why_not:
            return
        self._asked += 1
        asked, desk, read = self._asked, self._desk, self._reading(None, limit)

        def work() -> HistoryPicture:
            page = read()
            staff = tuple(member.name for member in list_staff(desk))
            return HistoryPicture(shop_text(desk), page.sales, page.next, staff)

        def done(picture: HistoryPicture) -> None:
            if asked == self._asked:
                self.picture.value = picture

        self._runner.run(work, done, self._tell)

    def _reading(self, after: HistoryPlace | None, limit: int) -> Callable[[], HistoryPage]:
        desk, query, doubtful = self._desk, self._query, self.filters.value.doubtful_first
        return lambda: look_through_sales(desk, query, after, doubtful_first=doubtful, limit=limit)

    def _read(self, errors: dict[str, str]) -> SalesQuery:
        """Return the filters as a query; what cannot be is told by its field."""
        filters, text = self.filters.value, self.text

        def day(field: str, typed: str) -> date | None:
            found = typed_date(typed, text.locale, field, text.today)
            return parse_date(found, field) if found else None

        def amount(field: str, typed: str) -> int | None:
            return text.read_amount(typed, field) if typed.strip() else None

        read: dict[str, Any] = {}
        for field, typed, reader in (
            ("from", filters.from_text, day),
            ("to", filters.to_text, day),
            ("least", filters.least_text, amount),
            ("most", filters.most_text, amount),
        ):
            try:
                read[field] = reader(field, typed)
            except ShopDeskError as error:
                errors[field] = text.say(error)
        return SalesQuery(
            filters.customer,
            read.get("from"),
            read.get("to"),
            filters.staff,
            filters.marked,
            read.get("least"),
            read.get("most"),
        )

    def _tell(self, error: ShopDeskError) -> None:
        self._is_reading_on = False
        said = shop_text(self._desk).say(error)
        if error.field in {"from", "to", "least", "most"}:
            self.errors.value = {str(error.field): said}
        else:
            self.trouble.value = said


def doubt_words(row: HistorySale) -> str:
    """Return what makes one look twice, in the order of the doubts; empty for most sales."""
    return in_a_row(DOUBT_WORDS[doubt] for doubt in Doubt if doubt in row.doubts)
