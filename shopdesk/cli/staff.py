"""``staff``: who works in the shop."""

import getpass
import sys
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli import locations
from shopdesk.cli.command import command, group
from shopdesk.cli.reading import choice
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.staff import Role, StaffMember
from shopdesk.errors import NotFound, UsageError
from shopdesk.services.staff import add_staff, disable_staff, list_staff
from shopdesk.services.staff import set_pin as set_staff_pin

app = group("Staff.")
app.add_typer(locations.app, name="locations")


@command(app, "add")
def add(
    terminal: Terminal,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Option(metavar="ROLE", help=", ".join(Role))],
    location: Annotated[
        str, typer.Option(metavar="L", help="A cashier sees its customers and those of none.")
    ] = "",
) -> Answer:
    """Add a member of staff, who chooses a PIN at the first sign-in."""
    add_staff(terminal.desk, name, choice(Role, role, "role"), location)
    return _everybody(terminal)


@command(app, "list")
def list_(terminal: Terminal) -> Answer:
    """List everybody who works here."""
    return _everybody(terminal)


@command(app, "set-pin")
def set_pin(terminal: Terminal, name: Annotated[str, typer.Argument(metavar="NAME")]) -> Answer:
    """Set somebody's PIN, from a prompt or from standard input."""
    if terminal.in_batch is not None:
        raise UsageError(detail="a PIN is not read in a batch, whose lines may come the same way")
    member = find_by_name(terminal, name)
    pin = getpass.getpass("PIN: ") if sys.stdin.isatty() else sys.stdin.readline()
    set_staff_pin(terminal.desk, member.id, pin.strip())
    return _everybody(terminal)


@command(app, "disable")
def disable(terminal: Terminal, name: Annotated[str, typer.Argument(metavar="NAME")]) -> Answer:
    """Let somebody sign in no more; what they did keeps their name."""
    member = find_by_name(terminal, name)
    if not member.disabled:
        disable_staff(terminal.desk, member.id)
    return _everybody(terminal)


def find_by_name(terminal: Terminal, name: str) -> StaffMember:
    """Return the member of staff of that name; raises NotFound."""
    wanted = name.strip().casefold()
    member = next((found for found in list_staff(terminal.desk) if found.name.casefold() == wanted), None)
    if member is None:
        raise NotFound(kind="staff", reference=name, reason="nobody")
    return member


def _everybody(terminal: Terminal) -> Answer:
    staff = list_staff(terminal.desk)
    items = [
        {
            "name": found.name,
            "role": found.role.value,
            "location": None if found.location is None else found.location.name,
            "has_pin": found.has_pin,
            "disabled": found.disabled,
        }
        for found in staff
    ]

    def table() -> Table:
        rows = Table(box=None, pad_edge=False)
        for heading in ("Name", "Role", "Location", "PIN", ""):
            rows.add_column(heading)
        for found in staff:
            pin = "set" if found.has_pin else "not yet"
            place = "" if found.location is None else found.location.name
            standing = "may not sign in" if found.disabled else ""
            rows.add_row(Line(found.name), found.role.value, Line(place), pin, standing)
        return rows

    return Answer({"items": items}, table)
