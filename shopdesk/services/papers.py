"""Checking a paper by the code that is printed on it: genuine or altered, and what has changed since."""

import json
import re
from datetime import date
from typing import Any, NamedTuple

from shopdesk.domain.days import end_of_day
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.storage import journal, statements
from shopdesk.storage.journal_list import read_row, rows_after
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session

_CODE = re.compile(r"(\d{1,12})-([A-Z2-7]{8})", re.ASCII)
_NAMING = ("reverses", "sale", "charges")
"""Under which keys a deed names the events that it is about."""


class PaperChecked(NamedTuple):
    """Whether the code stands for a row of the journal that nobody touched, and what was entered about it since.

    ``subject`` and ``deed`` say which paper it is; they are empty for one that is not genuine.
    """

    genuine: bool
    changed_since: tuple[str, ...] = ()
    deed: str = ""
    subject: str = ""


def check_paper(desk: Desk, code: str) -> PaperChecked:
    """Check the code of a receipt or a statement as somebody typed it."""
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
        genuine = (
            journal.short_code(row.sequence, row.mac) == typed[0]
            and journal.chain(desk.book.journal_key, before, body) == row.mac
            and (row.deed != Deed.ISSUE_STATEMENT or _stands(session, content))
        )
        if not genuine:
            return PaperChecked(genuine=False)
        later = [json.loads(each.content) for each in rows_after(session, row.sequence, row.subject)]
    if row.deed == Deed.ISSUE_STATEMENT:
        end = to_micros(end_of_day(date.fromisoformat(content["to"]), desk.settings.time_zone))
        changed = [each["ref"] for each in later if "ref" in each and each.get("at", end) < end]
    else:
        changed = [each["ref"] for each in later if "ref" in each and _names(each, content.get("event"))]
    return PaperChecked(genuine=True, changed_since=tuple(changed), deed=row.deed, subject=row.subject)


def _stands(session: Session, content: dict[str, Any]) -> bool:
    """Tell whether the statement that is kept has the figures that the journal says were issued."""
    kept = statements.read_figures(session, content["number"])
    return kept == {name: content[name] for name in statements.FIGURES}


def _names(content: dict[str, Any], event: int | None) -> bool:
    if event is None:
        return False
    named = (content.get(key) for key in _NAMING)
    return any(event in each if isinstance(each, list) else event == each for each in named)
