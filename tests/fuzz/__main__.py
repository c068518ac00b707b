"""The long set of nonsense, with its counts: ``python -m tests.fuzz``."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from shopdesk.services.verifying import verify
from shopdesk.shop import create_shop
from tests.conftest import NEW_SHOP, StandingClock
from tests.fast_kdf import FAST
from tests.fuzz.fuzzing import fuzz_files, fuzz_phones, fuzz_rows, fuzz_searches, told

ROWS, SEARCHES, PHONES, FILES = 100_000, 20_000, 20_000, 10_000


def main() -> int:
    """Run everything and print what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        shop, _ = create_shop(Path(folder) / "shop", NEW_SHOP, profile=FAST, clock=StandingClock())
        with shop:
            _say("fuzzed rows of lists", fuzz_rows(shop.desk, ROWS))
            _say("fuzzed searches", fuzz_searches(shop.desk, SEARCHES))
            sound = verify(shop.desk).ok
    _say("fuzzed telephones", fuzz_phones(PHONES))
    _say("fuzzed files", fuzz_files(FILES))
    sys.stdout.write(f"the book afterwards: {'sound' if sound else 'NOT SOUND'}\n")
    return 0 if sound else 1


def _say(what: str, counts: Counter[str]) -> None:
    sys.stdout.write("\n".join(told(what, counts)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
