"""The list of customers: what is asked of the book, what is loaded, and what of it is shown."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from shopdesk.domain.customer_list import CustomerPage, CustomerQuery, CustomerRow, Segment, Sort
from shopdesk.domain.location import Location
from shopdesk.domain.segment import OwnSegment
from shopdesk.domain.staff import Deed, Role
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.customers import list_customers, list_tags
from shopdesk.services.desk import Desk
from shopdesk.services.locations import list_locations
from shopdesk.services.segments import list_segments
from shopdesk.viewmodels.customer_line import CustomerLine, LineBook, found_in, lines_of
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import shop_text

_Choices = tuple[tuple[str, ...], tuple[Location, ...], tuple[OwnSegment, ...]]

PAGE = 200
_SCREENFUL = 60
"""More lines than any screen shows; each lies on another page of a large file, which is read cold at the start."""
_LONGEST_REFRESH = 2_000


class State(Enum):
    """Why the table looks as it does."""

    LOADING = auto()
    ROWS = auto()
    NO_CUSTOMERS = auto()
    NONE_IN_FILTER = auto()
    LOOKING_FURTHER = auto()
    NO_MATCHES = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the book is listed, and in what order."""

    sort: Sort = Sort.DEBT
    segment: Segment | OwnSegment | None = None
    tag: str | None = None
    archived: bool = False
    location: Location | None = None

    @property
    def narrow(self) -> bool:
        """Tell whether they leave somebody out."""
        return bool(self.segment or self.tag or self.archived or self.location)

    def query(self, *, limit: int, after: str | None = None, search: str = "") -> CustomerQuery:
        """Return the question that they make."""
        place = None if self.location is None else self.location.id
        return CustomerQuery(self.sort, self.tag, self.segment, search, self.archived, limit, after, place)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown: ``near`` are the loaded lines (that match), ``far`` those found in the whole book."""

    state: State = State.LOADING
    near: tuple[CustomerLine, ...] = ()
    far: tuple[CustomerLine, ...] = ()
    search: str = ""
    loaded: int = 0
    total: int = 0
    has_older: bool = False
    archived_matches: int = 0
    problem: str = ""

    @property
    def is_settled(self) -> bool:
        """Tell whether a whole page is there, or all there is, or why there is none."""
        return self.state is not State.LOADING and (
            self.loaded >= PAGE or not self.has_older or bool(self.problem)
        )


class CustomerListViewModel:
    """Loads page by page, filters what is loaded at once, and asks the whole book when told to.

    The widget calls `ask_whole_book` when typing has paused; answers to old questions are dropped.
    """

    def __init__(self, desk: Desk, runner: Runner, page: int = PAGE) -> None:
        self._desk = desk
        self._page = page
        self._runner = runner
        self._loaded: tuple[CustomerLine, ...] = ()
        self._recent: tuple[CustomerLine, ...] = ()
        self._found: tuple[CustomerLine, ...] = ()
        self._found_for: str | None = None
        self._archived_matches = 0
        self._total = 0
        self._next: str | None = None
        self._list_question = 0
        self._search_question = 0
        self._is_loading = True
        self._problem = ""
        self._written = LineBook()
        self.filters: Observable[Filters] = Observable(Filters())
        self.search: Observable[str] = Observable("")
        self.listing: Observable[Listing] = Observable(Listing())
        self.tags: Observable[tuple[str, ...]] = Observable(())
        self.locations: Observable[tuple[Location, ...]] = Observable(())
        self.segments: Observable[tuple[OwnSegment, ...]] = Observable(())
        self.loading_older: Observable[bool] = Observable(value=False)
        self.may_search_notes = desk.staff.may(Deed.SEARCH_NOTES)

    def start(self) -> None:
        """Load what a screen shows, what the list can be narrowed by, and once it is painted the rest of the page."""
        self._list_question += 1
        self._ask(self.filters.value.query(limit=min(self._page, _SCREENFUL)), adds=False, is_first=True)
        self._load_choices()

    def on_changes(self, changes: Changes) -> None:
        """Look again after something was written."""
        if changes.concern_anybody():
            self.refresh()

    def refresh(self) -> None:
        """Load as many lines as were loaded, and search the book again."""
        self._load(min(max(self._page, len(self._loaded)), _LONGEST_REFRESH))
        self._load_choices()
        if self.search.value.strip():
            self.ask_whole_book()

    def sort_by(self, sort: Sort) -> None:
        """List in another order."""
        self._filter(replace(self.filters.value, sort=sort))

    def show_segment(self, segment: Segment | OwnSegment | None) -> None:
        """List a part of the book; those who owe by how much, the one owing most first."""
        sort = Sort.DEBT if segment is Segment.DEBTORS else self.filters.value.sort
        self._filter(replace(self.filters.value, segment=segment, sort=sort, archived=False))

    def show_tag(self, tag: str | None) -> None:
        """List those with a tag, or all again."""
        self._filter(replace(self.filters.value, tag=tag, archived=False))

    def show_location(self, location: Location | None) -> None:
        """List those who belong to a location, or all again."""
        self._filter(replace(self.filters.value, location=location, archived=False))

    def show_archived(self) -> None:
        """List the archived ones."""
        self._filter(Filters(sort=self.filters.value.sort, archived=True))

    def clear_filters(self) -> None:
        """List the whole book again, without a search."""
        self.set_search("")
        self._filter(Filters(sort=self.filters.value.sort))

    def set_search(self, typed: str) -> None:
        """Filter what is loaded at once; what was found in the book for other words is dropped."""
        if typed == self.search.value:
            return
        self.search.value = typed
        self._forget_found()
        self._show()

    def ask_whole_book(self) -> None:
        """Search every customer for what is typed; hits that are not shown yet come below."""
        search = self.search.value.strip()
        if not search:
            return
        self._search_question += 1
        question, desk, query = (
            self._search_question,
            self._desk,
            self.filters.value.query(limit=PAGE, search=search),
        )
        looks_archived = desk.staff.role is Role.OWNER and not query.archived

        def work() -> tuple[tuple[CustomerLine, ...], int]:
            found = list_customers(desk, query)
            archived = 0
            if not found.rows and looks_archived:
                archived = list_customers(desk, replace(query, archived=True, segment=None)).total
            return lines_of(found.rows, shop_text(desk)), archived

        def done(answer: tuple[tuple[CustomerLine, ...], int]) -> None:
            if question == self._search_question:
                self._found, self._archived_matches = answer
                self._found_for = search
                self._show()

        def failed(error: ShopDeskError) -> None:
            if question == self._search_question:
                self._fail(error)

        self._runner.run(work, done, failed)

    def load_older(self) -> None:
        """Load the next page, if there is one and none is on its way."""
        if self._next is None or self.loading_older.value:
            return
        self.loading_older.value = True
        self._ask(self.filters.value.query(limit=self._page, after=self._next), adds=True)

    def _filter(self, filters: Filters) -> None:
        if filters == self.filters.value:
            return
        self.filters.value = filters
        self._is_loading = True
        self._forget_found()
        self._load(self._page)
        if self.search.value.strip():
            self.ask_whole_book()

    def _load(self, limit: int) -> None:
        self._list_question += 1
        self.loading_older.value = False
        self._ask(self.filters.value.query(limit=limit), adds=False)

    def _ask(self, query: CustomerQuery, *, adds: bool, is_first: bool = False) -> None:
        question, desk, written = self._list_question, self._desk, self._written

        def work() -> tuple[CustomerPage, tuple[CustomerLine, ...], tuple[CustomerLine, ...]]:
            page = list_customers(desk, query)
            has_all = adds or is_first or page.next is None
            recent = () if has_all else list_customers(desk, _newest_in(query)).rows
            lines, newest_lines = written.write(shop_text(desk), page.rows, recent)
            return page, lines, newest_lines

        def done(answer: tuple[CustomerPage, tuple[CustomerLine, ...], tuple[CustomerLine, ...]]) -> None:
            if question == self._list_question:
                self._take(*answer, adds=adds)
                if is_first and answer[0].next is not None:
                    self._load_rest(query, answer[0])

        def failed(error: ShopDeskError) -> None:
            if question == self._list_question:
                self.loading_older.value = False
                self._fail(error)

        self._runner.run(work, done, failed)

    def _load_rest(self, query: CustomerQuery, first: CustomerPage) -> None:
        """Read the rest of the page, then who is searched before the whole book is: nobody types before it is seen."""
        question, desk, written = self._list_question, self._desk, self._written
        left = self._page - query.limit
        if not left:
            self._load_newest(query, first.rows)
            return
        self.loading_older.value = True

        def work() -> tuple[CustomerPage, tuple[CustomerLine, ...]]:
            rest = list_customers(desk, replace(query, after=first.next, limit=left))
            (lines,) = written.write(shop_text(desk), first.rows + rest.rows)
            return rest, lines[len(first.rows) :]

        def done(answer: tuple[CustomerPage, tuple[CustomerLine, ...]]) -> None:
            if question == self._list_question:
                rest, lines = answer
                self._take(rest, lines, (), adds=True)
                if rest.next is not None:
                    self._load_newest(query, first.rows + rest.rows)

        def failed(error: ShopDeskError) -> None:
            if question == self._list_question:
                self.loading_older.value = False
                self._fail(error)

        self._runner.run(work, done, failed, Lane.LATER)

    def _load_newest(self, query: CustomerQuery, listed: tuple[CustomerRow, ...]) -> None:
        """Read who came last into a book of which a page is listed."""
        question, desk, written = self._list_question, self._desk, self._written

        def work() -> tuple[CustomerLine, ...]:
            return written.write(shop_text(desk), listed, list_customers(desk, _newest_in(query)).rows)[1]

        def done(lines: tuple[CustomerLine, ...]) -> None:
            if question == self._list_question:
                self._recent = lines
                self._show()

        def failed(error: ShopDeskError) -> None:
            if question == self._list_question:
                self._fail(error)

        self._runner.run(work, done, failed, Lane.LATER)

    def _take(
        self,
        page: CustomerPage,
        lines: tuple[CustomerLine, ...],
        recent: tuple[CustomerLine, ...],
        *,
        adds: bool,
    ) -> None:
        if adds:
            known = {line.id for line in self._loaded}
            self._loaded += tuple(line for line in lines if line.id not in known)
        else:
            self._loaded, self._recent = lines, recent
        self._total, self._next = page.total, page.next
        self._is_loading, self._problem = False, ""
        self.loading_older.value = False
        self._show()

    def _load_choices(self) -> None:
        """Read by what the list can be narrowed: whoever sees one location alone chooses among none."""
        desk = self._desk

        def work() -> _Choices:
            locations = list_locations(desk) if desk.staff.limited_to is None else ()
            return list_tags(desk), locations, list_segments(desk)

        self._runner.run(work, self._take_choices, self._fail)

    def _take_choices(self, choices: _Choices) -> None:
        self.tags.value, self.locations.value, self.segments.value = choices
        shown = self.filters.value.segment
        if isinstance(shown, OwnSegment) and shown not in self.segments.value:
            again = next((each for each in self.segments.value if each.id == shown.id), None)
            self._filter(replace(self.filters.value, segment=again))

    def _forget_found(self) -> None:
        self._search_question += 1
        self._found, self._found_for, self._archived_matches = (), None, 0

    def _fail(self, error: ShopDeskError) -> None:
        self._is_loading = False
        self._problem = shop_text(self._desk).say(error)
        self._show()

    def _show(self) -> None:
        search = self.search.value.strip()
        near = self._matches(search) if search else self._loaded
        shown = {line.id for line in near}
        far = tuple(line for line in self._found if line.id not in shown) if search else ()
        self.listing.value = Listing(
            state=self._state(search, has_rows=bool(near or far)),
            near=near,
            far=far,
            search=search,
            loaded=len(self._loaded),
            total=self._total,
            has_older=self._next is not None,
            archived_matches=self._archived_matches,
            problem=self._problem,
        )

    def _matches(self, search: str) -> tuple[CustomerLine, ...]:
        loaded = {line.id for line in self._loaded}
        pool = self._loaded + tuple(line for line in self._recent if line.id not in loaded)
        return found_in(pool, search)

    def _state(self, search: str, *, has_rows: bool) -> State:
        if self._problem:
            return State.FAILED
        if has_rows:
            return State.ROWS
        if self._is_loading:
            return State.LOADING
        if search:
            return State.NO_MATCHES if self._found_for == search else State.LOOKING_FURTHER
        return State.NONE_IN_FILTER if self.filters.value.narrow else State.NO_CUSTOMERS


def _newest_in(query: CustomerQuery) -> CustomerQuery:
    """Ask for the newest of the same part of the book."""
    return replace(query, sort=Sort.NEWEST, limit=PAGE)
