"""Writing down what a customer promised to pay, and by when."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidDate
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.promising import add_promise, list_promises
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.payment import Preview, preview_after
from shopdesk.viewmodels.promise import promise_line
from shopdesk.viewmodels.putting_right import FieldKind, Form, FormField, Values
from shopdesk.viewmodels.shop_text import ShopText, said
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import Said, tr

_USUAL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PromiseToPay:
    """Write a promise down; a newer one takes its place."""

    customer: CustomerId
    title = Said("Promise to pay")
    verb = Said("Write it down")
    needs = Deed.PROMISE

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask for the amount and the day; all that is owed within a week stands there to begin with."""
        found = get_customer(desk, self.customer)
        start = text.amount(found.debt_balance) if found.debt_balance > 0 else ""
        fields = (
            FormField("amount", FieldKind.AMOUNT, tr("Amount promised"), start=start),
            FormField("on", FieldKind.DATE, tr("To be paid by"), start=text.day(text.today + _USUAL)),
        )
        return Form(found.record.full_name, said(found.debt_balance, text), fields)

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what would be owed once it is kept."""
        amount, due_on = self._read(values, text)
        balance = get_customer(desk, self.customer).debt_balance
        before = promise_line(list_promises(desk, self.customer), balance, text)
        remark = "" if before is None else tr("{words}. The new promise takes its place.", words=before.words)
        if amount > balance:
            remark = tr("That is more than is owed.")
        line = (tr("Promised by {due_on}", due_on=text.weekday(due_on)), text.money(amount))
        after = preview_after((line,), balance - amount, text, remark)
        return replace(after, label=tr("Will owe once it is kept")) if amount <= balance else after

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Write it down."""
        amount, due_on = self._read(values, text)
        made = add_promise(desk, self.customer, due_on, amount, request_id)
        words = tr(
            "{full_name} promised {amount} by {due_on}.",
            full_name=text.name(made.full_name),
            amount=text.money(amount),
            due_on=text.near_day(due_on),
        )
        return Notice(words)

    def _read(self, values: Values, text: ShopText) -> tuple[int, date]:
        """Return the amount (minor units) and the day; raises InvalidAmount, InvalidDate."""
        amount = text.read_amount(values["amount"])
        typed = typed_date(values["on"], text.locale, "on", text.today, ahead=True)
        if not typed:
            raise InvalidDate(field="on", reason="not_a_date")
        due_on = parse_date(typed, "on")
        if due_on < text.today:
            raise InvalidDate(field="on", reason="day_over")
        return amount, due_on
