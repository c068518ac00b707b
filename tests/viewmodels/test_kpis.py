"""The figures on the cards: written out, live, and honest when they could not be computed."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Kpis
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Damaged
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.viewmodels import kpis
from shopdesk.viewmodels.kpis import KpisViewModel
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner


def test_the_figures_are_written_as_the_shop_reads_them(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=128_400, on_account=128_400), "sale")
    model = KpisViewModel(desk, InlineRunner())
    model.refresh()
    texts = model.texts.value
    assert texts is not None
    assert (texts.customers, texts.owed, texts.debtors, texts.owes) == ("1", "$1,284.00", "1 owes", True)


def test_nothing_is_a_figure_before_it_is_known(desk: Desk) -> None:
    runner = WaitingRunner()
    model = KpisViewModel(desk, runner)
    model.refresh()
    assert model.texts.value is None
    runner.go()
    assert model.texts.value is not None


def test_figures_that_could_not_be_computed_say_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_desk: Desk) -> Kpis:
        raise Damaged(what="shop.db")

    model = KpisViewModel(desk, InlineRunner())
    model.refresh()
    monkeypatch.setattr(kpis, "compute_kpis", fail)
    model.refresh()
    assert model.texts.value is None
    assert model.problem.value


def test_a_sale_changes_the_figures_at_once(desk: Desk, marai: CustomerId) -> None:
    model = KpisViewModel(desk, InlineRunner())
    desk.feed.subscribe(model.on_changes)
    sell(desk, SaleOrder(marai, total=500, on_account=500), "sale")
    assert model.texts.value is not None
    assert model.texts.value.owed == "$5.00"
