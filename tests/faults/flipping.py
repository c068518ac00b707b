"""One flipped bit anywhere in the closed file: it is noticed at the opening or by the proof."""

from pathlib import Path
from random import Random

from shopdesk.errors import ShopDeskError
from shopdesk.services import verifying
from shopdesk.shop import open_shop
from tests.faults.outcome import PASSPHRASE, Outcome, copied


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Flip that many bits, one at a time; weakened, nobody compares the pages with their seals."""
    chance, wrong = Random(points), []  # noqa: S311  where to flip
    folder = copied(template, work, "flipped")
    file = folder / "shop.db"
    whole = file.read_bytes()
    for point in range(points):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        harmed = bytearray(whole)
        harmed[place] ^= 1 << bit
        file.write_bytes(harmed)
        if not _noticed(folder, weakened=weakened):
            wrong.append(f"point {point}: byte {place}, bit {bit} was not noticed")
    return Outcome(points, 0, wrong)


def _noticed(folder: Path, *, weakened: bool) -> bool:
    try:
        with open_shop(folder, PASSPHRASE) as shop:
            if weakened:
                return False
            return not verifying.verify(shop.desk).ok
    except ShopDeskError:
        return True
