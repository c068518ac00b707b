"""The owner's look at everything that is owed, as of any day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopdesk.documents.account_csv import account_csv
from shopdesk.domain.account import Charge, Credit, CustomerId
from shopdesk.domain.ageing import Ageing, age
from shopdesk.domain.days import end_of_day, start_of_day
from shopdesk.domain.promise import Promise, PromiseState
from shopdesk.domain.receivables import SALES_DAYS, Debtor, Receivables, SheetLine, month_ends
from shopdesk.domain.staff import Deed
from shopdesk.domain.statement import Letterhead
from shopdesk.errors import InvalidDate
from shopdesk.services.accounts import ages_now
from shopdesk.services.desk import Desk
from shopdesk.storage import account_history, accounts, promises, receivables
from shopdesk.storage.session import Session

if TYPE_CHECKING:
    from shopdesk.documents.page import RenderedPaper

_NOBODY = receivables.Holder("", 0, on_hold=False)


def read_receivables(desk: Desk, as_of: date | None = None) -> Receivables:
    """Return who owes what at the end of a day in the shop, today by default; blocks on a large book.

    Raises InvalidDate for a day to come, Forbidden.
    """
    today, zone = desk.today(), desk.settings.time_zone
    day = as_of or today
    if day > today:
        raise InvalidDate(field="as_of", reason="in_future")
    ends = month_ends(day)
    with desk.read(Deed.VIEW_RECEIVABLES) as session:
        ages = ages_now(session, day) if day == today else _ages_then(desk, session, day)
        months = receivables.balances_at(session, [end_of_day(end, zone) for end in ends])
        holders = receivables.read_holders(session)
        names = accounts.read_names(session, ages.keys() - holders.keys())
        promised = promises.read_promises(session, zone)
        first = start_of_day(day - timedelta(days=SALES_DAYS - 1), zone)
        sold = receivables.credit_sales(session, first, end_of_day(day, zone))
    balances = {who: holder.balance for who, holder in holders.items()} if day == today else months[-1]
    by_customer: dict[CustomerId, list[Promise]] = {}
    for promise in promised:
        by_customer.setdefault(promise.customer, []).append(promise)
    debtors = [
        _debtor(customer, ageing, holders.get(customer, _NOBODY), names, by_customer.get(customer, []), today)
        for customer, ageing in ages.items()
        if ageing.balance > 0
    ]
    debtors.sort(key=lambda debtor: (-debtor.balance, debtor.customer))
    return Receivables(
        as_of=day,
        debtors=tuple(debtors),
        totals=sum(ages.values(), Ageing()),
        months=tuple(
            (end, sum(owed for owed in month.values() if owed > 0))
            for end, month in zip(ends, months, strict=True)
        ),
        credit_sales=sold,
        ties=_balances(ages)
        == {who: owed for who, owed in balances.items() if owed}
        == {who: owed for who, owed in months[-1].items() if owed},
    )


def _balances(ages: dict[CustomerId, Ageing]) -> dict[CustomerId, int]:
    return {customer: ageing.balance for customer, ageing in ages.items() if ageing.balance}


def _ages_then(desk: Desk, session: Session, day: date) -> dict[CustomerId, Ageing]:
    end = end_of_day(day, desk.settings.time_zone)
    open_ = account_history.charges_as_of(session, end)
    waiting = account_history.credits_as_of(session, end)
    whose = {row.customer for row in open_} | {row.customer for row in waiting}
    charges: dict[CustomerId, list[Charge]] = {customer: [] for customer in whose}
    credits_: dict[CustomerId, list[Credit]] = {customer: [] for customer in whose}
    for charge in open_:
        charges[charge.customer].append(charge.charge)
    for credit in waiting:
        credits_[credit.customer].append(credit.credit)
    return {customer: age(charges[customer], credits_[customer], day) for customer in whose}


def _debtor(
    customer: CustomerId,
    ageing: Ageing,
    holder: receivables.Holder,
    names: dict[CustomerId, str],
    promised: list[Promise],
    today: date,
) -> Debtor:
    states = Counter(promise.state(today) for promise in promised)
    kept = states[PromiseState.KEPT]
    return Debtor(
        customer=customer,
        full_name=holder.full_name or names.get(customer, ""),
        ageing=ageing,
        on_hold=holder.on_hold,
        promise=max(promised, key=lambda promise: promise.id, default=None),
        kept=kept,
        promised=kept + states[PromiseState.BROKEN],
    )


def draw_debtors_sheet(
    desk: Desk, shop: Letterhead, lines: Sequence[SheetLine], total: str
) -> "RenderedPaper":
    """Return the debtors from A to Z on paper; raises Forbidden."""
    # Drawing paper is loaded when there is some to draw: it doubles the time that the program needs to start.
    from shopdesk.documents.debtors_sheet_pdf import render_debtors_sheet  # noqa: PLC0415 -- see above

    desk.require(Deed.VIEW_RECEIVABLES)
    printed_at = desk.clock.now().astimezone(desk.settings.time_zone)
    return render_debtors_sheet(shop, lines, total, printed_at, desk.settings.locale)


def export_receivables(desk: Desk, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Write in the journal that the ageing leaves the book, and return it as CSV; raises Forbidden."""
    with desk.work(Deed.EXPORT) as work:
        work.enter(Deed.EXPORT, "receivables", {"rows": len(rows)})
    return account_csv(columns, rows)
