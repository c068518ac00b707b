"""The figures on the cards above the list of customers."""

from dataclasses import dataclass

from shopdesk.domain.customer_list import Kpis
from shopdesk.errors import ShopDeskError
from shopdesk.formatting import format_count
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.kpis import compute_kpis
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import tr_count


@dataclass(frozen=True, slots=True)
class KpiTexts:
    """The figures written out, ``debtors`` with its verb; ``owes`` tells whether anything is owed to the shop."""

    customers: str
    new_this_month: str
    owed: str
    owes: bool
    debtors: str
    overdue: str
    follow_ups_due: str
    follow_ups_overdue: str
    vip: str
    birthdays_this_month: str
    birthdays_today: str
    open_requests: str
    requests_today: str


class KpisViewModel:
    """``texts`` is None until the figures are known; ``problem`` says why they could not be computed."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._question = 0
        self.texts: Observable[KpiTexts | None] = Observable(None)
        self.problem: Observable[str] = Observable("")

    def refresh(self) -> None:
        """Compute the figures anew."""
        self._question += 1
        question, desk = self._question, self._desk

        def work() -> KpiTexts:
            return _written(compute_kpis(desk), desk)

        def done(texts: KpiTexts) -> None:
            if question == self._question:
                self.problem.value = ""
                self.texts.value = texts

        def failed(error: ShopDeskError) -> None:
            if question == self._question:
                self.texts.value = None
                self.problem.value = shop_text(desk).say(error)

        self._runner.run(work, done, failed)

    def on_changes(self, changes: Changes) -> None:
        """Compute them again after something was written."""
        if changes.concern_anybody():
            self.refresh()


def _written(kpis: Kpis, desk: Desk) -> KpiTexts:
    text = shop_text(desk)

    def count(number: int) -> str:
        return format_count(number, text.locale)

    return KpiTexts(
        customers=count(kpis.customers),
        new_this_month=count(kpis.new_this_month),
        owed=text.money(kpis.owed),
        owes=kpis.owed > 0,
        debtors=tr_count("{count} owes", "{count} owe", kpis.debtors, count=count(kpis.debtors)),
        overdue=text.money(kpis.overdue),
        follow_ups_due=count(kpis.follow_ups_due),
        follow_ups_overdue=count(kpis.follow_ups_overdue),
        vip=count(kpis.vip),
        birthdays_this_month=count(kpis.birthdays_this_month),
        birthdays_today=count(kpis.birthdays_today),
        open_requests=count(kpis.open_requests),
        requests_today=count(kpis.requests_today),
    )
