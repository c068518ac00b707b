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
from shopdesk.wording import Said, tr


@dataclass(frozen=True, slots=True)
class UndoMerge:
    """Part a customer from one who was merged into them."""

    customer: CustomerId
    title = Said("Undo a merging")
    verb = Said("Part them")
    needs = Deed.UNMERGE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask whom to part and why; raises CannotUnmerge when there is nobody."""
        found = get_customer(desk, self.customer)
        others = can_unmerge(desk, self.customer)
        if not others:
            raise CannotUnmerge
        who = tuple((str(other), customer_number(other)) for other in others)
        fields = (FormField("who", FieldKind.LIST, tr("Part from"), who, who[0][0]), REASON)
        words = tr(
            "Both records and both accounts are again as they were. {debt_balance}",
            debt_balance=said(found.debt_balance, text),
        )
        return Form(found.record.full_name, words, fields)

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what both will owe."""
        other = CustomerId(int(values["who"]))
        theirs, mine = plan_unmerge(desk, self.customer, other)
        return preview_after(
            ((tr("{other} afterwards", other=customer_number(other)), said(theirs, text)),), mine, text
        )

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Part them."""
        other = CustomerId(int(values["who"]))
        unmerge(desk, self.customer, other, request_id, values.get("reason", ""))
        balance = get_customer(desk, self.customer).debt_balance
        return Notice(
            tr(
                "{other} is a customer of their own again. {balance}",
                other=customer_number(other),
                balance=said(balance, text),
            )
        )


@dataclass(frozen=True, slots=True)
class EraseCustomer:
    """Erase a person for ever; the number has to be typed."""

    customer: CustomerId
    title = Said("Erase the customer")
    verb = Said("Erase for ever")
    needs = Deed.ERASE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Say what it means, and ask for the number."""
        del text
        found = get_customer(desk, self.customer)
        refusal = can_erase(found)
        if refusal is not None:
            raise refusal
        words = tr(
            "Name, contact, dates, tags, notes, papers and reasons can never be read again, by "
            "anybody. The figures of the account stay, under the number alone. This cannot be "
            "undone."
        )
        field = FormField("reason", FieldKind.TEXT, tr("Type {number} to confirm", number=found.number))
        return Form(f"{found.record.full_name}, {found.number}", words, (field,))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say until when backups hold the record."""
        del values
        held = tr("No backup holds the record.")
        if kept_backups(desk).backups:
            held = tr(
                "Backups made before hold the record until {today}.", today=text.day(gone_by(desk.today()))
            )
        return Preview((), tr("Balance that stays in the figures"), text.money(0), "even", held)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Erase them, if the number was typed."""
        del request_id
        if values.get("reason", "").strip().upper() != customer_number(self.customer):
            raise InvalidValue(field="reason", reason="not_confirmed")
        erased = erase(desk, self.customer)
        until = erased.in_backups_until
        held = (
            ""
            if until is None
            else tr(" Backups made before hold the record until {until}.", until=text.day(until))
        )
        return Notice(tr("{number} is erased.{held}", number=erased.number, held=held))
