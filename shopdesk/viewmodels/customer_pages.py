"""The view-models behind the pages of one customer's detail dialog."""

from dataclasses import dataclass

from shopdesk.services.changes import Changes
from shopdesk.viewmodels.account import AccountViewModel
from shopdesk.viewmodels.customer_enquiries import CustomerEnquiriesViewModel
from shopdesk.viewmodels.customer_follow_ups import CustomerFollowUpsViewModel
from shopdesk.viewmodels.customer_messages import CustomerMessagesViewModel
from shopdesk.viewmodels.customer_notes import CustomerNotesViewModel
from shopdesk.viewmodels.customer_points import CustomerPointsViewModel
from shopdesk.viewmodels.customer_sales import CustomerSalesViewModel
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

    def load(self) -> None:
        """Read what the pages show, so that their counts stand at once."""
        self.account.load()
        self.sales.load()
        self.notes.load()
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
