"""``passphrase change``, ``recovery-key new`` and ``rekey``: the shop's secrets."""

from itertools import count
from typing import Annotated

import typer

from shopdesk.cli.command import command, group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.services.secrets import REKEY_STEPS, change_passphrase, new_recovery_key, rekey

app = group("The shop's secrets.")
passphrase = group("The owner's passphrase.")
recovery_key = group("The recovery key.")
app.add_typer(passphrase, name="passphrase")
app.add_typer(recovery_key, name="recovery-key")


@command(passphrase, "change")
def change(
    terminal: Terminal,
    new_passphrase_file: Annotated[
        str | None,
        typer.Option("--new-passphrase-file", metavar="FILE", help="Read the new one from a file."),
    ] = None,
) -> Answer:
    """Give the shop a new passphrase; the recovery key stays, and older backups keep theirs."""
    desk = terminal.desk
    change_passphrase(desk, terminal.secret(), terminal.new_passphrase(new_passphrase_file))
    return Answer({"changed": True}, lambda: "The passphrase is changed.")


@command(recovery_key, "new")
def new(terminal: Terminal) -> Answer:
    """Give the shop a new recovery key; the old one opens nothing from then on but older backups."""
    desk = terminal.desk
    key = new_recovery_key(desk, terminal.secret())
    return Answer(
        {"recovery_key": key}, lambda: f"Recovery key (write it down, it is not shown again): {key}"
    )


@command(app, "rekey")
def encrypt_anew(terminal: Terminal) -> Answer:
    """Encrypt the shop anew under a new key, after a backup; passphrase and recovery key stay as they are."""
    desk = terminal.desk
    with terminal.progress("Encrypting the shop anew") as bar:
        steps = count(1)
        rekey(desk, terminal.secret(), None if bar is None else lambda _: bar(next(steps), REKEY_STEPS))
    return Answer({"rekeyed": True}, lambda: "The shop is encrypted anew.")
