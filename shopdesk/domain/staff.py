"""Who works in the shop, and who may do what."""

from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.account import StaffId
from shopdesk.domain.location import Location, LocationId


class Role(StrEnum):
    """What a member of staff is."""

    OWNER = "owner"
    CASHIER = "cashier"


class Deed(StrEnum):
    """Everything that is judged before it is done, and written in the journal after."""

    VIEW = "view"
    SEE_ALL_SALES = "see_all_sales"
    SAVE_CUSTOMER = "save_customer"
    CHANGE_CREDIT_TERMS = "change_credit_terms"
    ARCHIVE_CUSTOMER = "archive_customer"
    MERGE = "merge"
    UNMERGE = "unmerge"
    ERASE = "erase"
    ADD_NOTE = "add_note"
    SELL = "sell"
    PARK = "park"
    OPEN_DRAWER = "open_drawer"
    DISCOUNT_ANY = "discount_any"
    TAKE_PAYMENT = "take_payment"
    UNDO_OWN = "undo_own"
    REVERSE = "reverse"
    ADJUST = "adjust"
    ADJUST_POINTS = "adjust_points"
    CORRECT = "correct"
    REFUND = "refund"
    REFUND_ANY = "refund_any"
    TRANSFER = "transfer"
    DISPUTE = "dispute"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    REQUEST = "request"
    REMIND = "remind"
    MESSAGE = "message"
    MESSAGES = "messages"
    CHANGE_SEGMENTS = "change_segments"
    SEARCH_NOTES = "search_notes"
    CLOSE_DAY = "close_day"
    CLOSE_EARLIER_DAY = "close_earlier_day"
    LATE_ENTRY = "late_entry"
    OVERRIDE_LIMIT = "override_limit"
    ISSUE_STATEMENT = "issue_statement"
    ISSUE_STATEMENTS = "issue_statements"
    IMPORT = "import"
    EXPORT = "export"
    SET_UP = "set_up"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_STAFF = "manage_staff"
    VERIFY = "verify"
    BACK_UP = "back_up"
    RESTORE = "restore"
    CHANGE_SECRETS = "change_secrets"
    VIEW_JOURNAL = "view_journal"
    VIEW_RECEIVABLES = "view_receivables"
    SIGN_IN = "sign_in"


_CASHIER = frozenset(
    {
        Deed.VIEW,
        Deed.SAVE_CUSTOMER,
        Deed.ARCHIVE_CUSTOMER,
        Deed.ADD_NOTE,
        Deed.SELL,
        Deed.PARK,
        Deed.OPEN_DRAWER,
        Deed.TAKE_PAYMENT,
        Deed.UNDO_OWN,
        Deed.REFUND,
        Deed.PROMISE,
        Deed.FOLLOW_UP,
        Deed.REQUEST,
        Deed.REMIND,
        Deed.MESSAGE,
        Deed.CLOSE_DAY,
        Deed.ISSUE_STATEMENT,
        Deed.SIGN_IN,
    }
)
PERMISSIONS: dict[Role, frozenset[Deed]] = {Role.OWNER: frozenset(Deed), Role.CASHIER: _CASHIER}
"""The one table of who may do what."""
APPROVABLE = frozenset(
    {
        Deed.ADJUST,
        Deed.ADJUST_POINTS,
        Deed.CHANGE_CREDIT_TERMS,
        Deed.CHANGE_SEGMENTS,
        Deed.CORRECT,
        Deed.DISCOUNT_ANY,
        Deed.DISPUTE,
        Deed.ERASE,
        Deed.EXPORT,
        Deed.IMPORT,
        Deed.ISSUE_STATEMENTS,
        Deed.LATE_ENTRY,
        Deed.MERGE,
        Deed.MESSAGES,
        Deed.OVERRIDE_LIMIT,
        Deed.REFUND_ANY,
        Deed.REVERSE,
        Deed.TRANSFER,
        Deed.UNMERGE,
    }
)
"""What a cashier may do once an owner has given the PIN for it."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who signs in; ``approver`` is the owner who gave the PIN for what is done now."""

    id: StaffId
    name: str
    role: Role
    has_pin: bool
    disabled: bool = False
    approver: "StaffMember | None" = None
    location: Location | None = None

    @property
    def limited_to(self) -> LocationId | None:
        """Return whose customers alone this person sees beside those of no location; None for all of them."""
        return None if self.role is Role.OWNER or self.location is None else self.location.id

    def may(self, deed: Deed) -> bool:
        """Tell whether this person's role, or the owner who approved, allows the deed."""
        allowed = deed in PERMISSIONS[self.role] or (
            self.approver is not None and deed in APPROVABLE and self.approver.may(deed)
        )
        return allowed and not self.disabled

    def may_ask(self, deed: Deed) -> bool:
        """Tell whether this person may do the deed alone, or with the PIN of an owner."""
        return self.may(deed) or (deed in APPROVABLE and not self.disabled)
