"""What the lists of all deeds share: days chosen by name, and one customer chosen by id."""

from abc import ABC, abstractmethod
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.period import Period, days_of
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import Worded


class When(StrEnum):
    """The quick choices of days."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_MONTH = Period.THIS_MONTH.value
    LAST_MONTH = Period.LAST_MONTH.value
    THIS_YEAR = Period.THIS_YEAR.value
    ALL = Period.ALL.value


WHEN_WORDS = Worded(
    {
        When.TODAY: "Today",
        When.YESTERDAY: "Yesterday",
        When.THIS_MONTH: "This month",
        When.LAST_MONTH: "Last month",
        When.THIS_YEAR: "This year",
        When.ALL: "All days",
    }
)


def days_named(when: When, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day; None at an end that is open."""
    one = {When.TODAY: today, When.YESTERDAY: today - timedelta(days=1)}.get(when)
    return days_of(Period(when.value), today) if one is None else (one, one)


class Narrowed(ABC):
    """A list whose filters hold ``from_text``, ``to_text``, ``customer`` and ``customer_name``."""

    _desk: Desk
    _runner: Runner

    @abstractmethod
    def narrow(self, **chosen: Any) -> None:
        """Change some of the filters and look again, unless what is typed cannot be."""

    @abstractmethod
    def _tell(self, error: ShopDeskError) -> None: ...

    def choose_days(self, when: When) -> None:
        """Narrow to days by name."""
        first, last = days_named(when, self._desk.today())
        self.narrow(from_text=self._written(first), to_text=self._written(last))

    def choose_customer(self, customer: CustomerId | None) -> None:
        """Narrow to one customer, or to all again."""
        if customer is None:
            self.narrow(customer=None, customer_name="")
            return
        desk = self._desk
        self._runner.run(
            lambda: get_customer(desk, customer).record.full_name,
            lambda name: self.narrow(customer=customer, customer_name=name),
            self._tell,
        )

    def _written(self, day: date | None) -> str:
        return "" if day is None else shop_text(self._desk).day(day)
