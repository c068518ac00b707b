"""Does harm to shops and prints what came of it: ``python -m tests.faults.run [--short] [--work FOLDER] [KIND…]``."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.faults import (
    cutting,
    filling,
    flipping,
    key_files,
    killing,
    ledgers,
    listing,
    migrating,
    planting,
    roles,
    submitting,
)
from tests.faults.outcome import Outcome, make_template


class Kind(NamedTuple):
    """One kind of fault: what it does, and how often in the short and in the long set."""

    run: Callable[..., Outcome]
    words: str
    short: int
    long: int


KINDS = {
    "kill": Kind(killing.run, "kill -9 while something is written", 18, 1000),
    "rekey": Kind(killing.run_rekeys, "kill -9 while the shop is rekeyed", 10, 500),
    "migrate": Kind(migrating.run, "kill -9 while the shop is migrated", 6, 100),
    "flip": Kind(flipping.run, "one bit flipped in the file", 12, 500),
    "keys": Kind(key_files.run, "damaged key files", 200, 5000),
    "cut": Kind(cutting.run, "power cut: writes cut, dropped, torn", 18, 1000),
    "full": Kind(filling.run, "disk full", 12, 300),
    "names": Kind(planting.run, "planted names, files searched", 2, 50),
    "twice": Kind(submitting.run, "one request from two processes", 20, 1000),
    "ledgers": Kind(ledgers.run, "generated ledgers, rolled back, reopened", 20, 10_000),
    "rows": Kind(listing.run, "fuzzed rows of lists", 1_000, 100_000),
    "roles": Kind(roles.run, "every role and every deed", 1, 1),
}
_SHOWN = 5


def main() -> int:
    """Run the kinds that are named, or all, each once as it is and once weakened; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="few of each, as in the tests")
    parser.add_argument("--work", type=Path, help="an empty folder, which keeps what was written")
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], metavar="KIND", help=", ".join(KINDS))
    given = parser.parse_args()
    failed = False
    _say(f"{'fault':<42}{'points':>8}{'done':>8}{'wrong':>8}{'control':>9}{'seconds':>9}")
    with nullcontext(given.work) if given.work else tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        key = make_template(work / "template")
        for name in given.kinds or KINDS:
            kind = KINDS[name]
            if name == "cut" and cutting.STRACE is None:
                _say(f"{kind.words:<42}  not done: strace is not installed")
                continue
            points = kind.short if given.short else kind.long
            run = partial(kind.run, work / "template", work)
            if name == "keys":
                run = partial(run, recovery_key=key)
            began = time.monotonic()
            found, control = run(points, weakened=False), run(kind.short, weakened=True)
            failed |= bool(found.wrong) or not control.wrong
            took = time.monotonic() - began
            _say(
                f"{kind.words:<42}{found.points:>8,}{found.done:>8,}{len(found.wrong):>8,}"
                f"{len(control.wrong):>9,}{took:>9.0f}"
            )
            for line in found.wrong[:_SHOWN]:
                _say(f"    {line}")
    return int(failed)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
