"""``promises``: what customers promised to pay, and by when."""

from typing import Annotated

import typer

from shopdesk.cli.command import RequestId, command, group
from shopdesk.cli.reading import request_id
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import customer_number
from shopdesk.domain.days import format_instant_utc
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.money import parse_minor
from shopdesk.domain.promise import Promise
from shopdesk.services.customers import find_customer
from shopdesk.services.promising import add_promise, list_promises
from shopdesk.viewmodels.shop_text import shop_text

app = group("Promises to pay.")


@command(app, "add")
def add(
    terminal: Terminal,
    customer: Annotated[str, typer.Argument(metavar="C")],
    on: Annotated[str, typer.Option("--on", metavar="D")],
    amount: Annotated[str, typer.Option(metavar="MINOR")],
    request: RequestId = None,
) -> Answer:
    """Write down what a customer promised to pay by a day."""
    desk = terminal.desk
    whose = find_customer(desk, customer)
    made = add_promise(desk, whose, parse_date(on, "on"), parse_minor(amount), request_id(request))
    return _answer(terminal, (made,))


@command(app, "list")
def list_all(terminal: Terminal) -> Answer:
    """List all promises, the earliest day first."""
    return _answer(terminal, list_promises(terminal.desk))


def _answer(terminal: Terminal, found: tuple[Promise, ...]) -> Answer:
    text = shop_text(terminal.desk)
    today = text.today
    document = {
        "items": [
            {
                "number": customer_number(promise.customer),
                "full_name": promise.full_name,
                "due_on": str(promise.due_on),
                "amount_minor": promise.amount,
                "paid_minor": promise.paid,
                "state": promise.state(today).value,
                "made_at": format_instant_utc(promise.made_at),
                "staff": promise.staff,
            }
            for promise in found
        ]
    }

    def show() -> str:
        lines = (
            f"{customer_number(promise.customer)} {promise.full_name}: {text.money(promise.amount)} "
            f"by {text.day(promise.due_on)}, {promise.state(today)}"
            for promise in found
        )
        return "\n".join(lines) or "Nobody has promised anything."

    return Answer(document, show)
