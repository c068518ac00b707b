"""The History page of one customer: who changed which field of the record, from what to what, in words."""

from datetime import date, datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.services.desk import Desk
from shopdesk.services.record_history import ARCHIVED, FieldChange, record_history
from shopdesk.viewmodels.customer_page import CustomerPageViewModel
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.record_fields import FIELD_LABELS
from shopdesk.viewmodels.record_page import ABSENT, written
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr


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


class RecordHistoryViewModel(CustomerPageViewModel[HistoryPicture]):
    """``picture`` is None until the first load; ``trouble`` says why it cannot be read."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        super().__init__(desk, runner, customer)
        self.picture: Observable[HistoryPicture | None] = Observable(None)

    def _read(self) -> HistoryPicture:
        return read_picture(self._desk, self.customer)

    def _show(self, found: HistoryPicture) -> None:
        self.picture.value = found
        self.count.value = len(found.lines)


def read_picture(desk: Desk, customer: CustomerId) -> HistoryPicture:
    """Read the changes and put them into words; blocks."""
    text = shop_text(desk)
    return HistoryPicture(text, tuple(_line(change, text) for change in record_history(desk, customer)))


def _line(change: FieldChange, text: ShopText) -> HistoryLine:
    label = tr("Archived") if change.field == ARCHIVED else FIELD_LABELS[change.field]
    before, after = (_said(change.field, value, text) for value in (change.before, change.after))
    return HistoryLine(change.at, label, before, after, change.staff)


def _said(name: str, value: Any, text: ShopText) -> str:
    if name == ARCHIVED:
        return tr("Yes") if value else tr("No")
    if name == "customer_since_on" and value is not None:
        value = date.fromisoformat(value)
    return written(name, value, text) or ABSENT
