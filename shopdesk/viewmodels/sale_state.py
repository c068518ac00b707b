"""How a sale stands, in words."""

from shopdesk.domain.sales_list import ListedSale, SaleMark, SaleState
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded, tr

_WORDS = Worded(
    {
        SaleState.PAID: "Paid",
        SaleState.PART_PAID: "Part paid",
        SaleState.ON_ACCOUNT: "On account",
        SaleState.LET_GO: "Closed",
        SaleState.REFUNDED: "Refunded",
    }
)

MARK_WORDS = Worded({SaleMark.PAID: "paid", SaleMark.DEBT: "debt"})


def state_words(state: SaleState) -> str:
    """Return the name of a state."""
    return _WORDS[state]


def state_detail(sale: ListedSale, text: ShopText) -> str:
    """Return what is worth knowing beside the state; empty for most sales."""
    said = (
        []
        if sale.corrected_to is None
        else [tr("corrected to {corrected_to}", corrected_to=MARK_WORDS[sale.corrected_to])]
    )
    said += [f"{text.money(amount)} {word}" for amount, word in _parts(sale) if amount]
    return " · ".join(said)


def _parts(sale: ListedSale) -> tuple[tuple[int, str], ...]:
    return (sale.refunded, "refunded"), (sale.let_go, tr("let go"))
