"""Putting an account right: adjusting it, and transferring debt to another."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import Method
from shopdesk.domain.staff import Deed
from shopdesk.domain.transfer import TransferOrder
from shopdesk.errors import InvalidValue
from shopdesk.services.adjusting import AdjustmentOrder, adjust, plan_adjustment
from shopdesk.services.customers import find_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.transferring import plan_transfer, transfer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.payment import Preview, preview_after
from shopdesk.viewmodels.putting_right import REASON, FieldKind, Form, FormField, Values
from shopdesk.viewmodels.receipt import transfer_receipts
from shopdesk.viewmodels.shop_text import ShopText, listed, said
from shopdesk.wording import Said, Worded, tr

_PAID_OUT = f"+{AdjustmentKind.CREDIT_PAID_OUT}"
_KINDS = Worded(
    {
        f"-{AdjustmentKind.GOODWILL_CREDIT}": "Store credit as goodwill",
        f"-{AdjustmentKind.WRITE_OFF}": "Write off what will not be paid",
        _PAID_OUT: "Pay store credit out",
        f"+{AdjustmentKind.OPENING_BALANCE}": "Opening balance: owed before",
        f"-{AdjustmentKind.OPENING_BALANCE}": "Opening balance: credit from before",
        f"+{AdjustmentKind.CORRECTION}": "Correction: more is owed",
        f"-{AdjustmentKind.CORRECTION}": "Correction: less is owed",
        f"-{AdjustmentKind.VOUCHER_REVERSAL}": "Voucher taken back",
        f"-{AdjustmentKind.REFUND_AS_CREDIT}": "Refund as store credit",
    }
)
_METHODS = Worded(
    {
        Method.CASH.value: "Cash",
        Method.TRANSFER.value: "Transfer",
    }
)


@dataclass(frozen=True, slots=True)
class AdjustAccount:
    """Adjust an account by an entry of its own."""

    customer: CustomerId
    title = Said("Adjust the account")
    verb = Said("Adjust")
    needs = Deed.ADJUST

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask for the kind, the amount, and what that kind needs."""
        found = get_customer(desk, self.customer)
        fields = (
            FormField("kind", FieldKind.LIST, tr("What it is"), tuple(_KINDS.items()), next(iter(_KINDS))),
            FormField("amount", FieldKind.AMOUNT, tr("Amount")),
            FormField(
                "method",
                FieldKind.CHOICE,
                tr("How it is paid out"),
                tuple(_METHODS.items()),
                Method.CASH.value,
                needs=("kind", frozenset({_PAID_OUT})),
            ),
            FormField("reference", FieldKind.TEXT, tr("Reference, if there is one")),
            REASON,
        )
        return Form(found.record.full_name, said(found.debt_balance, text), fields)

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what the balance will be."""
        order = self._order(values, text)
        made = plan_adjustment(desk, order)
        words = tr("More is owed") if order.amount > 0 else tr("Less is owed")
        return preview_after(((words, text.money(abs(order.amount))),), made.balance, text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Adjust the account."""
        order = self._order(values, text)
        made = adjust(desk, order, request_id)
        return Notice(
            tr(
                "The account is adjusted by {reference}. {balance}",
                reference=made.reference,
                balance=said(made.balance, text),
            ),
            cash=order.method is Method.CASH,
            undo=(self.customer, made.reference),
        )

    def _order(self, values: Values, text: ShopText) -> AdjustmentOrder:
        sign, kind = values["kind"][:1], AdjustmentKind(values["kind"][1:])
        amount = text.read_amount(values["amount"])
        return AdjustmentOrder(
            self.customer,
            amount if sign == "+" else -amount,
            kind,
            values.get("reason", ""),
            values["reference"].strip() or None,
            Method(values["method"]) if kind is AdjustmentKind.CREDIT_PAID_OUT else None,
        )


@dataclass(frozen=True, slots=True)
class TransferDebt:
    """Move debt of this customer to another one's account."""

    customer: CustomerId
    title = Said("Transfer debt")
    verb = Said("Transfer", "verb")
    needs = Deed.TRANSFER

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask who shall owe it, and how much."""
        found = get_customer(desk, self.customer)
        start = text.amount(found.debt_balance) if found.debt_balance > 0 else ""
        fields = (
            FormField("to", FieldKind.CUSTOMER, tr("To the account of")),
            FormField("amount", FieldKind.AMOUNT, tr("Amount"), start=start),
            REASON,
        )
        return Form(found.record.full_name, said(found.debt_balance, text), fields)

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what both will owe."""
        order = self._order(desk, values, text)
        made = plan_transfer(desk, order)
        other = get_customer(desk, order.target).record.full_name
        line = (tr("{other} afterwards", other=text.name(other)), said(made.to_balance, text))
        return preview_after((line,), made.from_balance, text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Transfer the debt."""
        order = self._order(desk, values, text)
        made = transfer(desk, order, request_id)
        number = customer_number(order.target)
        words = tr(
            "{amount} moved to {number}, {references}.",
            amount=text.money(order.amount),
            number=number,
            references=listed(made.references),
        )
        slips = transfer_receipts(desk, order, made)
        return Notice(
            f"{words} {said(made.from_balance, text)}",
            receipt=slips[0],
            other_receipt=slips[1],
            undo=(self.customer, made.references[0]),
        )

    def _order(self, desk: Desk, values: Values, text: ShopText) -> TransferOrder:
        if not values["to"].strip():
            raise InvalidValue(field="to", reason="empty")
        target = find_customer(desk, values["to"])
        return TransferOrder(
            self.customer, target, text.read_amount(values["amount"]), values.get("reason", "")
        )
