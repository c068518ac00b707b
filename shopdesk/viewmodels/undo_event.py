"""Undoing a posting that was just made: asks for the reason and writes the reversal."""

import uuid

from shopdesk.domain.account import CustomerId
from shopdesk.errors import ReasonRequired, ShopDeskError
from shopdesk.services.accounts import AdjustmentMade
from shopdesk.services.desk import Desk
from shopdesk.services.reversing import reverse
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import said, shop_text


class UndoViewModel:
    """One event to take back; ``done`` holds what to say once it is."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId, reference: str) -> None:
        self._desk = desk
        self._runner = runner
        self._request_id = uuid.uuid4().hex
        self.customer = customer
        self.reference = reference
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[Notice | None] = Observable(None)

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

    def _finish(self, made: AdjustmentMade) -> None:
        text = shop_text(self._desk)
        words = f"{self.reference} is undone by {made.reference}. {said(made.balance, text)}"
        self.done.value = Notice(words)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.error.value = ""
        self.error.value = shop_text(self._desk).say(error)
