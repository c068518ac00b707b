"""Damaged key files: one damaged copy opens all the same, two are told, and no other key ever comes out."""

from pathlib import Path
from random import Random

from shopdesk.errors import Damaged, NewerFormat, NotAShop, ShopDeskError, WrongSecret
from shopdesk.storage import keyfile
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.key_document import KeyDocument
from tests.faults.outcome import Outcome, copied

_TOLD = (Damaged, NewerFormat, NotAShop, WrongSecret)


def run(template: Path, work: Path, points: int, *, weakened: bool, recovery_key: str) -> Outcome:
    """Damage that many key files; weakened, the second copy is the damaged one too."""
    chance, done, wrong = Random(points), 0, []  # noqa: S311  what to damage
    place = ShopFolder(copied(template, work, "keys"))
    whole = place.keys.read_bytes()
    true = keyfile.unlock(place, recovery_key)
    for point in range(points):
        harmed = _harmed(whole, chance)
        both = weakened or point % 2 == 1
        place.keys.write_bytes(harmed)
        place.keys_copy.write_bytes(harmed if both else whole)
        try:
            opened = keyfile.unlock(place, recovery_key)
            done += 1
            if opened != true:
                wrong.append(f"point {point}: another key came out")
        except ShopDeskError as error:
            if not isinstance(error, _TOLD):
                wrong.append(f"point {point}: {error.code} was told")
            elif not both or weakened:
                wrong.append(f"point {point}: the sound copy was not used")
    return Outcome(points, done, wrong)


def _harmed(whole: bytes, chance: Random) -> bytes:
    """Return the file with a flipped bit, a cut, a hole, or a number in it changed, and its checksum stale."""
    harmed = bytearray(whole)
    place = chance.randrange(len(harmed))
    match chance.randrange(5):
        case 0:
            harmed[place] ^= 1 << chance.randrange(8)
        case 1:
            del harmed[place:]
        case 2:
            harmed[place : place + chance.randrange(1, 90)] = chance.randbytes(chance.randrange(90))
        case 3:
            harmed += chance.randbytes(chance.randrange(1, 9))
        case _:
            older = KeyDocument.decode(whole)
            harmed = bytearray(older.encode().replace(b'"generation": ', b'"generation": 9', 1))
    return bytes(harmed) if harmed != whole else whole[:-1]
