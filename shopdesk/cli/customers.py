"""``customers``: listing, adding, changing, showing, archiving, restoring and taking over customers."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import RequestId, command, group
from shopdesk.cli.customer_export import export_customers
from shopdesk.cli.reading import choice, count, pairs, request_id
from shopdesk.cli.terminal import Answer, Terminal, read_bytes
from shopdesk.domain.account import CustomerId, parse_customer_number
from shopdesk.domain.customer_list import CustomerPage, CustomerQuery, Segment, Sort
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    find_customer,
    list_customers,
    restore_customer,
)
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.import_dates import DAYS
from shopdesk.services.import_plan import check_mapped, rejected_csv
from shopdesk.services.import_verdicts import JudgedRow
from shopdesk.services.importing import ImportPlan, carry_out, plan_import
from shopdesk.services.merging import MergeOrder, merge, unmerge
from shopdesk.services.segments import find_segment
from shopdesk.viewmodels.customer_document import customer_document, instant
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.shop_text import shop_text, standing

app = group("The customer book.")
command(app, "export")(export_customers)

Who = Annotated[str, typer.Argument(metavar="C", help="Id (412) or number (C-000412).")]
_TEXTS = {
    "first_name": "--first",
    "last_name": "--last",
    "email": "--email",
    "mobile": "--mobile",
    "phone": "--phone",
    "street": "--street",
    "suburb": "--suburb",
    "state": "--state",
    "postcode": "--postcode",
    "country": "--country",
    "ring_size": "--ring-size",
    "wrist_size": "--wrist-size",
    "preferred_metal": "--preferred-metal",
    "gold_preference": "--gold-preference",
    "allergies": "--allergies",
    "birthday": "--birthday",
    "anniversary": "--anniversary",
    "spouse_name": "--spouse-name",
    "spouse_birthday": "--spouse-birthday",
    "source": "--source",
    "communication_preference": "--communication-preference",
    "customer_since_on": "--customer-since",
    "location": "--location",
    "card_code": "--card-code",
    "credit_limit": "--credit-limit",
    "payment_terms_days": "--payment-terms-days",
}
_OPTIONS = {name: Annotated[str | None, typer.Option(flag, metavar="TEXT")] for name, flag in _TEXTS.items()}
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="T", help="All the tags; may be repeated.")]
NoTags = Annotated[bool, typer.Option("--no-tags", help="Take all tags off.")]
OnHold = Annotated[
    bool | None, typer.Option("--on-hold/--not-on-hold", help="Stop further credit, or allow it.")
]
Notes = Annotated[str | None, typer.Option("--notes", metavar="TEXT", help="Add a note.")]
AllowShared = Annotated[
    bool, typer.Option("--allow-shared-phone", help="Save although others have the mobile.")
]


@command(app, "list")
def list_(
    terminal: Terminal,
    sort: Annotated[str, typer.Option(help=", ".join(Sort), metavar="S")] = Sort.DEBT.value,
    tag: Annotated[str | None, typer.Option(metavar="T")] = None,
    segment: Annotated[
        str | None, typer.Option(help=f"{', '.join(Segment)}, or one of your own by name.", metavar="G")
    ] = None,
    search: Annotated[str, typer.Option(metavar="Q", help="Look in the whole book.")] = "",
    archived: Annotated[bool, typer.Option("--archived", help="The archived ones instead.")] = False,
    limit: Annotated[str, typer.Option(metavar="N")] = "200",
    after: Annotated[str | None, typer.Option(metavar="CURSOR", help="The page after this one.")] = None,
) -> Answer:
    """List customers, page by page."""
    query = CustomerQuery(
        sort=choice(Sort, sort, "sort"),
        tag=tag,
        segment=None if segment is None else find_segment(terminal.desk, segment),
        search=search,
        archived=archived,
        limit=count(limit, "limit", least=1),
        after=after,
    )
    page = list_customers(terminal.desk, query)
    items = [
        {
            "id": row.id,
            "number": row.number,
            "full_name": row.full_name,
            "phone": row.phone,
            "email": row.email,
            "tags": list(row.tags),
            "is_vip": row.is_vip,
            "debt_balance_minor": row.debt_balance,
            "updated_at": instant(row.updated_at),
            "archived_at": instant(row.archived_at),
        }
        for row in page.rows
    ]
    if search.strip():
        for item in items:
            item["match"] = "fuzzy" if item["id"] in page.misspelt else "exact"
    document = {"total": page.total, "items": items, "next": page.next}
    return Answer(document, partial(_show_page, terminal.desk, page))


@command(app, "add", _OPTIONS)
def add(
    terminal: Terminal,
    tag: Tags = None,
    no_tags: NoTags = False,
    on_hold: OnHold = None,
    notes: Notes = None,
    allow_shared_phone: AllowShared = False,
    **texts: str | None,
) -> Answer:
    """Add a customer."""
    change = _change(texts, tag, on_hold, notes, no_tags=no_tags)
    customer = add_customer(terminal.desk, change, allow_shared_phone=allow_shared_phone)
    return _customer(terminal, customer.id)


@command(app, "edit", _OPTIONS)
def edit(
    terminal: Terminal,
    customer: Who,
    tag: Tags = None,
    no_tags: NoTags = False,
    on_hold: OnHold = None,
    notes: Notes = None,
    allow_shared_phone: AllowShared = False,
    **texts: str | None,
) -> Answer:
    """Change a customer; an empty value clears a field."""
    found = find_customer(terminal.desk, customer)
    change = _change(texts, tag, on_hold, notes, no_tags=no_tags)
    edit_customer(terminal.desk, found, change, allow_shared_phone=allow_shared_phone)
    return _customer(terminal, found)


@command(app, "show")
def show(terminal: Terminal, customer: Who) -> Answer:
    """Show a customer with account and timeline."""
    return _customer(terminal, find_customer(terminal.desk, customer))


@command(app, "archive")
def archive(terminal: Terminal, customer: Who) -> Answer:
    """Hide a customer whose balance is exactly zero."""
    return _customer(terminal, archive_customer(terminal.desk, find_customer(terminal.desk, customer)).id)


@command(app, "restore")
def restore(terminal: Terminal, customer: Who) -> Answer:
    """Bring an archived customer back."""
    return _customer(terminal, restore_customer(terminal.desk, find_customer(terminal.desk, customer)).id)


@command(app, "merge")
def merge_(
    terminal: Terminal,
    keep: Annotated[str, typer.Argument(metavar="KEEP")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER...")],
    request: RequestId = None,
) -> Answer:
    """Merge customers into the first one named; its fields win, its blanks are filled in the order given."""
    order = MergeOrder(parse_customer_number(keep), tuple(map(parse_customer_number, others)))
    return _customer(terminal, merge(terminal.desk, order, request_id(request)).customer)


@command(app, "unmerge")
def unmerge_(
    terminal: Terminal,
    keep: Annotated[str, typer.Argument(metavar="KEEP")],
    other: Annotated[str, typer.Argument(metavar="OTHER")],
    request: RequestId = None,
) -> Answer:
    """Part a customer from the one they were merged into, while nothing was posted or edited since."""
    keeper, parted = parse_customer_number(keep), parse_customer_number(other)
    return _customer(terminal, unmerge(terminal.desk, keeper, parted, request_id(request)).customer)


@command(app, "erase")
def erase_(terminal: Terminal, customer: Who) -> Answer:
    """Erase an archived customer whose balance is zero, for ever; the figures stay."""
    erased = erase(terminal.desk, find_customer(terminal.desk, customer))
    until = erased.in_backups_until
    document = {"erased": erased.number, "in_backups_until": None if until is None else str(until)}
    held = "" if until is None else f" Backups made before still hold the record, until {until}."
    return Answer(document, lambda: f"Erased {erased.number}.{held}")


@command(app, "import")
def import_(
    terminal: Terminal,
    file: Annotated[str, typer.Argument(metavar="FILE.csv")],
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Say which column is which field."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge every row and write nothing.")] = False,
    rejects: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the rejected rows there, with the reasons.")
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option("--day-first/--month-first", help="How 03/04 is meant, where the file does not tell."),
    ] = None,
) -> Answer:
    """Take customers over from a CSV file; the same file twice changes nothing."""
    days = {} if day_first is None else dict.fromkeys(DAYS, day_first)
    plan = plan_import(terminal.desk, read_bytes(file), dict(pairs(mapped or [], "map")), days)
    check_mapped(plan)
    if rejects is not None:
        write_paper(rejects, rejected_csv(plan))
    if not dry_run:
        with terminal.progress("Importing") as progress:
            carry_out(terminal.desk, plan, progress)
    document = {
        "created": plan.created,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "rejected": [
            {"row": row.number, "column": row.column, "reason": row.error.code if row.error else ""}
            for row in plan.rejected
        ],
    }
    return Answer(document, partial(_show_import, terminal, plan, dry_run=dry_run))


def _change(
    texts: dict[str, str | None],
    tags: list[str] | None,
    on_hold: bool | None,
    notes: str | None,
    *,
    no_tags: bool,
) -> RecordChange:
    return RecordChange(
        texts={name: text for name, text in texts.items() if text is not None},
        tags=() if no_tags else tuple(tags) if tags else None,
        on_hold=on_hold,
        note=notes or "",
    )


def _customer(terminal: Terminal, customer: CustomerId) -> Answer:
    document = customer_document(terminal.desk, customer)
    return Answer(document, partial(_show_customer, terminal.desk, document))


def _show_page(desk: Desk, page: CustomerPage) -> Any:
    text = shop_text(desk)
    table = Table(box=None, pad_edge=False)
    for heading in ("Number", "Name", "Phone", "Tags", "Updated"):
        table.add_column(heading)
    table.add_column("Balance", justify="right", no_wrap=True)
    for row in page.rows:
        updated = text.near_day(text.local_day(row.updated_at))
        cells = (row.number, row.full_name, text.phone(row.phone), ", ".join(row.tags), updated)
        table.add_row(*map(Line, cells), Line(text.money(row.debt_balance)))
    return Group(table, Line(f"{len(page.rows)} of {page.total} customers"))


def _show_customer(desk: Desk, document: dict[str, Any]) -> Any:
    text = shop_text(desk)
    words, figure, _ = standing(document["debt_balance_minor"], text)
    contact = filter(None, (text.phone(document["mobile"]), text.phone(document["phone"]), document["email"]))
    head = [
        f"{document['full_name']}  {document['number']}{'  (archived)' if document['archived_at'] else ''}",
        "  ".join(contact),
        ", ".join(document["tags"]),
        f"{words} {figure}".strip(),
    ]
    table = Table(box=None, pad_edge=False)
    table.add_column("Date")
    table.add_column("What happened")
    for heading in ("Charged", "Paid", "Balance"):
        table.add_column(heading, justify="right", no_wrap=True)
    for entry in document["timeline"]:
        moved = (entry["charge_minor"], entry["payment_minor"], entry["balance_minor"])
        money = ("" if amount is None else text.money(amount) for amount in moved)
        day = text.local_day(datetime.fromisoformat(entry["at"]))
        table.add_row(str(day), Line(entry["text"]), *map(Line, money))
    lines = (Line(line) for line in head if line)
    return Group(*lines, table) if document["timeline"] else Group(*lines)


def _show_import(terminal: Terminal, plan: ImportPlan, *, dry_run: bool) -> Any:
    verb = "would be" if dry_run else "were"
    counted = f"{plan.created} {verb} added, {plan.updated} changed, {plan.unchanged} left as they are"
    refused: Callable[[JudgedRow], str] = lambda row: terminal.sentence(row.error) if row.error else ""  # noqa: E731  one line
    lines = [
        f"Row {row.number}{f', {row.column}' if row.column else ''}: {refused(row)}" for row in plan.rejected
    ]
    return "\n".join([f"{counted}, {len(plan.rejected)} refused.", *lines])
