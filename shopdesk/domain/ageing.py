"""How old a debt is: open charges by days past their due date, and credit that waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.account import Charge, Credit

_BUCKET_ENDS = ((0, "not_due"), (30, "days_1_30"), (60, "days_31_60"), (90, "days_61_90"))


@dataclass(frozen=True, slots=True)
class Ageing:
    """Amounts in minor units; the buckets and disputed less unallocated are the balance, on every day."""

    not_due: int = 0
    days_1_30: int = 0
    days_31_60: int = 0
    days_61_90: int = 0
    over_90: int = 0
    disputed: int = 0
    unallocated: int = 0

    @property
    def buckets(self) -> tuple[int, int, int, int, int]:
        """Return the five buckets, youngest first."""
        return self.not_due, self.days_1_30, self.days_31_60, self.days_61_90, self.over_90

    @property
    def overdue(self) -> int:
        """Return what is past its due date and not disputed."""
        return sum(self.buckets[1:])

    @property
    def balance(self) -> int:
        """Return the signed balance that the ageing adds up to."""
        return sum(self.buckets) + self.disputed - self.unallocated

    def __add__(self, other: "Ageing") -> "Ageing":
        return Ageing(*(a + b for a, b in zip(self.as_tuple(), other.as_tuple(), strict=True)))

    def as_tuple(self) -> tuple[int, ...]:
        """Return the five buckets, disputed and unallocated, in that order."""
        return (*self.buckets, self.disputed, self.unallocated)


def bucket_of(due_on: date, as_of: date) -> str:
    """Name the bucket of a charge: not yet due (0 days late or fewer), 1–30, 31–60, 61–90, over 90."""
    late = (as_of - due_on).days
    return next((name for end, name in _BUCKET_ENDS if late <= end), "over_90")


def age(charges: Iterable[Charge], credits_: Iterable[Credit], as_of: date) -> Ageing:
    """Sort what is open into its buckets, as of the end of a day."""
    sums: dict[str, int] = {}
    for charge in charges:
        if not charge.outstanding:
            continue
        name = "disputed" if charge.disputed else bucket_of(charge.due_on, as_of)
        sums[name] = sums.get(name, 0) + charge.outstanding
    return Ageing(**sums, unallocated=sum(credit.unallocated for credit in credits_))
