"""``customers export``: taking the customers out as CSV or XLSX."""

from pathlib import Path
from typing import Annotated

import typer

from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.customer_export import ExportOrder, SheetKind
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.errors import InvalidValue
from shopdesk.services.exporting import ExportResult, announce_export, write_export
from shopdesk.services.segments import find_segment
from shopdesk.viewmodels.paper_file import check_writable, new_file


def export_customers(
    terminal: Terminal,
    file: Annotated[str, typer.Argument(metavar="FILE.csv|.xlsx")],
    all_fields: Annotated[
        bool, typer.Option("--all-fields", help="Every field, as an import reads it back.")
    ] = False,
    segment: Annotated[
        str | None, typer.Option(metavar="G", help="Those of a segment alone, archived ones left out.")
    ] = None,
) -> Answer:
    """Write all customers, the archived ones too, or a segment to a file that anyone who gets it can read."""
    kind = _kind_of(file)
    desk = terminal.desk
    check_writable(file)
    query = None if segment is None else CustomerQuery(segment=find_segment(desk, segment))
    announced = announce_export(desk, ExportOrder(kind, query=query, every_field=all_fields))
    with new_file(file) as opened, terminal.progress("Exporting") as progress:
        result = write_export(desk, announced, opened, Path(file).resolve().parent, progress)
    document = {"written": result.written, "unreadable": list(result.unreadable)}
    return Answer(document, lambda: _show(result))


def _kind_of(file: str) -> SheetKind:
    ending = Path(file).suffix.removeprefix(".").lower()
    if ending not in set(SheetKind):
        raise InvalidValue(field="file", reason="no_sheet_ending")
    return SheetKind(ending)


def _show(result: ExportResult) -> str:
    written = f"{result.written} customer{'' if result.written == 1 else 's'} written."
    if not result.unreadable:
        return written
    return f"{written} Something sealed could not be opened for {', '.join(result.unreadable)}."
