"""Taking an entry back that was posted by mistake: it stays, and a reversal is written beside it."""

from dataclasses import dataclass

from shopdesk.domain.account import EventKind
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.services.reversing import ReversalPlan, plan_reversal, reverse
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.payment import Preview, preview_after
from shopdesk.viewmodels.putting_right import REASON, Form, Values
from shopdesk.viewmodels.shop_text import ShopText, back_again, said
from shopdesk.wording import Said, tr


@dataclass(frozen=True, slots=True)
class UndoEvent:
    """Take a payment or an adjustment back."""

    reference: str
    title = Said("Undo")
    verb = Said("Undo")
    needs = Deed.UNDO_OWN

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Say whose entry it is, and ask why."""
        name = text.name(plan_reversal(desk, self.reference).full_name)
        words = tr("The entry stays, a reversal is written beside it, and what it settled is open again.")
        return Form(tr("Undo {reference} · {name}", reference=self.reference, name=name), words, (REASON,))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what is taken back."""
        del values
        return _preview(plan_reversal(desk, self.reference), self.reference, text)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Take it back."""
        made = reverse(desk, self.reference, values["reason"], request_id)
        words = tr(
            "{reference} is undone by {reference_2}. {balance}",
            reference=self.reference,
            reference_2=made.reference,
            balance=said(made.balance, text),
        )
        back = back_again(made.brought_back)
        return Notice(f"{words}. {back}" if back else words)


def _preview(plan: ReversalPlan, reference: str, text: ShopText) -> Preview:
    if plan.kind is EventKind.PAYMENT:
        line = (tr("Payment {reference}, taken back", reference=reference), text.money(-plan.amount))
    else:
        line = (tr("Entry {reference}, taken back", reference=reference), text.change(-plan.amount))
    remarks = []
    if plan.both_legs:
        remarks.append(tr("The other half of the transfer is undone with it."))
    if plan.archived:
        remarks.append(tr("This customer is archived and comes back into the book."))
    return preview_after((line,), plan.balance, text, " ".join(remarks))
