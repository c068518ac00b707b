"""The close of a day in words: its sums in blocks, over or short, and whether what is owed adds up."""

from shopdesk.domain.day_close import Day, DaySlip, SumBlock
from shopdesk.domain.settings import Settings
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import tr

_WIDEST = "80"


def sums_of(day: Day, text: ShopText) -> tuple[SumBlock, ...]:
    """Return the drawer, the other ways of paying, and what is owed; each line with its sign."""
    flows = day.flows
    drawer = [
        (tr("Float"), text.money(day.cash_float)),
        (tr("Cash sales"), text.change(flows.cash_sales)),
        (tr("Debts collected in cash"), text.change(flows.cash_collections)),
        (tr("Refunds in cash"), text.change(-flows.cash_refunds)),
        (tr("Store credit paid out in cash"), text.change(-flows.cash_paid_out)),
        (tr("Expected in the drawer"), text.money(day.expected)),
    ]
    if flows.cash_corrections:
        drawer.insert(-1, (tr("Sales corrected"), text.change(flows.cash_corrections)))
    others = (
        (tr("Card"), text.money(flows.card)),
        (tr("Transfer"), text.money(flows.transfer)),
        (tr("Other"), text.money(flows.other)),
    )
    owed = (
        (tr("Owed at the last close"), text.money(day.opening_debt)),
        (tr("Sold on account"), text.change(flows.credit_sales)),
        (tr("Collected, in every way"), text.change(-flows.collections)),
        (tr("Adjustments"), text.change(flows.adjustments)),
        (tr("Owed now"), text.money(day.closing_debt)),
    )
    return (
        SumBlock(tr("The drawer"), tuple(drawer)),
        SumBlock(tr("Taken in other ways"), others, adds_up=False),
        SumBlock(tr("What is owed to the shop"), owed),
    )


def headline(day: Day, text: ShopText) -> str:
    """Say how the count compares with what was expected, or that nothing was counted yet."""
    if day.over_short is None:
        return tr("not closed yet, {expected} should be in the drawer", expected=text.money(day.expected))
    return tr("the drawer is {day}", day=verdict(day, text))


def verdict(day: Day, text: ShopText) -> str:
    """Say in a word or two how the count compares: ``right``, ``$1.50 over``; empty before it."""
    if day.over_short is None:
        return ""
    if day.over_short == 0:
        return tr("right", "drawer")
    amount = text.money(abs(day.over_short))
    return tr("{amount} over", amount=amount) if day.over_short > 0 else tr("{amount} short", amount=amount)


def proof_words(day: Day, text: ShopText) -> str:
    """Say whether what must be owed is the sum of all balances."""
    if day.ties:
        return tr("This is the sum of all balances.")
    return tr(
        "The balances add up to {balances} instead: run the check in the back office before anything else.",
        balances=text.money(day.balances),
    )


def slip_of(day: Day, settings: Settings, text: ShopText) -> DaySlip:
    """Return the slip of a day that is closed."""
    paper = settings.receipt_paper
    by = [tr("Close {number}, by {staff}", number=day.number, staff=day.staff)]
    if day.closed_at is not None:
        by.append(f"{text.day(text.local_day(day.closed_at))} {text.time(day.closed_at)}")
    counted = SumBlock(tr("The count"), ((tr("Counted in the drawer"), text.money(day.counted or 0)),))
    drawer, *books = sums_of(day, text)
    words = headline(day, text)
    return DaySlip(
        settings.shop_name,
        text.day(day.on),
        tuple(by),
        (drawer, counted),
        f"{words[:1].upper()}{words[1:]}",
        tuple(books),
        proof_words(day, text),
        paper if paper.isdecimal() else _WIDEST,
    )
