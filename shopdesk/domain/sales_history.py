"""Sales as the owner looks through them: page by page, each with what makes one look twice."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.sales_list import ListedSale

SOON = timedelta(minutes=10)
"""How long after a debtor's sale was parked a sale to nobody is worth a look."""


class Doubt(StrEnum):
    """Why a sale is worth a second look.

    `UNCOUNTED`: marked paid in cash, and what was handed over was not counted. `CORRECTED`: its mark was corrected
    later. `AFTER_PARKING`: sold to nobody, soon after the same person parked the sale of somebody in debt.
    """

    UNCOUNTED = "uncounted"
    CORRECTED = "corrected"
    AFTER_PARKING = "after_parking"


class HistorySale(NamedTuple):
    """A sale, to whom (empty for nobody), and what makes one look twice."""

    sale: ListedSale
    full_name: str
    doubts: frozenset[Doubt]


class HistoryPlace(NamedTuple):
    """Where a page ended: the sale's instant (microseconds) and id, and whether doubtful ones still come."""

    at: int
    event: int
    doubtful: bool


class HistoryPage(NamedTuple):
    """A page, the newest first, and where the next one begins; None behind the last."""

    sales: tuple[HistorySale, ...]
    next: HistoryPlace | None
