"""How a sale stands, in words."""

from shopdesk.domain.sales_list import ListedSale, SaleState
from shopdesk.viewmodels.shop_text import ShopText

_WORDS = {
    SaleState.PAID: "Paid",
    SaleState.PART_PAID: "Part paid",
    SaleState.ON_ACCOUNT: "On account",
    SaleState.LET_GO: "Closed, not all paid",
}


def state_words(state: SaleState) -> str:
    """Return the name of a state."""
    return _WORDS[state]


def state_detail(sale: ListedSale, text: ShopText) -> str:
    """Return what is worth knowing beside the state; empty for most sales."""
    return f"{text.money(sale.let_go)} let go" if sale.let_go else ""
