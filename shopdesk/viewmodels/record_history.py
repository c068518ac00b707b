"""The History page of one customer: who changed which field of the record, from what to what, in words."""

from datetime import date, datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.record_history import ARCHIVED, FieldChange, record_history
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.record_fields import FIELD_LABELS
from shopdesk.viewmodels.record_page import ABSENT, written
from shopdesk.viewmodels.shop_text import ShopText, shop_text


class HistoryLine(NamedTuple):
    """One field that got another value; what was not known reads ``—``."""

    at: datetime
    field: str
    before: str
    after: str
    staff: str


class HistoryPicture(NamedTuple):
    """The changes, newest first."""

    text: ShopText
    lines: tuple[HistoryLine, ...]


class RecordHistoryViewModel:
    """``picture`` is None until the first load; ``trouble`` says why it cannot be read."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self.customer = customer
        self.picture: Observable[HistoryPicture | None] = Observable(None)
        self.count: Observable[int | None] = Observable(None)
        self.trouble: Observable[str] = Observable("")
        self._asked = 0

    def load(self) -> None:
        """Read the changes; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, customer = self._asked, self._desk, self.customer

        def done(picture: HistoryPicture) -> None:
            if asked == self._asked:
                self.trouble.value = ""
                self.picture.value = picture
                self.count.value = len(picture.lines)

        self._runner.run(lambda: read_picture(desk, customer), done, self._refused)

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer):
            self.load()

    def _refused(self, error: ShopDeskError) -> None:
        self.trouble.value = shop_text(self._desk).say(error)


def read_picture(desk: Desk, customer: CustomerId) -> HistoryPicture:
    """Read the changes and put them into words; blocks."""
    text = shop_text(desk)
    return HistoryPicture(text, tuple(_line(change, text) for change in record_history(desk, customer)))


def _line(change: FieldChange, text: ShopText) -> HistoryLine:
    label = "Archived" if change.field == ARCHIVED else FIELD_LABELS[change.field]
    before, after = (_said(change.field, value, text) for value in (change.before, change.after))
    return HistoryLine(change.at, label, before, after, change.staff)


def _said(name: str, value: Any, text: ShopText) -> str:
    if name == ARCHIVED:
        return "Yes" if value else "No"
    if name == "customer_since_on" and value is not None:
        value = date.fromisoformat(value)
    return written(name, value, text) or ABSENT
