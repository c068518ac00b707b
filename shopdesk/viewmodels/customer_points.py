"""The Loyalty page of one customer: the tier, how far it is to the next, and where the points came from and went."""

from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.loyalty import LoyaltyRules, PointsEntry, PointsKind, PointsState, next_tier
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsBook, points_book
from shopdesk.viewmodels.customer_page import CustomerPageViewModel
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.own_words import tier_words
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import Worded, tr, tr_count

_KIND_WORDS = Worded(
    {
        PointsKind.EARNED: "Earned",
        PointsKind.TAKEN_BACK: "Taken back",
        PointsKind.REDEEMED: "Paid with points",
        PointsKind.RETURNED: "Returned with a refund",
        PointsKind.ADJUSTED: "Adjusted",
    }
)
_WHOLE = 1_000


class PointsLine(NamedTuple):
    """One entry in words; ``points`` is signed, ``balance`` what is held after it."""

    at: datetime
    what: str
    reason: str
    sale: str
    staff: str
    points: int
    balance: int


class PointsPicture(NamedTuple):
    """The tier with its words; ``share`` is how much of the way to the next one is done, in thousandths.

    ``worth`` is empty where points pay for nothing, ``off`` says that the shop gives none now.
    """

    text: ShopText
    tier: str
    held: str
    earned: str
    next: str
    share: int
    worth: str
    off: str
    lines: tuple[PointsLine, ...]


class CustomerPointsViewModel(CustomerPageViewModel[PointsPicture]):
    """``picture`` is None until it was read; ``count`` is how many entries there are."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        super().__init__(desk, runner, customer)
        self.picture: Observable[PointsPicture | None] = Observable(None)

    def _read(self) -> PointsPicture:
        book = points_book(self._desk, self.customer)
        return points_picture(book, self._desk.settings.loyalty_rules, shop_text(self._desk))

    def _show(self, found: PointsPicture) -> None:
        self.picture.value = found
        self.count.value = len(found.lines)


def points_picture(book: PointsBook, rules: LoyaltyRules, text: ShopText) -> PointsPicture:
    """Put a customer's points into words."""
    state = book.state
    worth = rules.worth_of(state.points)
    above = next_tier(state.earned, rules.thresholds)
    return PointsPicture(
        text,
        tier_words(rules.tier_of(state.earned)),
        count_of_points(state.points, text),
        tr("{earned} ever earned", earned=text.count(state.earned)),
        tr("The highest tier")
        if above is None
        else tr("{above} to {above_2}", above=count_of_points(above[1], text), above_2=tier_words(above[0])),
        _share(state, rules),
        tr("worth {worth}", worth=text.money(worth)) if worth else "",
        "" if rules.on else tr("The shop gives no points at present."),
        tuple(_line(entry) for entry in book.entries),
    )


def count_of_points(points: int, text: ShopText) -> str:
    """Write a number of points."""
    return tr_count("1 point", "{points} points", points, points=text.count(points))


def pay_with_points(total: int, text: ShopText) -> str:
    """Return what a button says where points pay all of a sale (minor units)."""
    return tr("Pay {total} with points", total=text.money(total))


def _share(state: PointsState, rules: LoyaltyRules) -> int:
    """Return how much of the way from this tier's threshold to the next one is done, in thousandths."""
    steps = (0, *rules.thresholds)
    below = max(step for step in steps if step <= state.earned)
    above = next((step for step in steps if step > state.earned), None)
    return _WHOLE if above is None else (state.earned - below) * _WHOLE // (above - below)


def _line(entry: PointsEntry) -> PointsLine:
    return PointsLine(
        entry.at,
        _KIND_WORDS[entry.kind],
        entry.reason or "",
        entry.sale or "",
        entry.staff,
        entry.points,
        entry.balance,
    )
