"""Sealing what is personal."""

import dataclasses

import pytest

from shopdesk.errors import Damaged
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.vault import Vault
from tests.storage.conftest import KeyedFolder

ADA, BOB = "0b" * 16, "1c" * 16
WORDS = "18ct rose gold — ‎مريم‎ 王伟"


@pytest.fixture
def keys(fast_keys_made_once: KeyedFolder) -> RootKeys:
    return fast_keys_made_once.keys


@pytest.fixture
def vault(keys: RootKeys) -> Vault:
    return Vault(keys)


def test_what_is_sealed_comes_back(vault: Vault) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    assert key.unseal_text(key.seal_text(WORDS, "note"), "note") == WORDS
    assert key.unseal(key.seal(b"", "bundle.1"), "bundle.1") == b""


def test_the_stored_data_key_opens_the_same_seals_another_day(vault: Vault, keys: RootKeys) -> None:
    stored = vault.new_data_key(ADA)
    blob = vault.open_data_key(ADA, stored).seal_text(WORDS, "note")
    assert Vault(keys).open_data_key(ADA, stored).unseal_text(blob, "note") == WORDS


def test_the_same_words_never_look_the_same(vault: Vault) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    assert len({key.seal_text(WORDS, "note") for _ in range(50)}) == 50
    assert vault.new_data_key(ADA) != vault.new_data_key(ADA)


def test_many_are_opened_one_after_the_other_and_what_does_not_open_is_none(vault: Vault) -> None:
    stored, opened = vault.new_data_key(ADA), vault.opener("bundle.1")
    key = vault.open_data_key(ADA, stored)
    sealed = key.seal_text(WORDS, "bundle.1")
    assert opened(ADA, stored, sealed) == WORDS.encode()
    assert opened(ADA, stored, key.seal_text(WORDS, "note")) is None
    for foreign in (
        (BOB, stored, sealed),
        (ADA, stored[:-1], sealed),
        (ADA, b"", sealed),
        (ADA, stored, b""),
    ):
        assert opened(*foreign) is None


def test_the_words_do_not_stand_in_the_blob(vault: Vault) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    assert b"rose gold" not in key.seal_text(WORDS, "note")


def test_a_seal_opens_only_in_its_own_context(vault: Vault) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    blob = key.seal_text(WORDS, "bundle.1")
    with pytest.raises(Damaged) as damaged:
        key.unseal(blob, "bundle.2")
    assert damaged.value.parameters == {"what": "sealed"}


def test_the_seal_of_one_customer_cannot_be_moved_to_another(vault: Vault) -> None:
    stored = vault.new_data_key(ADA)
    with pytest.raises(Damaged):
        vault.open_data_key(BOB, stored)


@pytest.mark.parametrize(
    "change", [{"pii_key": bytes(32)}, {"shop_id": "f" * 32}, {"key_id": 2}], ids=["key", "shop", "key-id"]
)
def test_a_data_key_opens_only_in_its_own_shop_and_under_its_own_root(
    vault: Vault, keys: RootKeys, change: dict[str, object]
) -> None:
    stranger = Vault(dataclasses.replace(keys, **change))  # type: ignore[arg-type]  # a table of differing fields
    with pytest.raises(Damaged):
        stranger.open_data_key(ADA, vault.new_data_key(ADA))


def test_what_a_customer_sealed_survives_a_new_root(vault: Vault, keys: RootKeys) -> None:
    # A rekey seals the data key anew; here the same data key is carried into a shop with another key id.
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    later = Vault(dataclasses.replace(keys, key_id=2))
    carried = type(key)(b"k" * 32, later.open_data_key(ADA, later.new_data_key(ADA))._bound_to)
    before = type(key)(b"k" * 32, key._bound_to)
    assert carried.unseal_text(before.seal_text(WORDS, "note"), "note") == WORDS


def test_every_flipped_bit_is_noticed(vault: Vault) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    blob = key.seal_text("9ct", "note")
    for place in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(Damaged):
            key.unseal(bytes(flipped), "note")


@pytest.mark.parametrize("length", [0, 1, 12, 13, 27])
def test_a_torn_blob_is_damage(vault: Vault, length: int) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    with pytest.raises(Damaged):
        key.unseal(key.seal_text(WORDS, "note")[:length], "note")


def test_neither_vault_nor_data_key_shows_a_key(vault: Vault, keys: RootKeys) -> None:
    key = vault.open_data_key(ADA, vault.new_data_key(ADA))
    shown = f"{vault!r} {key!r}"
    assert keys.pii_key.hex() not in shown
    assert repr(keys.pii_key) not in shown
    assert not hasattr(key, "__dict__")
