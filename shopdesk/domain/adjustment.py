"""Every movement of an account that is neither a sale nor a payment, with the sign it must have."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, EventId
from shopdesk.errors import InvalidAmount


class AdjustmentKind(StrEnum):
    """Why a balance was adjusted."""

    OPENING_BALANCE = "opening_balance"
    GOODWILL_CREDIT = "goodwill_credit"
    REFUND_AS_CREDIT = "refund_as_credit"
    VOUCHER_REVERSAL = "voucher_reversal"
    WRITE_OFF = "write_off"
    CREDIT_PAID_OUT = "credit_paid_out"
    CORRECTION = "correction"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    REVERSAL = "reversal"


_RAISES = frozenset({AdjustmentKind.CREDIT_PAID_OUT, AdjustmentKind.TRANSFER_IN})
_EITHER = frozenset({AdjustmentKind.OPENING_BALANCE, AdjustmentKind.CORRECTION, AdjustmentKind.REVERSAL})


def check_sign(kind: AdjustmentKind, amount: int) -> int:
    """Return the signed amount if its kind may have that sign; raises `InvalidAmount` (reason ``sign``)."""
    if amount == 0:
        raise InvalidAmount(field="amount", reason="zero")
    if kind not in _EITHER and (amount > 0) != (kind in _RAISES):
        raise InvalidAmount(field="amount", reason="sign")
    return amount


class Adjustment(NamedTuple):
    """One adjustment as it stands in the book; ``amount`` is signed minor units, + raises the debt."""

    event: EventId
    number: int
    customer: CustomerId
    kind: AdjustmentKind
    amount: int
    at: datetime
    entered_at: datetime
    due_on: str | None
    reason: str
    reference: str | None
    reverses: str | None
    staff: str
