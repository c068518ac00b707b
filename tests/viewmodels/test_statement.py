"""A statement lists under each charge what was sold, where that is asked for."""

from decimal import Decimal

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.statement import SoldItem, Style
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.statement import build_statement

_SOLD = (SoldItem("1 × Opal ring", 18_000), SoldItem("4.5 × Chain", 675), SoldItem("Discount", -500))


@pytest.fixture
def sold(desk: Desk, marai: CustomerId) -> CustomerId:
    """Sell a ring and some chain, $100 of it in cash; take a payment."""
    lines = (SaleLine("Opal ring", 18_000), SaleLine("Chain", 150, Decimal("4.5")))
    order = SaleOrder(marai, lines=lines, tenders={Method.CASH: 10_000}, on_account=8_175, discount=500)
    sell(desk, order, "sale")
    take_payment(desk, PaymentOrder(marai, 1_000), "payment")
    return marai


def test_every_charge_says_what_was_sold(desk: Desk, sold: CustomerId) -> None:
    statement = build_statement(desk, sold, with_lines=True)
    assert [line.sold for line in statement.lines] == [_SOLD, ()]


def test_so_does_what_is_still_open(desk: Desk, sold: CustomerId) -> None:
    statement = build_statement(desk, sold, style=Style.OPEN_ITEM, with_lines=True)
    assert [item.sold for item in statement.items] == [_SOLD]


@pytest.mark.parametrize("setting", ["true", "false"])
def test_the_shop_decides_where_nobody_chose(desk: Desk, sold: CustomerId, setting: str) -> None:
    change_settings(desk, {"statement_lines": setting})
    assert bool(build_statement(desk, sold).lines[0].sold) == (setting == "true")
    assert build_statement(desk, sold, with_lines=False).lines[0].sold == ()


def test_a_sale_by_its_total_has_nothing_to_list(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=500, on_account=500), "sale")
    assert build_statement(desk, marai, with_lines=True).lines[0].sold == ()
