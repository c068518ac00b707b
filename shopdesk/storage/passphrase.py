"""The owner's passphrase: what is accepted as one, and its bytes."""

import functools
import unicodedata

from shopdesk.errors import InvalidValue
from shopdesk.paths import resource

_SHORTEST = 12
_FEWEST_DIFFERENT = 5


def check_passphrase(text: str) -> None:
    """Raise InvalidValue (field: passphrase; reason: too_short or too_common) for a poor passphrase."""
    normal = unicodedata.normalize("NFKC", text)
    if len(normal) < _SHORTEST:
        raise InvalidValue(field="passphrase", reason="too_short")
    bare = "".join(normal.casefold().split())
    if len(set(bare)) < _FEWEST_DIFFERENT or bare in _common():
        raise InvalidValue(field="passphrase", reason="too_common")


def passphrase_bytes(text: str) -> bytes:
    """Return the bytes that go into Argon2id: the same for every way of typing the same characters."""
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")


@functools.cache
def _common() -> frozenset[str]:
    lines = resource("passphrases", "common.txt").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line.casefold().split()) for line in lines if not line.startswith("#"))
