"""What happens in the demo shop over three years: who buys, who pays at once, later, or not yet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from shopdesk.demo.people import data
from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.days import noon
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.adjusting import AdjustmentOrder, post_adjustment
from shopdesk.services.desk import Work
from shopdesk.services.loyalty import PointsOrder, post_adjusting_points
from shopdesk.services.payments import post_payment
from shopdesk.services.selling import post_sale

_DEBTORS_IN_THOUSAND = 129
_CREDITS_IN_THOUSAND = 24
_LATEST_PAYER_DAYS = 75
_ON_ACCOUNT_PER_CENT = 30
# The days since a sale that is still open, by the bucket it falls in with terms of 30 days.
_OPEN_FOR = ((2, 29), (32, 58), (63, 88), (93, 118), (124, 300))
_BUCKETS_BY_WEIGHT = (0, 0, 0, 0, 0, 1, 1, 2, 3, 4)
_NOTE = 5_000
_UNCOUNTED = 29
"""So rarely is cash taken without counting it."""
_PAID_AT_THE_TILL = (Method.CASH, Method.CARD, Method.CARD, Method.CARD, Method.TRANSFER)

Deed = Callable[[Work], None]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the history: when, and what is posted then."""

    at: datetime
    post: Deed
    by_cashier: bool = False


