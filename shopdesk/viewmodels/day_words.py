"""The close of a day in words: its sums in blocks, over or short, and whether what is owed adds up."""

from shopdesk.domain.day_close import Day, DaySlip, SumBlock
from shopdesk.domain.settings import Settings
from shopdesk.viewmodels.shop_text import ShopText

_WIDEST = "80"


def sums_of(day: Day, text: ShopText) -> tuple[SumBlock, ...]:
    """Return the drawer, the other ways of paying, and what is owed; each line with its sign."""
    flows = day.flows
    drawer = [
        ("Float", text.money(day.cash_float)),
        ("Cash sales", text.change(flows.cash_sales)),
        ("Debts collected in cash", text.change(flows.cash_collections)),
        ("Refunds in cash", text.change(-flows.cash_refunds)),
        ("Store credit paid out in cash", text.change(-flows.cash_paid_out)),
        ("Expected in the drawer", text.money(day.expected)),
    ]
    if flows.cash_corrections:
        drawer.insert(-1, ("Sales corrected", text.change(flows.cash_corrections)))
    others = (
        ("Card", text.money(flows.card)),
        ("Transfer", text.money(flows.transfer)),
        ("Other", text.money(flows.other)),
    )
    owed = (
        ("Owed at the last close", text.money(day.opening_debt)),
        ("Sold on account", text.change(flows.credit_sales)),
        ("Collected, in every way", text.change(-flows.collections)),
        ("Adjustments", text.change(flows.adjustments)),
        ("Owed now", text.money(day.closing_debt)),
    )
    return (
        SumBlock("The drawer", tuple(drawer)),
        SumBlock("Taken in other ways", others, adds_up=False),
        SumBlock("What is owed to the shop", owed),
    )


def headline(day: Day, text: ShopText) -> str:
    """Say how the count compares with what was expected, or that nothing was counted yet."""
    if day.over_short is None:
        return f"not closed yet, {text.money(day.expected)} should be in the drawer"
    return f"the drawer is {verdict(day, text)}"


def verdict(day: Day, text: ShopText) -> str:
    """Say in a word or two how the count compares: ``right``, ``$1.50 over``; empty before it."""
    if day.over_short is None:
        return ""
    if day.over_short == 0:
        return "right"
    return f"{text.money(abs(day.over_short))} {'over' if day.over_short > 0 else 'short'}"


def proof_words(day: Day, text: ShopText) -> str:
    """Say whether what must be owed is the sum of all balances."""
    if day.ties:
        return "This is the sum of all balances."
    return (
        f"The balances add up to {text.money(day.balances)} instead: "
        "run the check in the back office before anything else."
    )


def slip_of(day: Day, settings: Settings, text: ShopText) -> DaySlip:
    """Return the slip of a day that is closed."""
    paper = settings.receipt_paper
    by = [f"Close {day.number}, by {day.staff}"]
    if day.closed_at is not None:
        by.append(f"{text.day(text.local_day(day.closed_at))} {text.time(day.closed_at)}")
    counted = SumBlock("The count", (("Counted in the drawer", text.money(day.counted or 0)),))
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
