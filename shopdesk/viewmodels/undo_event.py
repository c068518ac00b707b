"""Undoing a posting that was just made: asks for the reason and writes the reversal."""

import uuid

from shopdesk.domain.account import CustomerId, EventKind
from shopdesk.errors import ReasonRequired, ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.reversing import ReversalMade, ReversalPlan, plan_reversal, reverse
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.payment import Preview, preview_after
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, back_again, said, shop_text


class UndoViewModel:
    """One event to take back; ``preview`` says what that does, ``done`` holds what to say once it is."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId, reference: str) -> None:
        self._desk = desk
        self._runner = runner
        self._request_id = uuid.uuid4().hex
        self.customer = customer
        self.reference = reference
        self.name: Observable[str] = Observable("")
        self.preview: Observable[Preview | None] = Observable(None)
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[Notice | None] = Observable(None)

    def load(self) -> None:
        """Read whose event it is and what undoing it does."""
        desk, reference = self._desk, self.reference
        self._runner.run(lambda: plan_reversal(desk, reference), self._show, self._tell)

    def undo(self, reason: str) -> None:
        """Take the event back with this reason; a refusal is said at the field."""
        if self.busy.value:
            return
        if not reason.strip():
            self._tell(ReasonRequired(field="reason"))
            return
        self.busy.value = True
        desk, reference, request_id = self._desk, self.reference, self._request_id
        self._runner.run(
            lambda: reverse(desk, reference, reason, request_id), self._finish, self._tell, Lane.WRITE
        )

    def _show(self, plan: ReversalPlan) -> None:
        self.name.value = plan.full_name
        self.preview.value = _preview(plan, self.reference, shop_text(self._desk))

    def _finish(self, made: ReversalMade) -> None:
        text = shop_text(self._desk)
        words = f"{self.reference} is undone by {made.reference}. {said(made.balance, text)}"
        back = back_again(made.brought_back)
        self.done.value = Notice(f"{words}. {back}" if back else words)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.error.value = ""
        self.error.value = shop_text(self._desk).say(error)


def _preview(plan: ReversalPlan, reference: str, text: ShopText) -> Preview:
    if plan.kind is EventKind.PAYMENT:
        line = (f"Payment {reference}, taken back", text.money(-plan.amount))
    else:
        line = (f"Entry {reference}, taken back", text.change(-plan.amount))
    remarks = []
    if plan.both_legs:
        remarks.append("The other half of the transfer is undone with it.")
    if plan.archived:
        remarks.append("This customer is archived and comes back into the book.")
    return preview_after((line,), plan.balance, text, " ".join(remarks))
