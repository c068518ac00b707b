"""The Sales page: all sales, what they come to, older ones when asked for, and saving them."""

import csv
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.parking import park_sale, resume_sale
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels import customer_sales
from shopdesk.viewmodels.account_models import AccountModels
from shopdesk.viewmodels.customer_pages import CustomerPages
from shopdesk.viewmodels.customer_sales import CustomerSalesViewModel, SalesPicture
from tests.conftest import StandingClock
from tests.ports import InlineRunner, ScriptedPrompter
from tests.viewmodels.waiting_runner import WaitingRunner


def pages(desk: Desk, customer: CustomerId, *answers: str | None) -> CustomerPages:
    return AccountModels(desk, InlineRunner(), ScriptedPrompter(*answers)).pages(customer)


def owe(desk: Desk, customer: CustomerId, amount: int) -> None:
    sell(desk, SaleOrder(customer, total=amount, on_account=amount), f"sale of {amount}")


def loaded(model: CustomerSalesViewModel) -> SalesPicture:
    model.load()
    assert model.picture.value is not None
    return model.picture.value


def test_what_they_come_to_is_said_in_words(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=4_000, tenders={Method.CARD: 4_000}), "till")
    owe(desk, marai, 120_000)
    picture = loaded(pages(desk, marai).sales)
    assert [sale.reference for sale in picture.sales] == ["S-00002", "S-00001"]
    assert (picture.count, picture.invoiced, picture.lifetime_spend) == (2, "$1,240.00", "$40.00")
    assert picture.shown == ""


def test_older_sales_come_when_asked_for_and_the_count_is_of_all(
    desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_sales, "FIRST_PAGE", 2)
    for amount in range(1, 11):
        owe(desk, marai, amount)
    model = pages(desk, marai).sales
    assert loaded(model).shown == "Showing 2 of 10"
    assert model.count.value == 10
    for shown in (8, 10, 10):
        model.load_more()
        assert model.picture.value is not None
        assert len(model.picture.value.sales) == shown


def test_what_is_set_aside_for_them_is_said_until_it_is_taken_up(desk: Desk, marai: CustomerId) -> None:
    model = pages(desk, marai).sales
    desk.feed.subscribe(model.on_changes)
    assert loaded(model).shown == ""
    line = SaleLine("Ring resize", 4400)
    parked = park_sale(desk, ParkedContent((line,), marai))
    park_sale(desk, ParkedContent((line,)))
    assert model.picture.value is not None
    assert model.picture.value.shown == "Parked: Ring resize $44.00"
    resume_sale(desk, parked)
    assert model.picture.value.shown == ""


def test_it_follows_this_customer_only(desk: Desk, marai: CustomerId) -> None:
    model = pages(desk, marai).sales
    before = loaded(model)
    desk.feed.subscribe(model.on_changes)
    owe(desk, add_customer(desk, RecordChange({"first_name": "Ana"})).id, 300)
    assert model.picture.value is before
    owe(desk, marai, 400)
    assert model.count.value == 1


def test_a_late_answer_to_an_earlier_question_is_dropped(desk: Desk, marai: CustomerId) -> None:
    runner = WaitingRunner()
    model = CustomerSalesViewModel(desk, runner, ScriptedPrompter(), marai, lambda _notice: None)
    model.load()
    model.load()
    runner.jobs[1]()
    owe(desk, marai, 400)
    runner.jobs[0]()
    assert model.count.value == 0


def saved(desk: Desk, customer: CustomerId, path: Path) -> list[dict[str, str]]:
    found = pages(desk, customer, str(path))
    found.sales.save_csv()
    assert found.account.notice.value is not None
    assert str(path) in found.account.notice.value.text
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_holds_every_sale_and_the_whole_timeline(
    desk: Desk, marai: CustomerId, clock: StandingClock, tmp_path: Path
) -> None:
    owe(desk, marai, 4_400)
    clock.forward(hours=1)
    sell(desk, SaleOrder(marai, total=1_000, tenders={Method.CASH: 1_000}), "till")
    clock.forward(hours=1)
    take_payment(desk, PaymentOrder(marai, 6_000), "payment")
    rows = saved(desk, marai, tmp_path / "marai.csv")
    assert [row["Reference"] for row in rows] == ["S-00001", "S-00002", "P-00001"]
    assert [row["Balance"] for row in rows] == ["44.00", "44.00", "-16.00"]
    assert [row["Total"] for row in rows] == ["44.00", "10.00", ""]
    assert (rows[0]["Date"], rows[0]["Time"], rows[0]["State"]) == ("2026-11-21", "12:00", "Paid")
    assert (rows[2]["Credited"], rows[2]["Staff"]) == ("60.00", "Rosa Rossi")


def test_a_reason_that_looks_like_a_formula_is_guarded(desk: Desk, marai: CustomerId, tmp_path: Path) -> None:
    goodwill = AdjustmentKind.GOODWILL_CREDIT
    adjust(desk, AdjustmentOrder(marai, -1_600, goodwill, "=HYPERLINK(evil)"), "goodwill")
    (row,) = saved(desk, marai, tmp_path / "marai.csv")
    assert row["Details"].startswith("'=HYPERLINK")
    assert row["Balance"] == "-16.00"


def test_what_leaves_the_book_stands_in_the_journal(desk: Desk, marai: CustomerId, tmp_path: Path) -> None:
    saved(desk, marai, tmp_path / "marai.csv")
    with desk.read() as session:
        last = session.exec_driver_sql(
            "SELECT deed, subject FROM journal ORDER BY sequence DESC LIMIT 1"
        ).one()
    assert tuple(last) == ("export", "C-000001")


def test_a_place_that_cannot_be_written_is_told_and_nothing_leaves(
    desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    found = pages(desk, marai, str(tmp_path / "nowhere" / "marai.csv"))
    found.sales.save_csv()
    assert found.account.notice.value is not None
    assert found.account.notice.value.role == "danger"
    assert not found.sales.saving.value
    with desk.read() as session:
        assert "export" not in session.exec_driver_sql("SELECT deed FROM journal").scalars().all()


def test_nothing_is_written_when_no_place_is_chosen(desk: Desk, marai: CustomerId) -> None:
    found = pages(desk, marai, None)
    found.sales.save_csv()
    assert found.account.notice.value is None


def test_a_cashier_cannot_take_data_out_alone(desk: Desk, marai: CustomerId, tmp_path: Path) -> None:
    cashier = desk.as_staff(add_staff(desk, "Ben", Role.CASHIER))
    found = pages(cashier, marai, str(tmp_path / "marai.csv"))
    found.sales.save_csv()
    assert list(tmp_path.glob("*.csv")) == []
    assert found.account.notice.value is not None
    assert found.account.notice.value.role == "danger"
