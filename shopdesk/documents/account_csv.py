"""The sales and the timeline of one customer as a CSV file that spreadsheets open and never compute."""

import csv
import io
from collections.abc import Iterable, Sequence

from shopdesk.documents.spreadsheet_cell import guard


def account_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file (UTF-8 with a mark, so that every spreadsheet reads the names right)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
