"""An Argon2id profile for tests alone: within the bounds, far too cheap for a shop; and no key is made twice."""

from collections.abc import Iterator
from functools import cache

import pytest

from shopdesk.storage import kdf, key_slot
from shopdesk.storage.kdf import KdfProfile

FAST = KdfProfile(memory_kib=19 * 1024, time_cost=1, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def keys_are_stretched_once() -> Iterator[None]:
    """Remember what Argon2id made of a passphrase: thousands of tests open copies of the same shop with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slot, "stretch", cache(kdf.stretch))
        yield
