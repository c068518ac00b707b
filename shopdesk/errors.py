"""What can be said to a person when something does not work: a code and its parameters, no sentences.

The sentences live in ``shopdesk.messages``; the exit statuses in ``shopdesk.cli``.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar


class ShopDeskError(Exception):
    """Something to tell the person; ``parameters`` fill the sentence of ``code``."""

    code: ClassVar[str] = "internal"

    def __init__(self, **parameters: str | int | None) -> None:
        super().__init__(self.code)
        self.parameters: dict[str, str | int | None] = parameters

    def __reduce__(self) -> tuple[Callable[[], "ShopDeskError"], tuple[()]]:
        # What takes its parameters by name is not made again as other exceptions are, from one process to the next.
        return partial(type(self), **self.parameters), ()

    @property
    def field(self) -> str | None:
        """The form field that the error is about, or None."""
        field = self.parameters.get("field")
        return field if isinstance(field, str) else None


class Refused(ShopDeskError):
    """A rule says no; the shop is unchanged."""


class BalanceNotZero(Refused):
    """Archiving needs a balance of exactly zero (parameter: balance, minor units)."""

    code = "balance_not_zero"


class DuplicateEmail(Refused):
    """Another customer has this email (parameters: number and full_name of the holder)."""

    code = "duplicate_email"


class DuplicateMobile(Refused):
    """Another customer has this mobile, and sharing was not confirmed (number, full_name)."""

    code = "duplicate_mobile"


class InvalidPhone(Refused):
    """No valid telephone number (field, reason)."""

    code = "invalid_phone"


class InvalidEmail(Refused):
    """No valid email address (field)."""

    code = "invalid_email"


class InvalidName(Refused):
    """Neither a first nor a last name, or one that is too long (field, reason)."""

    code = "invalid_name"


class InvalidAmount(Refused):
    """No valid amount of money (field, reason: see ``domain.money``)."""

    code = "invalid_amount"


class InvalidDate(Refused):
    """No valid date (field, reason)."""

    code = "invalid_date"


class InvalidValue(Refused):
    """A value outside what its field allows (field, reason)."""

    code = "invalid_value"


class PrinterFailed(Refused):
    """The receipt printer did not take what was sent (reason)."""

    code = "printer_failed"


class TenderMismatch(Refused):
    """Tenders and the part on account do not add up to the total (total, given; minor units)."""

    code = "tender_mismatch"


class CreditLimitExceeded(Refused):
    """The balance after the sale would be above the limit (limit, would_owe; minor units)."""

    code = "credit_limit_exceeded"


class AccountOnHold(Refused):
    """The account is on hold and the balance after would be above zero."""

    code = "account_on_hold"


class DebtTooOld(Refused):
    """The oldest open charge is older than the shop allows and the balance after would be above zero (days)."""

    code = "debt_too_old"


class NothingToCorrect(Refused):
    """The sale is marked that way already, or nothing of it is left to move (reference)."""

    code = "nothing_to_correct"


class RefundExceedsSale(Refused):
    """More would be refunded than is left of the sale (left, minor units)."""

    code = "refund_exceeds_sale"


class CustomerRequired(Refused):
    """A sale on account needs a customer."""

    code = "customer_required"


class CustomerArchived(Refused):
    """The customer is archived; restore first (number)."""

    code = "customer_archived"


class ReasonRequired(Refused):
    """This deed needs a reason."""

    code = "reason_required"


class AlreadyReversed(Refused):
    """The event was taken back before, or is itself a reversal (reference)."""

    code = "already_reversed"


class RequestConflict(Refused):
    """The request id was used before with other content (request_id)."""

    code = "request_conflict"


class ClockJumped(Refused):
    """The computer's clock stands before the last entry by more than a day (last, now)."""

    code = "clock_jumped"


class StaleRecord(Refused):
    """Somebody else changed the record since it was opened (fields, staff)."""

    code = "stale_record"


class Forbidden(Refused):
    """The signed-in member of staff may not do this (deed)."""

    code = "forbidden"


class DiskFull(Refused):
    """No room on the disk; nothing was done."""

    code = "disk_full"


class CannotUnmerge(Refused):
    """Two customers can no longer be parted (reason: not_merged, inner; reference: who stands between them)."""

    code = "cannot_unmerge"


class InUse(Refused):
    """Another process holds the shop."""

    code = "in_use"


class AlreadyExists(Refused):
    """There is something in that place already (what)."""

    code = "already_exists"


class WrongSecret(ShopDeskError):
    """The passphrase, recovery key or PIN does not fit."""

    code = "wrong_secret"


class LockedOut(ShopDeskError):
    """Too many wrong PINs; wait (seconds)."""

    code = "locked_out"


class NotFound(ShopDeskError):
    """No such thing (kind, reference)."""

    code = "not_found"


class NotAShop(ShopDeskError):
    """The folder or file is not a shop of ShopDesk (path)."""

    code = "not_a_shop"


class Damaged(ShopDeskError):
    """A file of the shop is damaged (what)."""

    code = "damaged"


class NewerFormat(ShopDeskError):
    """The shop was written by a newer program (found, known)."""

    code = "newer_format"


class Cancelled(ShopDeskError):
    """The person changed their mind; say nothing."""

    code = "cancelled"


class UsageError(ShopDeskError):
    """A command line that cannot be understood (detail)."""

    code = "usage"
