"""What a cashier may do only with an owner's PIN: refused without, done with it, and journalled with both names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.customer_export import ExportOrder
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.staff import Role
from shopdesk.domain.transfer import TransferOrder
from shopdesk.errors import Forbidden
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute, settle_dispute
from shopdesk.services.erasing import erase
from shopdesk.services.exporting import announce_export
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.merging import MergeOrder, merge, unmerge
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import refund_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff, approve
from shopdesk.services.transferring import transfer
from shopdesk.services.writing_off import write_off_below


@dataclass(frozen=True)
class Till:
    """A cashier's till: Marai owes 50 on S-00001, the newest of the book; Lina owes nothing."""

    owner: Desk
    cashier: Desk
    marai: CustomerId
    lina: CustomerId


@pytest.fixture
def till(desk: Desk, marai: CustomerId) -> Till:
    lina = add_customer(desk, RecordChange({"first_name": "Lina"})).id
    sell(desk, SaleOrder(marai, total=5_000, on_account=5_000), "sale")
    sell(desk, SaleOrder(marai, total=900, tenders={Method.CASH: 900}), "paid")
    return Till(desk, desk.as_staff(add_staff(desk, "Mina", Role.CASHIER)), marai, lina)


Deeds = dict[str, Callable[[Desk, Till], Any]]


def _adjust(kind: AdjustmentKind, amount: int, method: Method | None = None) -> Callable[[Desk, Till], Any]:
    def act(desk: Desk, till: Till) -> Any:
        return adjust(desk, AdjustmentOrder(till.marai, amount, kind, "kind", None, method), "adjust")

    return act


def _pay_out(desk: Desk, till: Till) -> Any:
    take_payment(till.owner, PaymentOrder(till.marai, 7_000), "too much")
    return _adjust(AdjustmentKind.CREDIT_PAID_OUT, 2_000, Method.CASH)(desk, till)


def _settle(desk: Desk, till: Till) -> Any:
    open_dispute(till.owner, "S-00001", "too dear", "open")
    return settle_dispute(desk, SettlementOrder("S-00001", DisputeOutcome.LOWER, "kind", 500), "settle")


def _late(desk: Desk, till: Till) -> Any:
    at = desk.clock.now() - timedelta(days=2)
    return take_payment(desk, PaymentOrder(till.marai, 100, at=at), "late")


def _override(desk: Desk, till: Till) -> Any:
    edit_customer(till.owner, till.lina, RecordChange({"credit_limit": "0"}))
    return sell(desk, SaleOrder(till.lina, total=100, on_account=100, override="old friend"), "override")


def _merge(desk: Desk, till: Till) -> Any:
    return merge(desk, MergeOrder(till.marai, (till.lina,)), "merge")


def _unmerge(desk: Desk, till: Till) -> Any:
    _merge(till.owner, till)
    return unmerge(desk, till.marai, till.lina, "unmerge")


def _erase(desk: Desk, till: Till) -> Any:
    archive_customer(till.owner, till.lina)
    return erase(desk, till.lina)


def _refund(desk: Desk, _: Till) -> Any:
    return refund_sale(desk, RefundOrder("S-00002", RefundTo.CASH, "broken", (), 100), "refund")


DEEDS: Deeds = {
    "correct": lambda desk, _: correct_sale(
        desk, CorrectionOrder("S-00001", SaleMark.PAID, "paid", None, None, Method.CASH), "correct"
    ),
    "adjust": _adjust(AdjustmentKind.GOODWILL_CREDIT, -100),
    "write off": _adjust(AdjustmentKind.WRITE_OFF, -100),
    "write off dust": lambda desk, _: write_off_below(desk, 9_000, "small", "dust"),
    "pay credit out": _pay_out,
    "transfer": lambda desk, till: transfer(desk, TransferOrder(till.marai, till.lina, 100, "hers"), "move"),
    "dispute": lambda desk, _: open_dispute(desk, "S-00001", "too dear", "dispute"),
    "settle": _settle,
    "late entry": _late,
    "override": _override,
    "reverse": lambda desk, _: reverse(desk, "A-00001", "mistake", "reverse"),
    "refund": _refund,
    "limit": lambda desk, till: edit_customer(desk, till.lina, RecordChange({"credit_limit": "5000"})),
    "hold": lambda desk, till: edit_customer(desk, till.lina, RecordChange(on_hold=True)),
    "merge": _merge,
    "unmerge": _unmerge,
    "erase": _erase,
    "import": lambda desk, _: carry_out(desk, plan_import(desk, b"Name\nTom Lee\n")),
    "export": lambda desk, _: announce_export(desk, ExportOrder()),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_cashier_alone_is_refused(till: Till, name: str) -> None:
    if name == "reverse":
        _adjust(AdjustmentKind.GOODWILL_CREDIT, -100)(till.owner, till)
    with pytest.raises(Forbidden):
        DEEDS[name](till.cashier, till)


@pytest.mark.parametrize("name", DEEDS)
def test_with_the_pin_it_is_done_once_and_the_journal_names_both(till: Till, name: str) -> None:
    if name == "reverse":
        _adjust(AdjustmentKind.GOODWILL_CREDIT, -100)(till.owner, till)
    approved = approve(till.cashier, till.owner.staff.id, "1234")
    DEEDS[name](approved, till)
    with till.owner.read() as session:
        row = session.exec_driver_sql(
            "SELECT staff_id, json_extract(content, '$.approved_by') FROM journal ORDER BY sequence DESC LIMIT 1"
        ).one()
    assert tuple(row) == (till.cashier.staff.id, till.owner.staff.id)
    assert till.cashier.staff.approver is None
