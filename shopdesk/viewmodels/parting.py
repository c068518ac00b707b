"""Undoing a merging, and erasing a person: what is asked first, and what becomes of the account."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.retention import gone_by
from shopdesk.domain.staff import Deed
from shopdesk.errors import CannotUnmerge, InvalidValue
from shopdesk.services.backups import kept_backups
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import can_erase, erase
from shopdesk.services.merging import can_unmerge, plan_unmerge, unmerge
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.payment import Preview, preview_after
from shopdesk.viewmodels.putting_right import REASON, FieldKind, Form, FormField, Values
from shopdesk.viewmodels.shop_text import ShopText, said


@dataclass(frozen=True, slots=True)
class UndoMerge:
    """Part a customer from one who was merged into them."""

    customer: CustomerId
    title = "Undo a merging"
    verb = "Part them"
    needs = Deed.UNMERGE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask whom to part and why; raises CannotUnmerge when there is nobody."""
        found = get_customer(desk, self.customer)
        others = can_unmerge(desk, self.customer)
        if not others:
            raise CannotUnmerge
        who = tuple((str(other), customer_number(other)) for other in others)
        fields = (FormField("who", FieldKind.LIST, "Part from", who, who[0][0]), REASON)
        words = f"Both records and both accounts are again as they were. {said(found.debt_balance, text)}"
        return Form(found.record.full_name, words, fields)

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what both will owe."""
        other = CustomerId(int(values["who"]))
        theirs, mine = plan_unmerge(desk, self.customer, other)
        return preview_after(((f"{customer_number(other)} afterwards", said(theirs, text)),), mine, text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Part them."""
        other = CustomerId(int(values["who"]))
        unmerge(desk, self.customer, other, request_id, values.get("reason", ""))
        balance = get_customer(desk, self.customer).debt_balance
        return Notice(f"{customer_number(other)} is a customer of their own again. {said(balance, text)}")


@dataclass(frozen=True, slots=True)
class EraseCustomer:
    """Erase a person for ever; the number has to be typed."""

    customer: CustomerId
    title = "Erase the customer"
    verb = "Erase for ever"
    needs = Deed.ERASE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Say what it means, and ask for the number."""
        del text
        found = get_customer(desk, self.customer)
        refusal = can_erase(found)
        if refusal is not None:
            raise refusal
        words = (
            "Name, contact, dates, tags, notes, papers and reasons can never be read again, by anybody. "
            "The figures of the account stay, under the number alone. This cannot be undone."
        )
        field = FormField("reason", FieldKind.TEXT, f"Type {found.number} to confirm")
        return Form(f"{found.record.full_name}, {found.number}", words, (field,))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say until when backups hold the record."""
        del values
        held = "No backup holds the record."
        if kept_backups(desk).backups:
            held = f"Backups made before hold the record until {text.day(gone_by(desk.today()))}."
        return Preview((), "Balance that stays in the figures", text.money(0), "even", held)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Erase them, if the number was typed."""
        del request_id
        if values.get("reason", "").strip().upper() != customer_number(self.customer):
            raise InvalidValue(field="reason", reason="not_confirmed")
        erased = erase(desk, self.customer)
        until = erased.in_backups_until
        held = "" if until is None else f" Backups made before hold the record until {text.day(until)}."
        return Notice(f"{erased.number} is erased.{held}")
