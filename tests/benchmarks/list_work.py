"""Takes a list of customers over, or writes everybody out, in a process of its own; prints milliseconds and MB.

``python -m tests.benchmarks.list_work import FOLDER LIST`` or ``… export FOLDER FILE``; MB at most,
of all its processes.
"""

import json
import sys
from pathlib import Path

from shopdesk.domain.customer_export import ExportOrder, SheetKind
from shopdesk.services.exporting import Export, count_export, write_export
from shopdesk.services.importing import carry_out, plan_import
from tests.benchmarks.bulk import opened
from tests.benchmarks.resident import most_resident_mb, watching_others
from tests.benchmarks.stopwatch import once


def main() -> None:
    """Do it and print."""
    what, folder, path = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with watching_others() as others:
        took = once(lambda: _take_over(folder, path) if what == "import" else _write_out(folder, path))
    sys.stdout.write(json.dumps({"took": took, "memory": most_resident_mb() + sum(others.values())}))


def _take_over(folder: Path, path: Path) -> None:
    with opened(folder) as shop:
        carry_out(shop.desk, plan_import(shop.desk, path.read_bytes()))


def _write_out(folder: Path, path: Path) -> None:
    order = ExportOrder(SheetKind.CSV)
    with opened(folder) as shop, path.open("w+b") as file:
        write_export(shop.desk, Export(order, count_export(shop.desk, order)), file, path.parent)


if __name__ == "__main__":
    main()
