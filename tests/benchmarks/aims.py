"""What each figure is to be, as the shop's owner may hold against it; the benchmarks print it and never assert it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """The most (or least) that is meant, in the figure's own unit; None is not asked for."""

    most: float | None = None
    high: float | None = None
    """The most at the 95th percentile."""
    ratio: float | None = None
    """The most, in times of the peer."""
    growth: float | None = None
    """The most, in times of the smallest shop's."""
    added: float | None = None
    """The most that it may be above the smallest shop's."""
    least: float | None = None

    @property
    def words(self) -> str:
        """Say it."""
        said = (
            ("≤ {:g}", self.most),
            ("p95 ≤ {:g}", self.high),
            ("≤ {:g} × peer", self.ratio),
            ("≤ {:g} × at 1,000", self.growth),
            ("≤ {:g} more than at 1,000", self.added),
            ("≥ {:g}", self.least),
        )
        return ", ".join(words.format(limit) for words, limit in said if limit is not None)

    def missed(
        self, median: float, high: float, ratio: float | None, growth: float | None, added: float | None
    ) -> bool:
        """Tell whether anything that is asked for and was measured is not so."""
        pairs = (
            (self.most, median),
            (self.high, high),
            (self.ratio, ratio),
            (self.growth, growth),
            (self.added, added),
        )
        over = any(limit is not None and value is not None and value > limit for limit, value in pairs)
        return over or (self.least is not None and median < self.least)


FIRST_PAGE, DEEP_PAGE = (
    "page of the list, first, by its slowest sort",
    "page of the list, deep, by its slowest sort",
)
MISSPELT, RECALL = (
    "a name with one letter wrong in the whole book",
    "the right one among the first ten, one letter wrong",
)
MISSPELT_TWICE = "a name with two letters wrong in the whole book"
RECALL_TWICE = "the right one among the first ten, two letters wrong"
KEYSTROKE, CARDS = "a keystroke in the local filter, painted", "the six cards"
KEYSTROKE_MANY = f"{KEYSTROKE}, 10,000 rows loaded"
LONG_ACCOUNT = "opening a customer of 10,000 events, painted"
PAYMENT, PAYMENT_LONG = "a payment, 10 events on the account", "a payment, 10,000 events on the account"
FIRST_SIGHT = "from the process' beginning to its first page"
START = "from the passphrase to the usable window (cheap keys)"
SECRET_LIST, SECRET_SEARCH = "page of the list, encrypted beside plain", "search, encrypted beside plain"
STATEMENTS = "1,000 statements of 30 lines, on two cores"
IMPORT, EXPORT = "a list of 100,000 customers taken over", "1,000,000 customers out as CSV"
IMPORT_MEMORY, EXPORT_MEMORY = "memory while taking it over", "memory while writing them"
MEMORY, SCROLLING = "resident memory with the window open", "a frame while scrolling 10,000 rows (p99)"
HOUR_MEMORY, HOUR_LEFT = "memory grown after a quarter of a cashier's hour", "left behind by that hour"

AIMS = {
    FIRST_PAGE: Aim(most=5, growth=2),
    DEEP_PAGE: Aim(most=5, growth=2),
    MISSPELT: Aim(most=15, high=40, ratio=0.1),
    RECALL: Aim(least=98),
    KEYSTROKE: Aim(most=16),
    KEYSTROKE_MANY: Aim(most=16),
    CARDS: Aim(most=10),
    LONG_ACCOUNT: Aim(most=80),
    PAYMENT: Aim(ratio=2),
    PAYMENT_LONG: Aim(ratio=2),
    FIRST_SIGHT: Aim(most=1_000),
    START: Aim(ratio=1.5),
    SECRET_LIST: Aim(ratio=1.3),
    SECRET_SEARCH: Aim(ratio=1.3),
    STATEMENTS: Aim(ratio=1.5),
    IMPORT: Aim(most=20),
    EXPORT: Aim(most=20),
    IMPORT_MEMORY: Aim(most=300),
    EXPORT_MEMORY: Aim(most=300),
    MEMORY: Aim(most=250, added=20),
    SCROLLING: Aim(most=16),
    HOUR_MEMORY: Aim(most=2),
    HOUR_LEFT: Aim(most=0),
}
