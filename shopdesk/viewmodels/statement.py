"""A customer's statement as a value: the timeline cut to a period, with what was entered late apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from shopdesk.domain.account import Charge, CustomerId, EventId, EventKind, reference
from shopdesk.domain.adjustment import Adjustment
from shopdesk.domain.customer import Customer
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Payment
from shopdesk.domain.sale import BoughtGoods, Sale
from shopdesk.domain.settings import Settings
from shopdesk.domain.statement import Letterhead, OpenItem, SoldItem, Statement, StatementLine, Style
from shopdesk.errors import InvalidDate
from shopdesk.formatting import format_country, format_short_date
from shopdesk.services.desk import Desk
from shopdesk.services.statements import account_to_state, bought_goods
from shopdesk.viewmodels.paper_language import on_paper
from shopdesk.viewmodels.timeline import METHOD_WORDS, TimelineEntry, merge_events
from shopdesk.wording import language_of_days, tr

_Dated = tuple[TimelineEntry, date]
_Sold = dict[EventId, tuple[SoldItem, ...]]


@on_paper
def build_statement(
    desk: Desk,
    customer: CustomerId,
    from_on: date | None = None,
    to_on: date | None = None,
    style: Style = Style.BALANCE_FORWARD,
    *,
    with_lines: bool | None = None,
) -> Statement:
    """Return the draft of a statement; by default it begins where the last one ended and goes to today.

    ``with_lines`` prints under each charge what was sold; None leaves that to the shop's setting.

    What was entered since the last statement, but dated within it, stands in the late entries, so that the
    opening balance is always what the customer was last told: on the day of the last one too. Raises NotFound,
    and InvalidDate for a period that ends before it begins or after today.
    """
    today, zone = desk.today(), desk.settings.time_zone
    to_on = to_on or today
    found, events, open_charges, ageing, last = account_to_state(desk, customer, to_on)
    entries = merge_events(events, desk.settings, today)
    days = [local_day(entry.at, zone) for entry in entries]
    goes_on = from_on is None and last is not None and last.to_on == to_on
    from_on = from_on or _first_day(days, to_on, None if last is None else last.to_on)
    if from_on > to_on:
        raise InvalidDate(field="from", reason="after_end")
    if to_on > today:
        raise InvalidDate(field="to", reason="in_future")
    told = last if last is not None and (goes_on or last.to_on < from_on) else None
    before: list[_Dated] = []
    late: list[_Dated] = []
    period: list[_Dated] = []
    for entry, day in zip(entries, days, strict=True):
        if told is not None and day <= told.to_on:
            (before if entry.event <= told.last_event else late).append((entry, day))
        elif day <= to_on:
            (before if day < from_on else period).append((entry, day))
    opening = sum(_signed(entry) for entry, _ in before)
    is_open_item = style is Style.OPEN_ITEM
    sold: _Sold = {}
    if desk.settings.statement_lines if with_lines is None else with_lines:
        charged = [charge.event for charge in open_charges]
        sold = _sold(desk, charged if is_open_item else [entry.event for entry, _ in (*late, *period)])
    late_lines = _lines(late, opening, desk.settings, sold)
    carried = late_lines[-1].balance if late_lines else opening
    return Statement(
        letterhead=letterhead(desk.settings),
        currency=desk.settings.money,
        locale=desk.settings.locale,
        customer_number=found.number,
        customer_name=found.record.full_name,
        address=address_lines(found, desk.settings),
        from_on=from_on,
        to_on=to_on,
        opening=opening,
        late_lines=late_lines,
        lines=_lines(period, carried, desk.settings, sold),
        ageing=ageing,
        printed_at=desk.clock.now().astimezone(zone),
        prepared_by=desk.staff.name,
        last_event=max((entry.event for entry in entries), default=0),
        style=style,
        items=_items(open_charges, entries, desk.settings, sold) if is_open_item else (),
    )


def letterhead(settings: Settings) -> Letterhead:
    """Return the shop as its papers show it."""
    return Letterhead(
        name=settings.shop_name,
        address=tuple(line.strip() for line in settings.address.splitlines() if line.strip()),
        phone=settings.phone,
        email=settings.email,
        registration=settings.registration,
        payment_details=settings.payment_details,
        payment_account=settings.payment_account,
    )


def address_lines(customer: Customer, settings: Settings) -> tuple[str, ...]:
    """Return the customer's address as an envelope shows it; the country only beside an address."""
    record = customer.record
    place = " ".join(part for part in (record.suburb, record.state, record.postcode) if part)
    lines = [line for line in (record.street, place) if line]
    if lines and record.country:
        lines.append(format_country(record.country, settings.locale))
    return tuple(lines)


def _first_day(days: list[date], to_on: date, last_to: date | None) -> date:
    if last_to is not None and last_to <= to_on:
        return min(date.fromordinal(last_to.toordinal() + 1), to_on)
    return min([*days, to_on])


def _sold(desk: Desk, events: Iterable[EventId]) -> _Sold:
    """Return what each of these charges was for, as a statement lists it; it adds up to the sale's total."""
    return {sale: tuple(_sold_items(goods)) for sale, goods in bought_goods(desk, events).items()}


def _sold_items(goods: BoughtGoods) -> Iterator[SoldItem]:
    for line in goods.lines:
        yield SoldItem(f"{line.quantity.normalize():f} × {line.text}", line.amount)
    if goods.discount:
        yield SoldItem(tr("Discount"), -goods.discount)
    if goods.rounding:
        yield SoldItem(tr("Rounding"), goods.rounding)


def _lines(dated: list[_Dated], opening: int, settings: Settings, sold: _Sold) -> tuple[StatementLine, ...]:
    lines: list[StatementLine] = []
    balance = opening
    for entry, day in dated:
        balance += _signed(entry)
        text, of_it = line_text(entry, day, settings), sold.get(entry.event, ())
        lines.append(StatementLine(day, entry.ref, text, entry.charge, entry.payment, balance, of_it))
    return tuple(lines)


def _items(
    charges: Sequence[Charge], entries: Sequence[TimelineEntry], settings: Settings, sold: _Sold
) -> tuple[OpenItem, ...]:
    by_event = {entry.event: entry for entry in entries}
    items: list[OpenItem] = []
    for charge in charges:
        day = local_day(charge.at, settings.time_zone)
        text = line_text(by_event[charge.event], day, settings)
        words = tr("{what}, in dispute", what=text) if charge.disputed else text
        of_it = sold.get(charge.event, ())
        items.append(OpenItem(day, charge.reference, words, charge.amount, charge.outstanding, of_it))
    return tuple(items)


def _signed(entry: TimelineEntry) -> int:
    return (entry.charge or 0) - (entry.payment or 0)


def line_text(entry: TimelineEntry, day: date, settings: Settings) -> str:
    """Say in the customer's words what happened; the reference stands in a column of its own."""
    source = entry.source
    if isinstance(source, Payment):
        return tr("Payment, {method}", method=METHOD_WORDS[source.method])
    if isinstance(source, Adjustment):
        return entry.text if source.reference is None else f"{entry.text} ({source.reference})"
    return tr("{entry}, due {source}", entry=_sale_text(entry, source), source=_due(source, day, settings))


def _sale_text(entry: TimelineEntry, sale: Sale) -> str:
    if not sale.tenders:
        return tr("Sale on account")
    return entry.text.replace(f" {reference(EventKind.SALE, sale.number)}", "", 1)


def _due(sale: Sale, day: date, settings: Settings) -> str:
    due = date.fromisoformat(sale.due_on or str(day))
    return format_short_date(due, settings.locale, day, language_of_days())
