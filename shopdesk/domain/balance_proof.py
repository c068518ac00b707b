"""Why an account stands where it stands, as values: every event with the balance after it, and what ties to it."""

from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.money import Currency
from shopdesk.domain.statement import Letterhead, StatementLine


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sides of the book that must agree; ``figures`` are labels with signed minor units, ``told`` the verdict."""

    name: str
    figures: tuple[tuple[str, int], ...]
    told: str
    holds: bool


@dataclass(frozen=True, slots=True)
class BalanceProofPaper:
    """The proof of a balance for paper: ``lines`` from the first event on, oldest first; ``balance`` is remembered.

    ``printed_at`` is shown on the clock of its own zone.
    """

    letterhead: Letterhead
    currency: Currency
    locale: str
    customer_number: str
    customer_name: str
    lines: tuple[StatementLine, ...]
    ties: tuple[Tie, ...]
    balance: int
    verdict: str
    printed_at: datetime
    prepared_by: str

    @property
    def holds(self) -> bool:
        """Tell whether everything agrees."""
        return all(tie.holds for tie in self.ties)

    @property
    def charges(self) -> int:
        """Return everything that ever raised the balance."""
        return sum(line.charge or 0 for line in self.lines)

    @property
    def payments(self) -> int:
        """Return everything that ever lowered the balance."""
        return sum(line.payment or 0 for line in self.lines)
