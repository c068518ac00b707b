"""What the checkout says: lines, figures, what the sale will do to the account, and why it is stopped."""

from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.domain.basket import Basket
from shopdesk.domain.loyalty import LoyaltyRules
from shopdesk.domain.sale import SaleLine, SaleMade, SaleOrder
from shopdesk.errors import AccountOnHold, CreditLimitExceeded, DebtTooOld, Forbidden, ShopDeskError
from shopdesk.viewmodels.account_picture import count_of_days
from shopdesk.viewmodels.checkout_customer import CustomerCard
from shopdesk.viewmodels.customer_points import count_of_points, pay_with_points
from shopdesk.viewmodels.sale_lines import write_quantity
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.tenders import Settled, Tenders, Way
from shopdesk.wording import Worded, in_a_row, tr, tr_count

WAY_WORDS = Worded(
    {
        Way.CASH: "Cash",
        Way.CARD: "Card",
        Way.TRANSFER: "Transfer",
        Way.OTHER: "Other",
        Way.ACCOUNT: "On account",
        Way.POINTS: "Points",
    }
)
_TAKING = Worded(
    {
        Way.CASH: "Take {0} in cash",
        Way.CARD: "Take {0} by card",
        Way.TRANSFER: "Take {0} by transfer",
        Way.OTHER: "Take {0} another way",
        Way.ACCOUNT: "Put {0} on account",
    }
)
_WHY = Worded(
    {
        AccountOnHold.code: "The account is on hold.",
        DebtTooOld.code: "The oldest debt is {days} old.",
        CreditLimitExceeded.code: "The limit of this account is reached.",
    }
)
"""Short, because the ways out stand below as buttons."""

_MENDABLE = (CreditLimitExceeded, AccountOnHold, DebtTooOld)


@dataclass(frozen=True, slots=True)
class CounterLine:
    """One line as the table shows it."""

    text: str
    quantity: str
    price: str
    amount: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands above the ways to pay; an empty text is not shown."""

    subtotal: str
    discount: str
    tax: str
    rounding: str
    to_pay: str
    items: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the sale will do to the account; ``stands`` is ``owed``, ``credit`` or ``even``."""

    text: str
    stands: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why the sale cannot be finished so; ``pay_some`` (minor units) would be enough, None where nothing is."""

    text: str
    pay_some: int | None = None
    pay_some_label: str = ""
    can_pay_all: bool = False
    can_ask_owner: bool = False


def write_lines(basket: Basket, text: ShopText) -> tuple[CounterLine, ...]:
    """Write the lines for the table."""
    include = basket.prices_include_tax
    return tuple(
        CounterLine(
            line.text,
            write_quantity(line.quantity, text),
            text.money(line.price),
            text.money(line.amount(prices_include_tax=include)),
        )
        for line in basket.lines
    )


def write_figures(basket: Basket, rounding: int, text: ShopText) -> Figures:
    """Write what stands above the ways to pay."""
    count = len(basket.lines)
    tax = sum(part.tax for part in basket.taxes())
    return Figures(
        text.money(basket.subtotal),
        text.money(-basket.taken_off) if basket.taken_off else "—",
        text.money(tax) if tax else "",
        text.change(rounding) if rounding else "",
        text.money(basket.total + rounding),
        tr_count("{count} item", "{count} items", count, count=count),
    )


def finish_words(tenders: Tenders, total: int, settled: Settled, text: ShopText) -> str:
    """Return what the large button says it will do."""
    if tenders.way is None or tenders.rest(total) <= 0:
        if [way for way, _ in tenders.parts] == [Way.POINTS]:
            return pay_with_points(total, text)
        return tr("Finish {total}", total=text.money(total)) if tenders.parts else tr("Finish the sale")
    rest = tenders.rest(total) + settled.rounding
    return _TAKING[tenders.way].format(text.money(rest))


def why_unpaid(settled: Settled, text: ShopText, *, is_somebodys: bool) -> str:
    """Say what is wrong with how it is paid; empty where nothing is."""
    if settled.missing > 0:
        return tr("Choose how it is paid.")
    if settled.missing < 0:
        return tr("{amount} too much: give a part up.", amount=text.money(-settled.missing))
    if settled.on_account and not is_somebodys:
        return tr("Choose the customer whose account it goes on.")
    if settled.redeemed and not is_somebodys:
        return tr("Choose the customer whose points pay.")
    return ""


def points_words(
    card: CustomerCard | None, rules: LoyaltyRules, total: int, settled: Settled, text: ShopText
) -> str:
    """Say what the customer holds in points, and what a sale of ``total`` (minor units) will earn."""
    if card is None or not (rules.on or card.points):
        return ""
    earns = rules.earned_by(max(0, total + settled.rounding - settled.redeemed))
    is_later = settled.on_account > card.credit and not rules.at_once
    words = tr("earns {points} when paid") if is_later else tr("earns {points}")
    coming = words.format(points=text.count(earns)) if earns else ""
    return " · ".join(filter(None, (count_of_points(card.points, text), coming)))


def outlook_of(made: SaleMade, card: CustomerCard, text: ShopText) -> Outlook | None:
    """Say how the account will stand; None where the sale leaves it alone."""
    if not made.on_account or made.balance is None:
        return None
    after = made.balance
    if after < 0:
        return Outlook(tr("Store credit left {after}", after=text.money(-after)), "credit")
    if after == 0:
        return Outlook(tr("Will owe nothing"), "even")
    left = (
        ""
        if card.limit is None
        else tr(" · {limit} of the limit left", limit=text.money(max(0, card.limit - after)))
    )
    return Outlook(tr("Will owe {after}{left}", after=text.money(after), left=left), "owed")


def stopped_by(error: ShopDeskError, order: SaleOrder, text: ShopText) -> Stopped | None:
    """Return what stops the sale and the ways out of it; None for an error that stands elsewhere."""
    if isinstance(error, Forbidden):
        return Stopped(tr("The discount is above what you may give."), can_ask_owner=True)
    if not isinstance(error, _MENDABLE):
        return None
    limit, after = error.parameters.get("limit"), error.parameters.get("would_owe")
    if isinstance(limit, int) and isinstance(after, int) and after - limit < order.on_account:
        some = after - limit
        words = tr(
            "Would owe {after}: {some} above the limit.", after=text.money(after), some=text.money(some)
        )
        return Stopped(
            words, some, tr("Pay {some} now", some=text.money(some)), can_pay_all=True, can_ask_owner=True
        )
    days = error.parameters.get("days")
    words = _WHY.get(error.code, "").format(days=count_of_days(days) if isinstance(days, int) else "")
    return Stopped(words or text.say(error), can_pay_all=True, can_ask_owner=True)


def texts_of(lines: Iterable[SaleLine], longest: int = 3) -> str:
    """Return the first texts of lines as one: ``Bangle, Chain repair and 2 more``."""
    texts = [line.text for line in lines]
    shown = in_a_row(texts[:longest])
    return (
        shown
        if len(texts) <= longest
        else tr("{shown} and {texts} more", shown=shown, texts=len(texts) - longest)
    )
