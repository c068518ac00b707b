"""The view-models behind the pages of one customer's detail dialog."""

from dataclasses import dataclass

from shopdesk.services.changes import Changes
from shopdesk.viewmodels.account import AccountPicture, AccountViewModel
from shopdesk.viewmodels.closing_runner import ClosingRunner
from shopdesk.viewmodels.customer_enquiries import CustomerEnquiriesViewModel
from shopdesk.viewmodels.customer_follow_ups import CustomerFollowUpsViewModel
from shopdesk.viewmodels.customer_messages import CustomerMessagesViewModel
from shopdesk.viewmodels.customer_notes import CustomerNotesViewModel
from shopdesk.viewmodels.customer_points import CustomerPointsViewModel
from shopdesk.viewmodels.customer_sales import CustomerSalesViewModel
from shopdesk.viewmodels.ports import Lane
from shopdesk.viewmodels.record_history import RecordHistoryViewModel
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.store_credit import StoreCreditViewModel


@dataclass(frozen=True)
class CustomerPages:
    """What a detail dialog shows; record and store credit follow the account by themselves."""

    text: ShopText
    account: AccountViewModel
    sales: CustomerSalesViewModel
    credit: StoreCreditViewModel
    notes: CustomerNotesViewModel
    follow_ups: CustomerFollowUpsViewModel
    requests: CustomerEnquiriesViewModel
    messages: CustomerMessagesViewModel
    points: CustomerPointsViewModel
    history: RecordHistoryViewModel
    runner: ClosingRunner

    def load(self) -> None:
        """Read the account and what is to be said at the till, and later what the other pages show and count."""
        self.account.load()
        self.notes.load()

        def go_on(account: AccountPicture | None) -> None:
            if account is not None:
                self.runner.run(lambda: None, self._load_others, lambda _refusal: None, Lane.LATER)
                stop()

        stop = self.account.picture.listen(go_on)
        go_on(self.account.picture.value)

    def close(self) -> None:
        """Read nothing more: nobody looks any longer."""
        self.runner.close()

    def _load_others(self, _asked: None) -> None:
        self.sales.load()
        self.follow_ups.load()
        self.requests.load()
        self.messages.load()
        self.points.load()
        self.history.load()

    def on_changes(self, changes: Changes) -> None:
        """Let each page decide whether it looks again."""
        self.account.on_changes(changes)
        self.sales.on_changes(changes)
        self.notes.on_changes(changes)
        self.follow_ups.on_changes(changes)
        self.requests.on_changes(changes)
        self.messages.on_changes(changes)
        self.points.on_changes(changes)
        self.history.on_changes(changes)
