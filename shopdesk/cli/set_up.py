"""``init`` and ``demo``: making a shop."""

from typing import Annotated

import typer

from shopdesk.cli.command import command, group
from shopdesk.cli.reading import count
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.computer_zone import computer_zone
from shopdesk.demo import CUSTOMERS, make_demo
from shopdesk.domain.days import local_day
from shopdesk.paths import default_shop_folder, demo_shop_folder
from shopdesk.places import locale_of
from shopdesk.services.setting_up import recovery_sheet
from shopdesk.shop import NewShop, create_shop
from shopdesk.viewmodels.paper_file import check_writable, write_paper

app = group("Making shops.")


@command(app, "init")
def init(
    terminal: Terminal,
    name: Annotated[str, typer.Option(metavar="N", help="The shop's name.")],
    country: Annotated[str, typer.Option(metavar="AU", help="Where it stands.")],
    currency: Annotated[str, typer.Option(metavar="AUD", help="What it is paid in.")],
    owner: Annotated[str, typer.Option(metavar="NAME", help="Who owns it.")],
    recovery_pdf: Annotated[
        str | None, typer.Option(metavar="F", help="Write the recovery sheet there.")
    ] = None,
) -> Answer:
    """Make a new shop; its recovery key is told this once."""
    folder = terminal.folder or default_shop_folder()
    if recovery_pdf is not None:
        check_writable(recovery_pdf)
    new = NewShop(
        name=name,
        country=country.strip().upper(),
        currency=currency.strip().upper(),
        locale=locale_of(country.strip().upper(), "en"),
        zone=computer_zone(),
        owner_name=owner,
        passphrase=terminal.secret(new=True),
        owner_pin="",
    )
    shop, key = create_shop(folder, new)
    terminal.keep(shop)
    if recovery_pdf is not None:
        made_on = local_day(shop.desk.clock.now(), shop.desk.settings.time_zone)
        write_paper(recovery_pdf, recovery_sheet(name, key, made_on, shop.desk.settings.locale))
    return Answer(
        {"shop": str(folder), "recovery_key": key},
        lambda: f"The shop is made: {folder}\nRecovery key (write it down, it is not shown again): {key}",
    )


@command(app, "demo")
def demo(
    terminal: Terminal,
    customers: Annotated[str, typer.Option(metavar="N")] = str(CUSTOMERS),
    events: Annotated[str | None, typer.Option(metavar="N")] = None,
    seed: Annotated[str, typer.Option(metavar="N")] = "7",
) -> Answer:
    """Make a shop full of plausible people, sales and payments."""
    folder = terminal.folder or demo_shop_folder()
    with terminal.progress("Making the demo shop") as progress:
        made = make_demo(
            folder,
            customers=count(customers, "customers", least=1),
            events=None if events is None else count(events, "events"),
            seed=count(seed, "seed"),
            progress=progress,
        )
    document = {
        "shop": str(made.folder),
        "passphrase": made.passphrase,
        "customers": made.customers,
        "events": made.events,
    }
    told = f"The demo shop is made: {made.folder}\nPassphrase: {made.passphrase}"
    return Answer(document, lambda: told)
