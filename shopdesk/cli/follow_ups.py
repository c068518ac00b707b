"""``follow-ups``: what is to be done, by whom and by when."""

import re
from typing import Annotated, Any

import typer
from rich.text import Text as Line

from shopdesk.cli.command import RequestId, command, group
from shopdesk.cli.listing import listed
from shopdesk.cli.reading import choice, request_id
from shopdesk.cli.staff import find_by_name
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import customer_number
from shopdesk.domain.follow_up import FollowUp, FollowUpId, FollowUpOrder, FollowUpStatus, Priority
from shopdesk.domain.important_dates import parse_date
from shopdesk.errors import NotFound
from shopdesk.services.customers import find_customer
from shopdesk.services.following_up import add_follow_up, list_follow_ups, move_follow_up
from shopdesk.viewmodels.customer_document import instant
from shopdesk.viewmodels.follow_up_form import STATUS_WORDS
from shopdesk.viewmodels.shop_text import shop_text

app = group("Follow-ups.")
_NUMBER = re.compile("0*[0-9]{1,12}")


@command(app, "list")
def list_(terminal: Terminal) -> Answer:
    """List what is to be done, the first due first."""
    return _answer(terminal, list_follow_ups(terminal.desk))


@command(app, "add")
def add(
    terminal: Terminal,
    title: Annotated[str, typer.Option(metavar="T", help="What is to be done.")],
    due: Annotated[str, typer.Option(metavar="D", help="By when.")],
    customer: Annotated[str | None, typer.Option(metavar="C")] = None,
    priority: Annotated[str, typer.Option(metavar="P", help=", ".join(Priority))] = Priority.NORMAL.value,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who does it.")] = None,
    request: RequestId = None,
) -> Answer:
    """Write down what is to be done."""
    desk = terminal.desk
    order = FollowUpOrder(
        title,
        parse_date(due, "due_on"),
        None if customer is None else find_customer(desk, customer),
        choice(Priority, priority, "priority"),
        None if who is None else find_by_name(terminal, who).id,
    )
    return _answer(terminal, (add_follow_up(desk, order, request_id(request)),))


@command(app, "done")
def done(terminal: Terminal, follow_up: Annotated[str, typer.Argument(metavar="ID")]) -> Answer:
    """Call a follow-up done."""
    if _NUMBER.fullmatch(follow_up.strip()) is None:
        raise NotFound(kind="follow_up", reference=follow_up)
    moved = move_follow_up(terminal.desk, FollowUpId(int(follow_up)), FollowUpStatus.DONE)
    return _answer(terminal, (moved,))


def _answer(terminal: Terminal, found: tuple[FollowUp, ...]) -> Answer:
    text = shop_text(terminal.desk)

    def row(each: FollowUp) -> tuple[str | Line, ...]:
        day, status = text.day(each.due_on), STATUS_WORDS[each.status]
        return str(each.id), day, Line(each.who), Line(each.title), Line(each.full_name), status

    return listed(found, ("Id", "By", "Who", "What", "Customer", "Status"), row, _document)


def _document(each: FollowUp) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title,
        "due_on": str(each.due_on),
        "priority": each.priority.value,
        "status": each.status.value,
        "number": None if each.customer is None else customer_number(each.customer),
        "full_name": each.full_name or None,
        "who": each.who or None,
        "staff": each.made_by,
        "created_at": instant(each.made_at),
    }
