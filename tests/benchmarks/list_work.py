"""Takes a list of customers over, or writes everybody out, in a process of its own; prints milliseconds and MB.

``python -m tests.benchmarks.list_work import FOLDER PASSPHRASE LIST`` or ``… export FOLDER PASSPHRASE FILE``; MB at
most, of this process and of what it starts. Nothing is loaded that the program would not load for it: no test's tools.
"""

import json
import sys
from pathlib import Path

from shopdesk.domain.customer_export import ExportOrder, SheetKind
from shopdesk.services.exporting import Export, count_export, write_export
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.shop import Shop, open_shop
from tests.benchmarks.resident import most_resident_mb, watching_others
from tests.benchmarks.stopwatch import once


def main() -> None:
    """Do it and print."""
    what, folder, passphrase, path = sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    act = _take_over if what == "import" else _write_out

    def work() -> None:
        with open_shop(folder, passphrase) as shop:
            act(shop, path)

    with watching_others() as others:
        took = once(work)
    here, beside = most_resident_mb(), max(others.values(), default=0.0)
    sys.stdout.write(json.dumps({"took": took, "memory": here + beside, "beside": beside}))


def _take_over(shop: Shop, path: Path) -> None:
    carry_out(shop.desk, plan_import(shop.desk, path.read_bytes()))


def _write_out(shop: Shop, path: Path) -> None:
    order = ExportOrder(SheetKind.CSV)
    # Not announced, which would write: the shop is kept for the next run.
    export = Export(order, count_export(shop.desk, order))
    with path.open("w+b") as file:
        write_export(shop.desk, export, file, path.parent)


if __name__ == "__main__":
    main()
