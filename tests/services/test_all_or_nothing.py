"""Every deed that posts or puts something right is done wholly or not at all, whenever it breaks off."""

from collections.abc import Callable

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.day_close import CloseOrder
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.enquiry import EnquiryId, EnquiryOrder
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.transfer import TransferOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.day_close import close_day
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute, settle_dispute
from shopdesk.services.enquiring import add_enquiry
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.messaging import send, send_many
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise
from shopdesk.services.refunding import refund_sale, undo_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.transferring import transfer
from shopdesk.services.verifying import verify
from shopdesk.services.writing_off import write_off_below

ANN, BEN = CustomerId(1), CustomerId(2)
TO_PAID = CorrectionOrder("S-00001", SaleMark.PAID, "why", method=Method.CASH)
LOWER = SettlementOrder("S-00002", DisputeOutcome.LOWER, "why", 100)
HELLO = MessageOrder(ANN, MessageKind.FREE, MessageWay.SMS, "Hello")
MAILS = [MessageOrder(who, MessageKind.FREE, MessageWay.SMTP, "Hello", "Hello") for who in (ANN, BEN)]
WRITE_OFF = AdjustmentOrder(ANN, -100, AdjustmentKind.WRITE_OFF, "why")

DEEDS: dict[str, Callable[[Desk], object]] = {
    "adjust": lambda desk: adjust(desk, WRITE_OFF, "deed"),
    "correct to paid": lambda desk: correct_sale(desk, TO_PAID, "deed"),
    "correct to debt": lambda desk: correct_sale(
        desk, CorrectionOrder("S-00003", SaleMark.DEBT, "why"), "deed"
    ),
    "refund": lambda desk: refund_sale(desk, RefundOrder("S-00001", RefundTo.CASH, "why"), "deed"),
    "undo": lambda desk: undo_sale(desk, "S-00001", "why", "deed"),
    "dispute": lambda desk: open_dispute(desk, "S-00001", "why", "deed"),
    "settle": lambda desk: settle_dispute(desk, LOWER, "deed"),
    "transfer": lambda desk: transfer(desk, TransferOrder(ANN, BEN, 300, "why"), "deed"),
    "reverse": lambda desk: reverse(desk, "P-00001", "why", "deed"),
    "write off dust": lambda desk: write_off_below(desk, 10_000, "why", "deed"),
    "promise": lambda desk: add_promise(desk, ANN, desk.today(), 100, "deed"),
    "close the day": lambda desk: close_day(desk, CloseOrder(1_400, 0), "deed"),
    "follow-up": lambda desk: add_follow_up(desk, FollowUpOrder("Ring", desk.today(), ANN), "deed"),
    "request": lambda desk: add_enquiry(desk, EnquiryOrder("Resize it", customer=ANN), "deed"),
    "sell what was asked for": lambda desk: sell(
        desk, SaleOrder(ANN, total=700, on_account=700, enquiry=EnquiryId(1)), "deed"
    ),
    "message": lambda desk: send(desk, HELLO, "deed"),
    "message to many": lambda desk: send_many(desk, MAILS, "deed"),
    "sell": lambda desk: sell(desk, SaleOrder(ANN, total=700, on_account=700), "deed"),
    "give points": lambda desk: adjust_points(desk, PointsOrder(ANN, 50, "why"), "deed"),
    "sell for points": lambda desk: sell(desk, SaleOrder(ANN, total=9, redeemed=9), "deed"),
    "take a payment": lambda desk: take_payment(desk, PaymentOrder(ANN, 300), "deed"),
}


@pytest.fixture
def story(desk: Desk) -> Desk:
    """Ann owes on two sales, one of them disputed, and paid a third at once; Ben owes a little."""
    for name in ("Ann", "Ben"):
        add_customer(desk, RecordChange({"first_name": name}))
    sell(desk, SaleOrder(ANN, total=2_000, on_account=2_000), "first")
    sell(desk, SaleOrder(ANN, total=1_000, on_account=1_000), "second")
    sell(desk, SaleOrder(ANN, total=900, tenders={Method.CASH: 900}), "third")
    sell(desk, SaleOrder(BEN, total=50, on_account=50), "ben")
    take_payment(desk, PaymentOrder(ANN, 500), "payment")
    edit_customer(desk, ANN, RecordChange({"mobile": "0412 345 678", "email": "ann@example.com"}))
    edit_customer(desk, BEN, RecordChange({"email": "ben@example.com"}))
    change_settings(desk, {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"})
    open_dispute(desk, "S-00002", "too dear", "dispute")
    add_enquiry(desk, EnquiryOrder("Resize a ring"), "asked")
    return desk


def book(desk: Desk) -> object:
    with desk.read() as session:
        tables = [
            row[0] for row in session.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {
            table: session.exec_driver_sql(f"SELECT * FROM {table}").fetchall()
            for table in tables
            if not table.startswith(("customer_search", "sqlite_"))
        }


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_breaks_off_leaves_the_book_as_it_was(
    story: Desk, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = book(story)
    with monkeypatch.context() as broken:
        broken.setattr("shopdesk.storage.requests.write_request", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            DEEDS[deed](story)
    assert book(story) == before
    DEEDS[deed](story)
    assert book(story) != before
    assert verify(story).ok


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_asked_for_twice_writes_once(story: Desk, deed: str) -> None:
    first = DEEDS[deed](story)
    after = book(story)
    assert DEEDS[deed](story) == first
    assert book(story) == after
    assert account_state(story, ANN).ageing.balance == account_state(story, ANN).balance
