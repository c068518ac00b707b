"""What the journal's rows say in words: which deed, to whom, and from what to what."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from shopdesk.domain.account import StaffId
from shopdesk.domain.staff import Deed
from shopdesk.domain.till_hardware import DrawerReason
from shopdesk.services.journal_view import JournalEntry, RecordedChange
from shopdesk.viewmodels.record_fields import FIELD_LABELS
from shopdesk.viewmodels.record_page import ABSENT, written
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded, mark, tr

DEED_WORDS = Worded(
    {
        Deed.SELL: "Sale",
        Deed.TAKE_PAYMENT: "Payment",
        Deed.ADJUST: "Adjustment",
        Deed.ADJUST_POINTS: "Points",
        Deed.CORRECT: "Sale corrected",
        Deed.REFUND: "Refund",
        Deed.TRANSFER: "Debt transferred",
        Deed.DISPUTE: "Dispute",
        Deed.PROMISE: "Promise",
        Deed.SAVE_CUSTOMER: "Record saved",
        Deed.ARCHIVE_CUSTOMER: "Archived or restored",
        Deed.ADD_NOTE: "Note",
        Deed.FOLLOW_UP: "Follow-up",
        Deed.REQUEST: "Request",
        Deed.REMIND: "Reminder",
        Deed.MESSAGE: "Message",
        Deed.CHANGE_SEGMENTS: "Segment",
        Deed.MERGE: "Merged",
        Deed.UNMERGE: "Parted",
        Deed.ERASE: "Erased",
        Deed.ISSUE_STATEMENT: "Statement",
        Deed.CLOSE_DAY: "Day closed",
        Deed.PARK: "Sale parked",
        Deed.OPEN_DRAWER: "Drawer opened",
        Deed.IMPORT: "Import",
        Deed.EXPORT: "Export",
        Deed.CHANGE_SETTINGS: "Settings",
        Deed.MANAGE_STAFF: "Staff",
        Deed.SIGN_IN: "Sign-in",
        Deed.CHANGE_SECRETS: "Secrets",
        Deed.BACK_UP: "Backup",
        Deed.RESTORE: "Restore",
        Deed.VERIFY: "Repair",
        Deed.SET_UP: "Set-up",
    }
)
"""The deeds by which the journal is narrowed, in words; others are said as they are called."""

DRAWER_WORDS = Worded(
    {
        DrawerReason.CHANGE: "To give change",
        DrawerReason.COUNT: "To count it",
        DrawerReason.PUT_IN: "To put money in",
        DrawerReason.TAKE_OUT: "To take money out",
        DrawerReason.TRY: "To try it",
    }
)
_Write = Callable[[Any, ShopText], str]


def _plain(value: Any, _text: ShopText) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).replace("_", " ")


def _money(value: Any, text: ShopText) -> str:
    return text.money(value)


def _either(value: Any, text: ShopText) -> str:
    """Return what was tendered in another way, or who the other customer is."""
    return tr("other {money}", money=text.money(value)) if isinstance(value, int) else str(value)


def _day(value: Any, text: ShopText) -> str:
    return text.day(date.fromisoformat(value))


def _drawer(value: Any, _text: ShopText) -> str:
    return DRAWER_WORDS[DrawerReason(value)]


_SAID: dict[str, tuple[str, _Write]] = {
    "ref": ("", _plain),
    "kind": ("", _plain),
    "corrected_to": (mark("now"), _plain),
    "number": (mark("number"), _plain),
    "reference": (mark("for"), _plain),
    "total": (mark("total"), _money),
    "on_account": (mark("on account"), _money),
    "amount": ("", _money),
    "cash": (mark("cash"), _money),
    "card": (mark("card"), _money),
    "transfer": (mark("transfer"), _money),
    "other": ("", _either),
    "redeemed": (mark("with points"), _money),
    "points": (mark("points"), _plain),
    "method": (mark("by"), _plain),
    "due_on": (mark("due"), _day),
    "from": (mark("from"), _day),
    "to": (mark("to"), _day),
    "closing": (mark("closing"), _money),
    "counted": (mark("counted"), _money),
    "expected": (mark("expected"), _money),
    "outcome": (mark("outcome:"), _plain),
    "way": (mark("by"), _plain),
    "status": (mark("now"), _plain),
    "why": ("", _drawer),
    "role": (mark("as"), _plain),
    "computer": ("", _plain),
    "location": (mark("location:"), _plain),
    "rows": (mark("rows:"), _plain),
    "created": (mark("new:"), _plain),
    "updated": (mark("updated:"), _plain),
    "repaired": (mark("repaired:"), _plain),
    "brought_back": (mark("brought back:"), _plain),
    "left_out": (mark("left out:"), _plain),
}
_ABSENT: tuple[Any, ...] = (None, "", "None", [])
_TENDERS = frozenset({"cash", "card", "transfer", "other", "redeemed", "on_account"})
_SWITCHES = {
    "archived": (mark("archived"), mark("brought back")),
    "disabled": (mark("may sign in no more"), ""),
    "first_pin": (mark("with a first PIN"), ""),
    "resumed": (mark("taken up again"), ""),
    "two_people": (mark("two different people"), ""),
    "removed": (mark("may open the shop with its PIN no more"), ""),
    "forgotten": (mark("forgotten"), ""),
    "elsewhere": (mark("copied elsewhere"), ""),
    "no_messages": (mark("no messages any more"), mark("messages again")),
    "do_not_chase": (mark("not to be chased"), mark("may be reminded of debts")),
}


def deed_words(deed: str) -> str:
    """Return a deed in words."""
    return DEED_WORDS.get(Deed(deed)) or deed.replace("_", " ").capitalize()


def subject_words(entry: JournalEntry, staff: Mapping[StaffId, str], text: ShopText) -> tuple[str, str]:
    """Return to whom or what it was done, and the number below it."""
    subject = entry.line.subject
    if subject.startswith("C-"):
        return entry.full_name, subject
    if subject.startswith("staff "):
        return staff.get(StaffId(int(subject.removeprefix("staff "))), subject), "staff"
    if entry.line.deed == Deed.CLOSE_DAY:
        return _day(subject, text), ""
    return subject.replace("_", " ").capitalize(), ""


def detail_words(entry: JournalEntry, text: ShopText) -> str:
    """Return what exactly was done: figures, old and new values, the reason, and who gave the PIN."""
    said: list[str] = []
    for name, (words, write) in _SAID.items():
        value = entry.content.get(name)
        if value not in _ABSENT and not (name in _TENDERS and not value):
            said.append(f"{tr(words)} {write(value, text)}".strip())
    for name, (yes, no) in _SWITCHES.items():
        if name in entry.content:
            said.append(tr(yes if entry.content[name] else no))
    said += [change_words(change, text) for change in entry.changes]
    if entry.reason:
        said.append(f"“{entry.reason}”")
    if entry.approver:
        said.append(tr("allowed by {approver}", approver=entry.approver))
    return " · ".join(filter(None, said))


def change_words(change: RecordedChange, text: ShopText) -> str:
    """Return one field's old and new value; a value that was not there before is told alone."""
    label = FIELD_LABELS.get(change.field) or change.field.replace("_", " ").capitalize()
    before, after = (_value(change.field, value, text) for value in (change.before, change.after))
    if change.before in _ABSENT:
        return f"{label}: {after}"
    return f"{label}: {before} → {after}"


def _value(field: str, value: Any, text: ShopText) -> str:
    if field in FIELD_LABELS and field != "customer_since_on":
        return written(field, value, text) or ABSENT
    if field == "customer_since_on" and value:
        return _day(value, text)
    return str(value) if value not in _ABSENT else ABSENT
