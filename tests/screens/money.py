"""Money: payments, sales on account, papers of an account, and what puts a sale or an account right."""

from collections.abc import Iterator
from uuid import uuid4

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from shopdesk.domain.account import CustomerId, EventKind, reference
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.accounts import account_events
from shopdesk.services.disputing import open_dispute
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.selling import sell
from shopdesk.viewmodels.account_righting import AdjustAccount, TransferDebt
from shopdesk.viewmodels.adjust_points import AdjustPoints
from shopdesk.viewmodels.promise_to_pay import PromiseToPay
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.sale_righting import CorrectSale, DisputeSale, RefundSale, SettleDispute, UndoSale
from tests.screens.frame import opened_by
from ui.account.payment_dialog import PaymentDialog
from ui.account.righting_dialog import RightingDialog
from ui.account.sale_dialog import SaleDialog
from ui.account.why_dialog import WhyDialog
from ui.statements.preview_dialog import StatementDialog
from ui.till import ShopTill


def payments(till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
    till.dialogs.take_payment(marai)
    payment = opened_by(till, PaymentDialog)
    payment.model.type_amount("120.00")
    yield "payment", payment
    latest = account_events(till.desk, marai).payments[-1]
    till.dialogs.undo_event(marai, reference(EventKind.PAYMENT, latest.number))
    yield "undo", opened_by(till, RightingDialog)
    adjust_points(till.desk, PointsOrder(marai, 1_200, "from the old card"), uuid4().hex)
    till.dialogs.put_on_account(marai)
    sale = opened_by(till, SaleDialog)
    QTest.keyClicks(sale.amount.line, "44.00")
    sale.use_points.click()
    yield "sale", sale
    till.dialogs.put_on_account(marai)
    refused = opened_by(till, SaleDialog)
    QTest.keyClicks(refused.amount.line, "4400.00")
    yield "sale-refused", refused


def papers(till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
    till.dialogs.statement(marai)
    statement = opened_by(till, StatementDialog)
    yield "statement", statement
    till.dialogs.statement(marai)
    listing = opened_by(till, StatementDialog)
    listing.lines.click()
    yield "statement-lines", listing
    till.dialogs.why_balance(marai)
    yield "why", opened_by(till, WhyDialog)
    till.dialogs.why_balance(marai)
    why = opened_by(till, WhyDialog)
    why.views.button("paper").click()
    yield "why-paper", why


def rightings(till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
    lines = (SaleLine("Opal ring, 9ct", 18_000), SaleLine("Clasp for a bracelet", 4_500))
    tenders = {Method.CASH: 12_500}
    order = SaleOrder(marai, lines=lines, tenders=tenders, on_account=10_000)
    sale = sell(till.desk, order, uuid4().hex).reference
    paid = sell(till.desk, SaleOrder(lines=lines, tenders={Method.CASH: 22_500}), uuid4().hex).reference
    deeds: tuple[tuple[str, Righting, dict[str, str]], ...] = (
        ("correct-paid", CorrectSale(sale), {}),
        ("correct-debt", CorrectSale(paid), {"customer": "9999999"}),
        ("refund", RefundSale(sale), {"lines": "1"}),
        ("undo-sale", UndoSale(sale), {}),
        ("dispute", DisputeSale(sale), {}),
        ("adjust", AdjustAccount(marai), {"amount": "25.00"}),
        ("adjust-pay-out", AdjustAccount(marai), {"kind": "+credit_paid_out", "amount": "25.00"}),
        ("transfer", TransferDebt(marai), {"to": "2", "amount": "40.00"}),
        ("promise", PromiseToPay(marai), {"amount": "40.00"}),
        ("points", AdjustPoints(marai), {"points": "250"}),
    )
    for name, deed, typed in deeds:
        till.dialogs.put_right(marai, deed)
        dialog = opened_by(till, RightingDialog)
        for field, text in typed.items():
            dialog.fill(field, text)
        yield name, dialog
    open_dispute(till.desk, sale, "never got the clasp", uuid4().hex)
    till.dialogs.put_right(marai, SettleDispute(sale))
    settle = opened_by(till, RightingDialog)
    settle.fill("outcome", "lower")
    settle.fill("amount", "45.00")
    yield "settle-dispute", settle
