"""Who may do what, as the owner reads it: the one table of the program in words."""

from typing import NamedTuple

from shopdesk.domain.staff import APPROVABLE, PERMISSIONS, Deed, Role
from shopdesk.wording import Worded, mark, tr

DEED_LABELS = Worded(
    {
        Deed.SIGN_IN: "Sign in",
        Deed.VIEW: "See customers and their accounts",
        Deed.SAVE_CUSTOMER: "Add, change and tag customers",
        Deed.ARCHIVE_CUSTOMER: "Archive customers and bring them back",
        Deed.ADD_NOTE: "Write notes on customers",
        Deed.SELL: "Sell",
        Deed.PARK: "Park a sale and take it up again",
        Deed.OPEN_DRAWER: "Open the cash drawer without a sale",
        Deed.TAKE_PAYMENT: "Take payments and use store credit",
        Deed.UNDO_OWN: "Undo an own payment or sale on the same day",
        Deed.REFUND: "Refund up to the shop's limit",
        Deed.PROMISE: "Write down a promise to pay",
        Deed.FOLLOW_UP: "Write and finish follow-ups",
        Deed.REQUEST: "Write down and see to requests",
        Deed.REMIND: "See to reminders",
        Deed.MESSAGE: "Send a message to one customer",
        Deed.CLOSE_DAY: "Close today",
        Deed.ISSUE_STATEMENT: "Print a statement for one customer",
        Deed.DISCOUNT_ANY: "Give more discount than the shop's limit",
        Deed.REFUND_ANY: "Refund more than the shop's limit",
        Deed.OVERRIDE_LIMIT: "Sell beyond a credit limit or a hold",
        Deed.CHANGE_CREDIT_TERMS: "Change a credit limit, terms or a hold",
        Deed.LATE_ENTRY: "Enter something of an earlier day",
        Deed.CORRECT: "Correct how a sale was marked",
        Deed.REVERSE: "Take back any payment or adjustment",
        Deed.ADJUST: "Adjust an account, write off, pay credit out",
        Deed.ADJUST_POINTS: "Give or take loyalty points",
        Deed.TRANSFER: "Move an amount to another customer",
        Deed.DISPUTE: "Open and close a dispute",
        Deed.MERGE: "Merge customers",
        Deed.UNMERGE: "Part merged customers",
        Deed.ERASE: "Erase a customer for ever",
        Deed.IMPORT: "Import customers",
        Deed.EXPORT: "Export customers",
        Deed.ISSUE_STATEMENTS: "Print statements for everybody",
        Deed.MESSAGES: "Send messages to many customers",
        Deed.CHANGE_SEGMENTS: "Draw segments of customers by rules",
        Deed.SEARCH_NOTES: "Search in all notes",
        Deed.SEE_ALL_SALES: "See the sales history",
        Deed.VIEW_RECEIVABLES: "See the receivables",
        Deed.VIEW_JOURNAL: "See the journal",
        Deed.CLOSE_EARLIER_DAY: "Close an earlier day",
        Deed.CHANGE_SETTINGS: "Change settings and locations",
        Deed.MANAGE_STAFF: "Add staff, set PINs, let somebody go",
        Deed.BACK_UP: "Back up",
        Deed.RESTORE: "Restore a backup",
        Deed.VERIFY: "Prove the shop's file and repair it",
        Deed.CHANGE_SECRETS: "Change passphrase, recovery key and encryption",
        Deed.SET_UP: "Set up the shop",
    }
)
"""Every deed as it is told, in the order of the table: first what everybody may."""
_YES, _WITH_PIN, _NO = mark("Yes"), mark("With an owner's PIN"), mark("No")


class PermissionLine(NamedTuple):
    """One deed, and what a cashier and an owner may."""

    deed: str
    cashier: str
    owner: str


def permission_lines() -> tuple[PermissionLine, ...]:
    """Return every deed with who may do it."""
    return tuple(
        PermissionLine(label, _may(Role.CASHIER, deed), _may(Role.OWNER, deed))
        for deed, label in DEED_LABELS.items()
    )


def _may(role: Role, deed: Deed) -> str:
    if deed in PERMISSIONS[role]:
        return tr(_YES)
    return tr(_WITH_PIN if deed in APPROVABLE else _NO)
