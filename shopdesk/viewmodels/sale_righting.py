"""Putting a sale right: correcting its mark, refunding, undoing or disputing it."""

from dataclasses import dataclass

from shopdesk.domain.correction import CorrectionMade, CorrectionOrder, SaleStanding
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.payment import Method
from shopdesk.domain.refund import RefundMade, RefundOrder, RefundTo
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.staff import Deed
from shopdesk.services.correcting import correct_sale, plan_correction, sale_standing
from shopdesk.services.customers import find_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import (
    dispute_note,
    open_dispute,
    plan_dispute,
    plan_settlement,
    settle_dispute,
)
from shopdesk.services.refunding import plan_refund, plan_undoing_sale, refund_sale, undo_sale
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.payment import METHOD_WORDS, Preview, preview_after
from shopdesk.viewmodels.putting_right import REASON, FieldKind, Form, FormField, Values, amount_or_none
from shopdesk.viewmodels.shop_text import ShopText, said
from shopdesk.wording import Said, Worded, tr

_WAYS = Worded(
    {
        RefundTo.CASH.value: "Cash",
        RefundTo.CARD.value: "Card",
        RefundTo.TRANSFER.value: "Transfer",
        RefundTo.ACCOUNT.value: "To the account",
    }
)
_OUTCOMES = Worded(
    {
        DisputeOutcome.STANDS.value: "It stands",
        DisputeOutcome.LOWER.value: "Lower it",
        DisputeOutcome.WRITE_OFF.value: "Write it off",
    }
)


@dataclass(frozen=True, slots=True)
class CorrectSale:
    """Correct how a sale was marked: the other way round from how it is marked now."""

    sale: str
    title = Said("Correct a sale")
    verb = Said("Correct")
    needs = Deed.CORRECT

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask for what the other mark needs."""
        sale = sale_standing(desk, self.sale)
        heading = _heading(sale, text)
        if sale.mark is SaleMark.DEBT:
            explanation = tr("It was put on account, but was paid. What is still open on it is closed.")
            methods = tuple((method.value, METHOD_WORDS[method]) for method in Method)
            method = FormField("method", FieldKind.CHOICE, tr("How it was paid"), methods, Method.CASH.value)
            return Form(heading, explanation, (method, REASON))
        explanation = tr("It was marked as paid, but was not. It goes on the account, due from its own day.")
        tendered = sum(sale.tendered.values())
        fields = [FormField("amount", FieldKind.AMOUNT, tr("Not paid"), start=text.amount(tendered))]
        if sale.customer is None:
            fields.append(FormField("customer", FieldKind.CUSTOMER, tr("Customer who owes it")))
        return Form(heading, explanation, (*fields, REASON))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what it does to the account and to the drawer."""
        made = plan_correction(desk, self._order(desk, values, text))
        lines = [_correction_line(made, text)]
        if made.cash:
            lines.append(_drawer(made.cash, text))
        due = "" if made.due_on is None else tr("Due {due_on}.", due_on=text.day(made.due_on))
        return preview_after(tuple(lines), made.balance, text, due)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Correct the sale."""
        made = correct_sale(desk, self._order(desk, values, text), request_id)
        return Notice(
            tr(
                "{sale} is corrected by {reference}. {balance}",
                sale=self.sale,
                reference=made.reference,
                balance=said(made.balance, text),
            ),
            undo=(made.customer, made.reference),
        )

    def _order(self, desk: Desk, values: Values, text: ShopText) -> CorrectionOrder:
        method, customer = values.get("method"), values.get("customer", "")
        return CorrectionOrder(
            self.sale,
            SaleMark.PAID if method else SaleMark.DEBT,
            values.get("reason", ""),
            find_customer(desk, customer) if customer.strip() else None,
            amount_or_none(values, text),
            Method(method) if method else None,
        )


@dataclass(frozen=True, slots=True)
class RefundSale:
    """Give back lines or an amount of a sale."""

    sale: str
    title = Said("Refund a sale")
    verb = Said("Refund", "verb")
    needs = Deed.REFUND

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask what goes back, and how."""
        sale = sale_standing(desk, self.sale)
        lines = tuple(
            (str(line.position), f"{line.text} · {text.money(line.amount)}")
            for line in sale.lines
            if not line.refunded
        )
        fields = [FormField("lines", FieldKind.TICKS, tr("What comes back"), lines)] if lines else []
        fields.append(
            FormField(
                "amount",
                FieldKind.AMOUNT,
                tr("Amount"),
                hint=tr("All that is left, unless you tick lines or type an amount.") if lines else "",
                start="" if lines else text.amount(sale.left),
            )
        )
        fields.append(
            FormField(
                "to", FieldKind.CHOICE, tr("How it goes back"), tuple(_WAYS.items()), RefundTo.CASH.value
            )
        )
        explanation = tr(
            "{left} of {total} can be refunded.", left=text.money(sale.left), total=text.money(sale.total)
        )
        return Form(_heading(sale, text), explanation, (*fields, REASON))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what lowers the account and what leaves as money."""
        return _refund_preview(plan_refund(desk, self._order(values, text)), values["to"], text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Refund the sale."""
        return _refund_notice(self.sale, refund_sale(desk, self._order(values, text), request_id), text)

    def _order(self, values: Values, text: ShopText) -> RefundOrder:
        lines = tuple(int(key) for key in values.get("lines", "").split(",") if key)
        return RefundOrder(
            self.sale, RefundTo(values["to"]), values.get("reason", ""), lines, amount_or_none(values, text)
        )


