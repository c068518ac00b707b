"""``sales``: selling, paid at the till or on account."""

from functools import partial
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import Amount, Day, RequestId, Text, command, group
from shopdesk.cli.reading import amount, choice, moment, request_id, sale_line
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import customer_number
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.money import parse_minor
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import ListedSale, SaleMark, SalesQuery
from shopdesk.errors import UsageError
from shopdesk.services.customers import find_customer
from shopdesk.services.desk import Desk
from shopdesk.services.sales_list import list_sales
from shopdesk.services.selling import sell
from shopdesk.viewmodels.customer_document import instant
from shopdesk.viewmodels.sale_state import state_words
from shopdesk.viewmodels.shop_text import shop_text

app = group("Sales.")


@command(app, "add")
def add(
    terminal: Terminal,
    customer: Text = None,
    total: Amount = None,
    line: Annotated[
        list[str] | None,
        typer.Option(
            metavar="JSON", help='{"text", "quantity": "1.5", "price_minor", "tax_rate"}; may be repeated.'
        ),
    ] = None,
    cash: Amount = None,
    card: Amount = None,
    transfer: Amount = None,
    other: Amount = None,
    on_account: Amount = None,
    points: Annotated[
        str | None, typer.Option(metavar="MINOR", help="What the customer’s points pay for.")
    ] = None,
    cash_given: Amount = None,
    at: Text = None,
    due: Day = None,
    request: RequestId = None,
    override: Annotated[
        str | None, typer.Option(metavar="REASON", help="Sell above a limit or on hold.")
    ] = None,
) -> Answer:
    """Sell: tenders and the part on account add up to the total."""
    if total is None and not line:
        raise UsageError(detail="give --total, or a --line for each thing sold")
    desk = terminal.desk
    tendered = {
        Method.CASH: amount(cash, "cash"),
        Method.CARD: amount(card, "card"),
        Method.TRANSFER: amount(transfer, "transfer"),
        Method.OTHER: amount(other, "other"),
    }
    order = SaleOrder(
        customer=None if customer is None else find_customer(desk, customer),
        total=None if total is None else parse_minor(total, "total"),
        lines=tuple(map(sale_line, line or ())),
        tenders={method: tender for method, tender in tendered.items() if tender},
        on_account=amount(on_account, "on_account"),
        cash_given=None if cash_given is None else parse_minor(cash_given, "cash_given"),
        at=moment(at, desk),
        due_on=None if due is None else parse_date(due, "due"),
        override=override,
        redeemed=amount(points, "redeemed"),
    )
    made = sell(desk, order, request_id(request))
    document = {
        "ref": made.reference,
        "total_minor": made.total,
        "on_account_minor": made.on_account,
        "change_minor": made.change,
        "debt_balance_minor": made.balance,
    }
    text = shop_text(desk)

    def show() -> str:
        parts = [f"Sold for {text.money(made.total)}, {made.reference}."]
        if order.redeemed:
            parts.append(f"{text.money(order.redeemed)} paid with {text.count(made.points_used)} points.")
        if made.on_account:
            parts.append(
                f"{text.money(made.on_account)} on account, balance {text.money(made.balance or 0)}."
            )
        if made.change:
            parts.append(f"Change {text.money(made.change)}.")
        return " ".join(parts)

    return Answer(document, show)


@command(app, "list")
def list_(
    terminal: Terminal,
    customer: Text = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="D")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="D")] = None,
    staff: Annotated[str | None, typer.Option(metavar="N", help="Whose sales.")] = None,
    marked: Annotated[
        str | None, typer.Option(metavar="M", help=", ".join(SaleMark) + ": as corrected, if it was.")
    ] = None,
) -> Answer:
    """List sales, the oldest first."""
    desk = terminal.desk
    query = SalesQuery(
        customer=None if customer is None else find_customer(desk, customer),
        from_on=None if from_ is None else parse_date(from_, "from"),
        to_on=None if to is None else parse_date(to, "to"),
        staff=staff,
        marked=None if marked is None else choice(SaleMark, marked, "marked"),
    )
    sales = list_sales(desk, query)[::-1]
    return Answer({"items": [_document(sale) for sale in sales]}, partial(_show_list, desk, sales))


def _document(sale: ListedSale) -> dict[str, Any]:
    return {
        "ref": sale.reference,
        "at": instant(sale.at),
        "customer": None if sale.customer is None else customer_number(sale.customer),
        "staff": sale.staff,
        "total_minor": sale.total,
        "on_account_minor": sale.on_account,
        "open_minor": sale.outstanding,
        "marked": sale.marked.value,
        "corrected_to": None if sale.corrected_to is None else sale.corrected_to.value,
        "refunded_minor": sale.refunded,
    }


def _show_list(desk: Desk, sales: tuple[ListedSale, ...]) -> Table:
    text = shop_text(desk)
    table = Table("Date", "Sale", "Customer", "Staff", "State", box=None, pad_edge=False)
    for heading in ("Total", "Open"):
        table.add_column(heading, justify="right", no_wrap=True)
    for sale in sales:
        customer = "" if sale.customer is None else customer_number(sale.customer)
        table.add_row(
            str(text.local_day(sale.at)),
            sale.reference,
            customer,
            Line(sale.staff),
            state_words(sale.state),
            text.money(sale.total),
            text.money(sale.outstanding),
        )
    return table
