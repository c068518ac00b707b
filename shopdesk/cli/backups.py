"""``backup``, ``backups``, ``restore`` and ``replay``: keeping the shop safe."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.days import format_instant_utc
from shopdesk.paths import default_shop_folder
from shopdesk.services import backups
from shopdesk.services.verifying import verify
from shopdesk.shop import shop_exists

app = group("Keeping the shop safe.")


@command(app, "backup")
def backup(
    terminal: Terminal,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A copy of it there.")] = None,
) -> Answer:
    """Make a backup, proven before it counts; it lies with the others beside the shop."""
    made = backups.back_up(terminal.desk, to=None if file is None else Path(file))
    return Answer(_document(made), lambda: f"Backed up and verified: {made.path}")


@command(app, "backups")
def listed(terminal: Terminal) -> Answer:
    """List this shop's backups, the newest first."""
    kept = backups.kept_backups(terminal.desk)
    items = [
        {**_document(each), "at": format_instant_utc(each.label.instant), "sequence": each.label.sequence}
        for each in kept.backups
    ]

    def table() -> Table:
        rows = Table(box=None, pad_edge=False)
        for heading in ("Made at", "Bytes", "File"):
            rows.add_column(heading)
        for item in items:
            rows.add_row(str(item["at"]), Line(str(item["bytes"]), justify="right"), Line(str(item["file"])))
        return rows

    return Answer({"items": items, "in_second_place": kept.in_second_place}, table)


@command(app, "restore")
def restore(
    terminal: Terminal,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    folder: Annotated[str, typer.Option("--to", metavar="DIR", help="A new folder.")],
    replay: Annotated[
        bool, typer.Option("--replay", help="Bring over what the shop's own journal holds beyond it.")
    ] = False,
) -> Answer:
    """Restore a backup into a new folder and prove it; the shop that is there stays as it is."""
    beside = terminal.folder or default_shop_folder()
    done = backups.restore_backup(
        Path(file),
        terminal.secret(),
        Path(folder),
        beside=beside if shop_exists(beside) else None,
        replay=replay,
    )
    missing = 0 if done.replayed else done.missing.entries
    document = {
        "file": str(done.folder / "shop.db"),
        "bytes": done.bytes,
        "verified": True,
        "shop": str(done.folder),
        "at": format_instant_utc(done.label.instant),
        "missing": missing,
        "brought_back": done.missing.entries if done.replayed else 0,
    }
    told = f"Restored and verified: {done.folder}"
    if missing:
        told += f"\nIt lacks {missing} entries made since; restore with --replay to bring them over."
    return Answer(document, lambda: told)


@command(app, "replay")
def replay(
    terminal: Terminal,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Go on without them; the journal is set aside.")
    ] = False,
) -> Answer:
    """Bring back what an older copy of the shop's file lacks, from the journal beside it."""
    desk = terminal.desk
    brought = 0
    if leave_out:
        backups.leave_out(desk)
    else:
        brought = backups.bring_back(desk).entries
    file = desk.book.folder.database
    document = {
        "file": str(file),
        "bytes": file.stat().st_size,
        "verified": verify(desk).ok,
        "brought_back": brought,
    }
    return Answer(document, lambda: f"Entries brought back: {brought}")


def _document(made: Any) -> dict[str, Any]:
    return {"file": str(made.path), "bytes": made.bytes, "verified": True}
