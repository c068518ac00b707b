"""An owner's approval of one sale at the checkout: it holds until the sale is for another or comes to more."""

from dataclasses import dataclass, replace

from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SaleApproval:
    """The desk on which the approved sale is made, why, and what was approved; all None where nothing was."""

    desk: Desk | None = None
    reason: str = ""
    approved: SaleOrder | None = None

    def acting(self, own: Desk, order: SaleOrder) -> tuple[Desk, SaleOrder]:
        """Return who sells, and the order: approved, unless it has become more than was approved."""
        approved = self.approved
        if self.desk is None or approved is None:
            return own, order
        more = order.on_account > approved.on_account or order.discount > approved.discount
        if more or order.customer != approved.customer:
            return own, order
        return self.desk, replace(order, override=self.reason)
