"""Labels with the code of a customer's card: what stands on one, and the sheets that shops buy."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId


class CodeKind(StrEnum):
    """How the code is drawn: bars for any scanner, squares for those that read pictures."""

    BARS = "bars"
    SQUARES = "squares"


class CardLabel(NamedTuple):
    """One label: the name, the customer's number, and the code that a scanner reads."""

    customer: CustomerId
    name: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels; every length in millimetres, ``across`` and ``down`` from one label's edge to the next's."""

    paper: str
    page: tuple[float, float]
    columns: int
    rows: int
    size: tuple[float, float]
    left: float
    top: float
    across: float
    down: float

    @property
    def count(self) -> int:
        """Return how many labels a sheet has."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Return left and top of a label by its number on the sheet, the first one 0, row by row."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.across, self.top + row * self.down


_A4, _LETTER = (210.0, 297.0), (215.9, 279.4)
SHEETS = {
    "a4-21": LabelSheet("A4", _A4, 3, 7, (63.5, 38.1), 7.2, 15.1, 66.0, 38.1),
    "a4-24": LabelSheet("A4", _A4, 3, 8, (63.5, 33.9), 7.2, 12.9, 66.0, 33.9),
    "a4-65": LabelSheet("A4", _A4, 5, 13, (38.1, 21.2), 4.7, 10.7, 40.6, 21.2),
    "a4-14": LabelSheet("A4", _A4, 2, 7, (99.1, 38.1), 4.7, 15.2, 101.6, 38.1),
    "a4-10": LabelSheet("A4", _A4, 2, 5, (85.0, 54.0), 15.0, 13.5, 95.0, 54.0),
    "letter-30": LabelSheet("Letter", _LETTER, 3, 10, (66.7, 25.4), 4.8, 12.7, 69.9, 25.4),
    "letter-10": LabelSheet("Letter", _LETTER, 2, 5, (88.9, 50.8), 19.1, 12.7, 88.9, 50.8),
}
"""The usual sheets, by the key under which one is chosen."""
