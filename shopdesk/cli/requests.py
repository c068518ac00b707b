"""``requests``: what customers ask for, how far it is, and what it became."""

from typing import Annotated, Any

import typer
from rich.text import Text as Line

from shopdesk.cli.command import RequestId, command, group
from shopdesk.cli.listing import listed
from shopdesk.cli.reading import choice, request_id
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import customer_number
from shopdesk.domain.enquiry import (
    Enquiry,
    EnquiryKind,
    EnquiryOrder,
    EnquiryStatus,
    enquiry_number,
    parse_enquiry_number,
)
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.important_dates import parse_date
from shopdesk.errors import UsageError
from shopdesk.services.converting import convert_to_follow_up, convert_to_sale
from shopdesk.services.customers import find_customer
from shopdesk.services.enquiring import add_enquiry, list_enquiries, move_enquiry
from shopdesk.viewmodels.customer_document import instant
from shopdesk.viewmodels.shop_text import shop_text

app = group("Requests of customers.")
_Number = Annotated[str, typer.Argument(metavar="Q")]


@command(app, "list")
def list_(terminal: Terminal) -> Answer:
    """List the open requests, the oldest first."""
    return _answer(terminal, list_enquiries(terminal.desk))


@command(app, "add")
def add(
    terminal: Terminal,
    text: Annotated[str, typer.Option(metavar="T", help="What is asked for.")],
    kind: Annotated[str, typer.Option(metavar="K", help=", ".join(EnquiryKind))] = EnquiryKind.GENERAL.value,
    name: Annotated[str, typer.Option(metavar="N", help="Who asks.")] = "",
    email: Annotated[str, typer.Option(metavar="E")] = "",
    phone: Annotated[str, typer.Option(metavar="P")] = "",
    customer: Annotated[str | None, typer.Option(metavar="C")] = None,
    request: RequestId = None,
) -> Answer:
    """Write down what is asked for; without a customer the email, then the phone, tells who it is."""
    desk = terminal.desk
    order = EnquiryOrder(
        text,
        choice(EnquiryKind, kind, "kind"),
        name,
        email,
        phone,
        None if customer is None else find_customer(desk, customer),
    )
    return _answer(terminal, (add_enquiry(desk, order, request_id(request)),))


@command(app, "move")
def move(
    terminal: Terminal,
    number: _Number,
    to: Annotated[str, typer.Argument(metavar="contacted|booked|completed|cancelled")],
    on: Annotated[str | None, typer.Option(metavar="D", help="The day it is booked for.")] = None,
) -> Answer:
    """Say how far a request is."""
    day = None if on is None else parse_date(on, "booked_on")
    status = choice(EnquiryStatus, to, "status")
    return _answer(terminal, (move_enquiry(terminal.desk, parse_enquiry_number(number), status, day),))


@command(app, "convert")
def convert(
    terminal: Terminal,
    number: _Number,
    due: Annotated[str | None, typer.Option(metavar="D", help="Into a follow-up, due then.")] = None,
    sale: Annotated[str | None, typer.Option(metavar="REF", help="Into this sale.")] = None,
) -> Answer:
    """Convert a request once, into a follow-up or a sale."""
    enquiry = parse_enquiry_number(number)
    if due is not None and sale is None:
        order = FollowUpOrder("", parse_date(due, "due_on"))
        converted = convert_to_follow_up(terminal.desk, enquiry, order)
    elif sale is not None and due is None:
        converted = convert_to_sale(terminal.desk, enquiry, sale)
    else:
        raise UsageError(detail="give either --due or --sale")
    return _answer(terminal, (converted,))


def _answer(terminal: Terminal, found: tuple[Enquiry, ...]) -> Answer:
    text = shop_text(terminal.desk)

    def row(each: Enquiry) -> tuple[str | Line, ...]:
        who, asked = Line(each.full_name or each.name), text.day(text.local_day(each.made_at))
        return enquiry_number(each.id), asked, each.kind.value, who, Line(each.text), each.status.value

    return listed(found, ("Number", "Asked", "Kind", "Who", "What", "Status"), row, _document)


def _document(each: Enquiry) -> dict[str, Any]:
    return {
        "id": each.id,
        "ref": enquiry_number(each.id),
        "kind": each.kind.value,
        "status": each.status.value,
        "text": each.text,
        "name": each.name or None,
        "email": each.email or None,
        "phone": each.phone or None,
        "number": None if each.customer is None else customer_number(each.customer),
        "full_name": each.full_name or None,
        "booked_on": None if each.booked_on is None else str(each.booked_on),
        "follow_up": each.follow_up,
        "sale": each.sale,
        "staff": each.made_by,
        "created_at": instant(each.made_at),
    }