@dataclass(frozen=True, slots=True)
class UndoSale:
    """Undo a sale: all that is left of it goes back as it came."""

    sale: str
    title = Said("Undo a sale")
    verb = Said("Undo the sale")
    needs = Deed.UNDO_OWN

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask for the reason only."""
        explanation = tr("The sale stays in the book; all of it is refunded, in the way it was paid.")
        return Form(_heading(sale_standing(desk, self.sale), text), explanation, (REASON,))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what goes back how."""
        del values
        return _refund_preview(plan_undoing_sale(desk, self.sale), "", text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Undo the sale."""
        return _refund_notice(self.sale, undo_sale(desk, self.sale, values["reason"], request_id), text)


@dataclass(frozen=True, slots=True)
class DisputeSale:
    """Write down that the customer disputes what is open on a sale."""

    sale: str
    title = Said("Dispute a sale")
    verb = Said("Open the dispute")
    needs = Deed.DISPUTE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask what the dispute is about."""
        explanation = tr(
            "It stays owed, but is not overdue and stops no credit until the dispute is settled."
        )
        return Form(_heading(sale_standing(desk, self.sale), text), explanation, (REASON,))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say how much is disputed."""
        del values
        made = plan_dispute(desk, self.sale)
        return preview_after(((tr("Disputed"), text.money(made.outstanding)),), made.balance, text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Open the dispute."""
        made = open_dispute(desk, self.sale, values["reason"], request_id)
        return Notice(
            tr(
                "{outstanding} of {sale} is disputed.",
                outstanding=text.money(made.outstanding),
                sale=self.sale,
            )
        )


@dataclass(frozen=True, slots=True)
class SettleDispute:
    """Settle the dispute over a sale."""

    sale: str
    title = Said("Settle a dispute")
    verb = Said("Settle")
    needs = Deed.DISPUTE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask how it ends."""
        lower = ("outcome", frozenset({DisputeOutcome.LOWER.value}))
        fields = (
            FormField(
                "outcome",
                FieldKind.CHOICE,
                tr("How it ends"),
                tuple(_OUTCOMES.items()),
                DisputeOutcome.STANDS.value,
            ),
            FormField("amount", FieldKind.AMOUNT, tr("Lower it by"), needs=lower),
            REASON,
        )
        sale = sale_standing(desk, self.sale)
        disputed = sum(charge.outstanding for charge in sale.charges if charge.disputed)
        note = dispute_note(desk, self.sale)
        explanation = tr("{disputed} of it is disputed: “{note}”", disputed=text.money(disputed), note=note)
        return Form(_heading(sale, text), explanation, fields)

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what is left of it."""
        made = plan_settlement(desk, self._order(values, text))
        return preview_after(
            ((tr("Still to pay on {sale}", sale=self.sale), text.money(made.outstanding)),),
            made.balance,
            text,
        )

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Settle the dispute."""
        made = settle_dispute(desk, self._order(values, text), request_id)
        return Notice(
            tr(
                "The dispute over {sale} is settled. {balance}",
                sale=self.sale,
                balance=said(made.balance, text),
            )
        )

    def _order(self, values: Values, text: ShopText) -> SettlementOrder:
        outcome = DisputeOutcome(values["outcome"])
        amount = amount_or_none(values, text) if outcome is DisputeOutcome.LOWER else None
        return SettlementOrder(self.sale, outcome, values.get("reason", ""), amount)


def _heading(sale: SaleStanding, text: ShopText) -> str:
    return f"{sale.reference} · {text.near_day(text.local_day(sale.at))} · {text.money(sale.total)}"


def _correction_line(made: CorrectionMade, text: ShopText) -> tuple[str, str]:
    words = tr("Goes on the account") if made.amount > 0 else tr("Closed on the account")
    return words, text.money(abs(made.amount))


def _drawer(cash: int, text: ShopText) -> tuple[str, str]:
    return (tr("Cash expected in the drawer today"), f"{'+' if cash > 0 else '−'}{text.money(abs(cash))}")


def _refund_preview(made: RefundMade, way: str, text: ShopText) -> Preview:
    lines = [(tr("Taken off the account"), text.money(made.credited))] if made.credited else []
    if made.paid_out:
        label = _WAYS.get(way, tr("As it was paid"))
        lines.append((tr("Pay out · {label}", label=label), text.money(made.paid_out)))
    if made.redeemed:
        lines.append((tr("Back as points"), text.money(made.redeemed)))
    if made.balance is None:
        return Preview(tuple(lines), tr("Refunded"), text.money(made.amount), "even", "")
    return preview_after(tuple(lines), made.balance, text)


def _refund_notice(sale: str, made: RefundMade, text: ShopText) -> Notice:
    paid = tr(" Pay out {paid_out}.", paid_out=text.money(made.paid_out)) if made.paid_out else ""
    stands = "" if made.balance is None else f" {said(made.balance, text)}"
    return Notice(
        tr(
            "{amount} of {sale} refunded, {reference}.{paid}{stands}",
            amount=text.money(made.amount),
            sale=sale,
            reference=made.reference,
            paid=paid,
            stands=stands,
        ),
        cash=bool(made.cash),
    )