class History:
    """Plans the events of a crowd; ``joined_on[0]`` is the day customer 1 was written down."""

    def __init__(self, rng: Random, joined_on: list[date], today: date, zone: ZoneInfo) -> None:
        self._rng = rng
        self._joined_on = joined_on
        self._today = today
        self._zone = zone
        self._open_since: dict[int, date] = {}

    def plan(self, events: int, told_apart: int) -> list[Happening]:
        """Return that many events, in any order; customer ``told_apart`` has a history of their own."""
        planned: list[Happening] = []
        for happenings in (*self._debts(told_apart), *self._credits(told_apart)):
            if len(planned) + len(happenings) <= events:
                planned += happenings
        others = [index for index in range(1, len(self._joined_on) + 1) if index != told_apart]
        while others and len(planned) < events:
            planned += self._visit(self._rng.choice(others), room=events - len(planned))
        return planned

    def at(self, days_ago: int, minutes: int | None = None) -> datetime:
        """Return an instant in opening hours so many days ago; ``minutes`` after noon."""
        after = self._rng.randint(-150, 300) if minutes is None else minutes
        return noon(self._today - timedelta(days=days_ago), self._zone) + timedelta(minutes=after)

    def _debts(self, told_apart: int) -> Iterator[list[Happening]]:
        """Yield the sales that nobody has paid yet, a few in every bucket."""
        wanted = len(self._joined_on) * _DEBTORS_IN_THOUSAND // 1000
        buckets = [*range(len(_OPEN_FOR)), *(self._rng.choice(_BUCKETS_BY_WEIGHT) for _ in range(wanted))]
        for bucket in buckets[:wanted]:
            days_ago = self._rng.randint(*_OPEN_FOR[bucket])
            customer = self._somebody_since(days_ago, told_apart)
            if customer is not None:
                self._open_since[customer] = self._today - timedelta(days=days_ago)
                owed = self._rng.randrange(2500, 18600, 50)
                yield [self._sale(customer, days_ago, owed, tendered=self._rng.choice((0, 0, owed)))]

    def _credits(self, told_apart: int) -> Iterator[list[Happening]]:
        """Yield what leaves customers with store credit: goodwill, a voucher, a deposit."""
        for _ in range(len(self._joined_on) * _CREDITS_IN_THOUSAND // 1000):
            days_ago = self._rng.randint(3, 200)
            customer = self._somebody_since(days_ago, told_apart)
            if customer is None:
                continue
            self._open_since[customer] = self._today - timedelta(days=days_ago)
            amount = self._rng.randrange(1000, 12000, 500)
            if self._rng.randrange(2):
                yield [_payment(customer, self.at(days_ago), amount, Method.CARD, "Deposit on a ring")]
            else:
                order = AdjustmentOrder(
                    CustomerId(customer), -amount, AdjustmentKind.GOODWILL_CREDIT, "Repair took too long"
                )
                yield [Happening(self.at(days_ago), partial(_adjust, order))]

    def _somebody_since(self, days_ago: int, told_apart: int) -> int | None:
        """Return a customer written down before then whose account has no planned end yet."""
        day = self._today - timedelta(days=days_ago)
        for _ in range(200):
            customer = self._rng.randint(1, len(self._joined_on))
            free = customer != told_apart and customer not in self._open_since
            if free and self._joined_on[customer - 1] < day:
                return customer
        return None

    def _visit(self, customer: int, room: int) -> list[Happening]:
        """Return a sale that is paid at the till, or put on account and paid later."""
        known_for = (self._today - self._joined_on[customer - 1]).days
        days_ago = self._rng.randint(1, max(1, known_for))
        paid_after = self._rng.randint(1, _LATEST_PAYER_DAYS)
        piece, lowest, highest = self._rng.choice(data()["goods"]["pieces"])
        price = self._rng.randrange(lowest, highest, 50)
        settles = self._open_since.get(customer, self._today) > self._today - timedelta(
            days=days_ago - paid_after
        )
        if room > 1 and days_ago > paid_after and settles and self._rng.randrange(100) < _ON_ACCOUNT_PER_CENT:
            paid = _payment(
                customer, self.at(days_ago - paid_after), price, self._rng.choice(_PAID_AT_THE_TILL)
            )
            return [self._sale(customer, days_ago, price, text=piece), paid]
        return [self._sale(customer, days_ago, 0, tendered=price, text=piece)]

    def _sale(
        self, customer: int, days_ago: int, on_account: int, *, tendered: int = 0, text: str = ""
    ) -> Happening:
        line = SaleLine(text or self._rng.choice(data()["goods"]["pieces"])[0], on_account + tendered)
        method = self._rng.choice(_PAID_AT_THE_TILL)
        order = SaleOrder(
            customer=CustomerId(customer),
            lines=(line,),
            tenders={method: tendered} if tendered else {},
            on_account=on_account,
            cash_given=_handed_over(tendered) if method is Method.CASH and days_ago % _UNCOUNTED else None,
        )
        return Happening(self.at(days_ago), partial(_sell, order), by_cashier=True)


def _handed_over(tendered: int) -> int | None:
    """Return the notes that are handed over for so much cash."""
    return -(-tendered // _NOTE) * _NOTE or None


def history_of_marai(marai: int, history: History) -> list[Happening]:
    """Return the account that the manual tells of: she owes $1,284.00, of which $44.00 is late."""
    who = CustomerId(marai)
    refs: list[str] = []

    def correct(work: Work) -> None:
        reason = f"{refs[-1]} is Debt, not Paid: card slip was declined"
        _adjust(AdjustmentOrder(who, 6000, AdjustmentKind.CORRECTION, reason, refs[-1]), work)

    def buy(total: int, on_account: int, *pieces: tuple[str, int]) -> Deed:
        lines = tuple(SaleLine(text, price) for text, price in pieces) or (SaleLine("Jewellery", total),)
        tenders = {Method.CARD: total - on_account} if total > on_account else {}
        order = SaleOrder(customer=who, lines=lines, tenders=tenders, on_account=on_account)
        return lambda work: refs.append(post_sale(work, order).reference)

    clasp = AdjustmentOrder(who, -1000, AdjustmentKind.GOODWILL_CREDIT, "Clasp repair took too long", "R-208")
    earlier = (125000, 89000, 240000, 32000, 18000, 64000, 149500, 7500, 182000, 64000)
    return [
        *(Happening(history.at(640 - 60 * n, 45), buy(price, 0)) for n, price in enumerate(earlier)),
        Happening(history.at(54, 40), buy(10000, 10000, ("Silver bracelet", 10000))),
        _payment(marai, history.at(52, 182), 15000, Method.CARD),
        Happening(history.at(51, -60), buy(6000, 0, ("Engraving", 6000))),
        Happening(history.at(50, -108), partial(_adjust, clasp)),
        Happening(history.at(47, -149), correct),
        Happening(history.at(42, 284), buy(24400, 24400, ("Pearl studs", 24400))),
        Happening(
            history.at(18, -55), buy(124000, 124000, ("Opal pendant", 52000), ("Gold hoops 18ct", 72000))
        ),
        Happening(history.at(12, 20), partial(_give_points, PointsOrder(who, 100, "For her birthday"))),
        _payment(marai, history.at(3, 140), 20000, Method.CASH),
    ]


def _payment(customer: int, at: datetime, amount: int, method: Method, note: str | None = None) -> Happening:
    order = PaymentOrder(CustomerId(customer), amount, method, note)
    return Happening(at, partial(_take, order), by_cashier=True)


def _sell(order: SaleOrder, work: Work) -> None:
    post_sale(work, order)


def _take(order: PaymentOrder, work: Work) -> None:
    post_payment(work, order)


def _give_points(order: PointsOrder, work: Work) -> None:
    post_adjusting_points(work, order)


def _adjust(order: AdjustmentOrder, work: Work) -> None:
    post_adjustment(work, order)
