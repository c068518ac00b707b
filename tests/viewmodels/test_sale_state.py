"""How a sale stands, in words."""

import pytest

from shopdesk.domain.account import CustomerId, EventId
from shopdesk.domain.sales_list import ListedSale, SaleMark, SaleState
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.sale_state import state_detail, state_words
from shopdesk.viewmodels.shop_text import shop_text
from tests.conftest import NOON

SALE = ListedSale(EventId(1), 1, CustomerId(1), "Rosa", NOON, 1, 4_400, 4_400, 0, 0, 0, None)


def test_every_state_has_its_own_words() -> None:
    assert len({state_words(state) for state in SaleState}) == len(SaleState)


@pytest.mark.parametrize(
    ("sale", "detail"),
    [
        (SALE, ""),
        (SALE._replace(let_go=600), "$6.00 let go"),
        (SALE._replace(corrected_to=SaleMark.DEBT), "corrected to debt"),
        (
            SALE._replace(corrected_to=SaleMark.PAID, refunded=1_000, let_go=600),
            "corrected to paid · $10.00 refunded · $6.00 let go",
        ),
    ],
)
def test_what_became_of_a_sale_stands_beside_its_state(desk: Desk, sale: ListedSale, detail: str) -> None:
    assert state_detail(sale, shop_text(desk)) == detail
