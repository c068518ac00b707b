"""Checking a paper by the code that is printed on it: genuine or altered, and what has changed since."""

import json
import re
from datetime import date, datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import parse_customer_number
from shopdesk.domain.days import end_of_day
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.services.statements import statement_number
from shopdesk.storage import accounts, journal, statements
from shopdesk.storage.journal_list import read_row, rows_after
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import require_seen

_CODE = re.compile(r"(\d{1,12})-([A-Z2-7]{8})", re.ASCII)
_NAMING = ("reverses", "sale", "charges")
"""Under which keys a deed names the events that it is about."""
_RECEIPTS = {Deed.SELL.value: "sale", Deed.TAKE_PAYMENT.value: "debt_payment"}
"""The deeds that are handed a receipt, and where their events stand."""


class PaperChecked(NamedTuple):
    """Whether the code stands for a row of the journal that nobody touched, and what was entered about it since.

    ``subject`` and ``deed`` say which paper it is; they are empty for one that is not genuine. ``reference``,
    ``amount`` (minor units: the total, the payment, the closing balance) and ``at`` are what the paper must say.
    """

    genuine: bool
    changed_since: tuple[str, ...] = ()
    deed: str = ""
    subject: str = ""
    reference: str = ""
    amount: int | None = None
    at: datetime | None = None


def check_paper(desk: Desk, code: str) -> PaperChecked:
    """Check the code of a receipt or a statement as somebody typed it; raises NotFound for whom nobody here sees."""
    typed = _CODE.fullmatch(re.sub(r"\s", "", code).upper())
    if typed is None:
        return PaperChecked(genuine=False)
    with desk.read(Deed.VIEW) as session:
        found = read_row(session, int(typed[1]))
        if found is None:
            return PaperChecked(genuine=False)
        row, before = found
        body = (row.sequence, row.at, row.staff_id, row.deed, row.subject, row.content, row.key_id)
        content: dict[str, Any] = json.loads(row.content)
        key = desk.book.keys.chain_keys.get(row.key_id)
        genuine = (
            key is not None
            and journal.short_code(row.sequence, row.mac) == typed[0]
            and journal.chain(key, before, body) == row.mac
            and _stands(session, row.deed, content)
        )
        if not genuine:
            return PaperChecked(genuine=False)
        if row.subject.startswith("C-"):
            require_seen(session, parse_customer_number(row.subject))
        later = [json.loads(each.content) for each in rows_after(session, row.sequence, row.subject)]
    if row.deed == Deed.ISSUE_STATEMENT:
        end = to_micros(end_of_day(date.fromisoformat(content["to"]), desk.settings.time_zone))
        changed = [each["ref"] for each in later if "ref" in each and each.get("at", end) < end]
    else:
        changed = [each["ref"] for each in later if "ref" in each and _names(each, content.get("event"))]
    return PaperChecked(
        genuine=True,
        changed_since=tuple(changed),
        deed=row.deed,
        subject=row.subject,
        **_said(row.deed, content, from_micros(row.at)),
    )


def _stands(session: Session, deed: str, content: dict[str, Any]) -> bool:
    """Tell whether what is kept has the figures that the journal says were handed out."""
    if deed == Deed.ISSUE_STATEMENT:
        kept = statements.read_figures(session, content["number"])
        return kept == {name: content[name] for name in statements.FIGURES}
    table = _RECEIPTS.get(deed)
    if table is None:
        return True
    event = accounts.read_event(session, table, content["event"])
    return bool(event) and all(event[name] == content[name] for name in event.keys() & content.keys())


def _said(deed: str, content: dict[str, Any], entered_at: datetime) -> dict[str, Any]:
    """Return reference, amount and instant that stand on the paper of a deed."""
    if deed == Deed.ISSUE_STATEMENT:
        return {
            "reference": statement_number(content["number"]),
            "amount": content["closing"],
            "at": entered_at,
        }
    at = from_micros(content["at"]) if "at" in content else entered_at
    return {
        "reference": content.get("ref", ""),
        "amount": content.get("total", content.get("amount")),
        "at": at,
    }


def _names(content: dict[str, Any], event: int | None) -> bool:
    if event is None:
        return False
    named = (content.get(key) for key in _NAMING)
    return any(event in each if isinstance(each, list) else event == each for each in named)
