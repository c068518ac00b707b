"""What can be done about one entry of a timeline."""

from collections.abc import Callable
from enum import StrEnum

from shopdesk.domain.adjustment import Adjustment
from shopdesk.domain.sale import Sale
from shopdesk.domain.sales_list import ListedSale
from shopdesk.domain.staff import Deed, StaffMember
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.sale_righting import CorrectSale, DisputeSale, RefundSale, SettleDispute, UndoSale
from shopdesk.viewmodels.timeline import TimelineEntry
from shopdesk.wording import Worded


class RowDeed(StrEnum):
    """What may be chosen; `UNDO` takes a payment or an adjustment back."""

    UNDO = "undo"
    CORRECT = "correct"
    REFUND = "refund"
    DISPUTE = "dispute"
    SETTLE = "settle"
    UNDO_SALE = "undo_sale"


WORDS = Worded(
    {
        RowDeed.UNDO: "Undo…",
        RowDeed.CORRECT: "Correct…",
        RowDeed.REFUND: "Refund…",
        RowDeed.DISPUTE: "Dispute…",
        RowDeed.SETTLE: "Settle the dispute…",
        RowDeed.UNDO_SALE: "Undo the sale…",
    }
)
_ASKED = {
    RowDeed.UNDO: Deed.UNDO_OWN,
    RowDeed.CORRECT: Deed.CORRECT,
    RowDeed.REFUND: Deed.REFUND,
    RowDeed.DISPUTE: Deed.DISPUTE,
    RowDeed.SETTLE: Deed.DISPUTE,
    RowDeed.UNDO_SALE: Deed.UNDO_OWN,
}
_RIGHTINGS: dict[RowDeed, Callable[[str], Righting]] = {
    RowDeed.CORRECT: CorrectSale,
    RowDeed.REFUND: RefundSale,
    RowDeed.DISPUTE: DisputeSale,
    RowDeed.SETTLE: SettleDispute,
    RowDeed.UNDO_SALE: UndoSale,
}


def deeds_of(entry: TimelineEntry) -> tuple[RowDeed, ...]:
    """Return what can be done about an entry; nothing about a reversal or what was taken back."""
    if isinstance(entry.source, Sale):
        charge = entry.words.charge(entry.event)
        open_ = () if charge is not None and not charge.outstanding else (RowDeed.DISPUTE,)
        disputed = charge is not None and charge.disputed
        dispute = (RowDeed.SETTLE,) if disputed else open_
        return (RowDeed.CORRECT, RowDeed.REFUND, *dispute, RowDeed.UNDO_SALE)
    taken_back = isinstance(entry.source, Adjustment) and entry.source.reverses is not None
    return () if taken_back or entry.words.is_reversed(entry.ref) else (RowDeed.UNDO,)


def deeds_of_sale(sale: ListedSale) -> tuple[RowDeed, ...]:
    """Return what can be done about a sale in a list, which knows of no dispute."""
    if sale.refunded == sale.total:
        return (RowDeed.CORRECT,)
    dispute = (RowDeed.DISPUTE,) if sale.outstanding else ()
    return (RowDeed.CORRECT, RowDeed.REFUND, *dispute, RowDeed.UNDO_SALE)


def may(staff: StaffMember, deed: RowDeed) -> bool:
    """Tell whether this person may do it, alone or with an owner's PIN."""
    return staff.may_ask(_ASKED[deed])


def righting_of(deed: RowDeed, sale: str) -> Righting:
    """Return the deed that puts a sale right; not for `UNDO`."""
    return _RIGHTINGS[deed](sale)
