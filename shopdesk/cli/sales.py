"""``sales``: selling, paid at the till or on account."""

from typing import Annotated

import typer

from shopdesk.cli.command import Amount, Day, RequestId, Text, command, group
from shopdesk.cli.reading import amount, moment, request_id, sale_line
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.money import parse_minor
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import find_customer
from shopdesk.services.selling import sell
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
    cash_given: Amount = None,
    at: Text = None,
    due: Day = None,
    request: RequestId = None,
    override: Annotated[
        str | None, typer.Option(metavar="REASON", help="Sell above a limit or on hold.")
    ] = None,
) -> Answer:
    """Sell: tenders and the part on account add up to the total."""
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
        if made.on_account:
            parts.append(
                f"{text.money(made.on_account)} on account, balance {text.money(made.balance or 0)}."
            )
        if made.change:
            parts.append(f"Change {text.money(made.change)}.")
        return " ".join(parts)

    return Answer(document, show)
