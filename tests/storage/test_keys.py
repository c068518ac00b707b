"""One key for each purpose."""

import pytest

from shopdesk.storage.keys import RootKeys, backup_key, root_keys
from tests.storage.conftest import KeyedFolder

ROOT, SALT = bytes(range(32)), bytes(range(16))


def derived(root: bytes = ROOT, shop_id: str = "ab" * 16) -> RootKeys:
    return root_keys(root, shop_id=shop_id, key_id=1, database_salt=SALT)


def purposes(keys: RootKeys) -> list[bytes]:
    return [
        keys.database_key,
        keys.pii_key,
        keys.journal_key,
        keys.anchor_key,
        backup_key(keys, "1"),
        backup_key(keys, "2"),
    ]


def test_every_purpose_has_a_key_of_its_own() -> None:
    assert len(set(purposes(derived()))) == 6
    assert {len(key) for key in purposes(derived())} == {32}


def test_the_same_root_gives_the_same_keys() -> None:
    assert derived() == derived()


@pytest.mark.parametrize("other", [derived(root=bytes(32)), derived(shop_id="cd" * 16)], ids=["root", "shop"])
def test_another_root_or_shop_shares_no_key(other: RootKeys) -> None:
    assert set(purposes(derived())) & set(purposes(other)) == set()


def test_the_derivation_never_changes() -> None:
    # Frozen: a shop made by the first release is opened by every later one.
    assert derived().database_key.hex() == "3a4b8b00e0f8c6dd6cd0999d8889a9967146063eff61a22d0e02d500240c0e46"
    assert derived().pii_key.hex() == "e01a31e87bc4fd5555322d71eef731e8eb7ea8d7b5a3d42ee970985647e04ddb"


def test_nothing_secret_stands_in_the_repr(fast_keys: KeyedFolder) -> None:
    keys = fast_keys.keys
    shown = f"{keys!r} {keys}"
    assert keys.shop_id in shown
    assert [
        key for key in [*purposes(keys), keys.database_salt] if repr(key) in shown or key.hex() in shown
    ] == []
