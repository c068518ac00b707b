"""The key file: its secrets, its two copies, and its three troubles told apart."""

import os
import shutil
import traceback
from pathlib import Path

import pytest

from shopdesk.errors import AlreadyExists, Damaged, InvalidValue, NotAShop, WrongSecret
from shopdesk.storage import keyfile
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.kdf import KdfProfile
from shopdesk.storage.key_document import KeyDocument
from shopdesk.storage.keyfile import change_passphrase, create_keys, new_recovery_key, unlock
from tests.fast_kdf import FAST
from tests.storage.conftest import KeyedFolder

NEW = "eight copper kettles"


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1
    path.write_bytes(data)


def files(folder: ShopFolder) -> tuple[Path, Path]:
    return folder.keys, folder.keys_copy


def test_passphrase_and_recovery_key_open_the_same_shop(fast_keys: KeyedFolder) -> None:
    assert unlock(fast_keys.folder, fast_keys.passphrase) == fast_keys.keys
    assert unlock(fast_keys.folder, fast_keys.recovery_key) == fast_keys.keys


def test_the_recovery_key_opens_as_it_is_typed(fast_keys: KeyedFolder) -> None:
    assert unlock(fast_keys.folder, f" {fast_keys.recovery_key.lower().replace('-', ' ')}") == fast_keys.keys


@pytest.mark.parametrize(
    "wrong", ["", "seven silver spoon", "Seven silver spoons", "x" * 10_000, "\ud800", "\0"]
)
def test_a_wrong_passphrase_is_a_wrong_secret(fast_keys: KeyedFolder, wrong: str) -> None:
    with pytest.raises(WrongSecret):
        unlock(fast_keys.folder, wrong)


def test_the_recovery_key_of_another_shop_is_a_wrong_secret(fast_keys: KeyedFolder, tmp_path: Path) -> None:
    other = ShopFolder(tmp_path / "other")
    other.create()
    _, foreign = create_keys(other, NEW, FAST)
    with pytest.raises(WrongSecret):
        unlock(fast_keys.folder, foreign)


def test_a_passphrase_that_looks_like_a_recovery_key_still_opens(
    fast_keys: KeyedFolder, tmp_path: Path
) -> None:
    folder = ShopFolder(tmp_path / "other")
    folder.create()
    keys, _ = create_keys(folder, fast_keys.recovery_key, FAST)
    assert unlock(folder, fast_keys.recovery_key) == keys


def test_the_file_stands_there_twice_for_its_owner_alone(fast_keys: KeyedFolder) -> None:
    first, second = files(fast_keys.folder)
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes()) <= 64 * 1024


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_the_key_files_are_for_their_owner_alone(fast_keys: KeyedFolder) -> None:
    change_passphrase(fast_keys.folder, fast_keys.passphrase, NEW, FAST)
    assert [path.stat().st_mode & 0o777 for path in files(fast_keys.folder)] == [0o600, 0o600]


@pytest.mark.parametrize("damaged", [0, 1])
@pytest.mark.parametrize("place", [0, 20, 200, 500, -1])
def test_one_damaged_copy_is_mended_from_the_other(fast_keys: KeyedFolder, damaged: int, place: int) -> None:
    good = fast_keys.folder.keys.read_bytes()
    flip(files(fast_keys.folder)[damaged], place)
    assert unlock(fast_keys.folder, fast_keys.recovery_key) == fast_keys.keys
    assert [path.read_bytes() for path in files(fast_keys.folder)] == [good, good]


@pytest.mark.parametrize(
    "content", [None, b"", b"\0" * 880, b"x" * 70_000], ids=["gone", "empty", "zeros", "huge"]
)
@pytest.mark.parametrize("lost", [0, 1])
def test_a_lost_copy_is_made_again(fast_keys: KeyedFolder, lost: int, content: bytes | None) -> None:
    path = files(fast_keys.folder)[lost]
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert unlock(fast_keys.folder, fast_keys.recovery_key) == fast_keys.keys
    assert path.read_bytes() == files(fast_keys.folder)[1 - lost].read_bytes()


def test_two_damaged_copies_are_damage_and_not_a_wrong_secret(fast_keys: KeyedFolder) -> None:
    for path in files(fast_keys.folder):
        flip(path, 300)
    with pytest.raises(Damaged) as damaged:
        unlock(fast_keys.folder, fast_keys.passphrase)
    assert damaged.value.parameters == {"what": "keys"}


def test_a_folder_without_key_files_is_not_a_shop(tmp_path: Path) -> None:
    with pytest.raises(NotAShop):
        unlock(ShopFolder(tmp_path), NEW)


def test_a_wrong_secret_mends_nothing(fast_keys: KeyedFolder) -> None:
    flip(fast_keys.folder.keys, 300)
    broken = fast_keys.folder.keys.read_bytes()
    with pytest.raises(WrongSecret):
        unlock(fast_keys.folder, "not the passphrase")
    assert fast_keys.folder.keys.read_bytes() == broken


def test_a_disk_that_cannot_be_written_opens_all_the_same(
    fast_keys: KeyedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(_path: Path, _data: bytes) -> None:
        raise PermissionError

    fast_keys.folder.keys_copy.unlink()
    monkeypatch.setattr(keyfile, "replace_file", read_only)
    assert unlock(fast_keys.folder, fast_keys.recovery_key) == fast_keys.keys


def test_copies_of_two_shops_are_not_guessed_between(fast_keys: KeyedFolder, tmp_path: Path) -> None:
    other = ShopFolder(tmp_path / "other")
    other.create()
    create_keys(other, NEW, FAST)
    shutil.copy(other.keys, fast_keys.folder.keys_copy)
    with pytest.raises(Damaged):
        unlock(fast_keys.folder, fast_keys.passphrase)


def test_a_new_passphrase_replaces_the_old_one_and_leaves_the_recovery_key(fast_keys: KeyedFolder) -> None:
    change_passphrase(fast_keys.folder, fast_keys.passphrase, NEW, FAST)
    assert unlock(fast_keys.folder, NEW) == fast_keys.keys
    assert unlock(fast_keys.folder, fast_keys.recovery_key) == fast_keys.keys
    with pytest.raises(WrongSecret):
        unlock(fast_keys.folder, fast_keys.passphrase)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(fast_keys: KeyedFolder) -> None:
    change_passphrase(fast_keys.folder, fast_keys.recovery_key, NEW, FAST)
    assert unlock(fast_keys.folder, NEW) == fast_keys.keys


def test_changing_the_passphrase_rewrites_its_slot_alone(fast_keys: KeyedFolder) -> None:
    before = KeyDocument.decode(fast_keys.folder.keys.read_bytes())
    change_passphrase(fast_keys.folder, fast_keys.passphrase, NEW, FAST)
    after = KeyDocument.decode(fast_keys.folder.keys.read_bytes())
    assert after.slots["recovery"] == before.slots["recovery"]
    assert (after.owner.generation, after.generation) == (2, 2)


def test_a_power_cut_between_the_copies_leaves_the_newer_passphrase(fast_keys: KeyedFolder) -> None:
    old = fast_keys.folder.keys_copy.read_bytes()
    change_passphrase(fast_keys.folder, fast_keys.passphrase, NEW, FAST)
    fast_keys.folder.keys_copy.write_bytes(old)
    assert unlock(fast_keys.folder, NEW) == fast_keys.keys
    assert fast_keys.folder.keys_copy.read_bytes() == fast_keys.folder.keys.read_bytes()


def test_a_slow_opening_does_not_undo_a_passphrase_changed_meanwhile(
    fast_keys: KeyedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    mend = keyfile._mend

    def changed_first(folder: ShopFolder) -> None:
        change_passphrase(folder, fast_keys.recovery_key, NEW, FAST)
        mend(folder)

    monkeypatch.setattr(keyfile, "_mend", changed_first)
    unlock(fast_keys.folder, fast_keys.recovery_key)
    monkeypatch.undo()
    assert unlock(fast_keys.folder, NEW) == fast_keys.keys


def test_a_new_recovery_key_replaces_the_old_one_and_leaves_the_passphrase(fast_keys: KeyedFolder) -> None:
    fresh = new_recovery_key(fast_keys.folder, fast_keys.passphrase)
    assert unlock(fast_keys.folder, fresh) == fast_keys.keys
    assert unlock(fast_keys.folder, fast_keys.passphrase) == fast_keys.keys
    with pytest.raises(WrongSecret):
        unlock(fast_keys.folder, fast_keys.recovery_key)


def test_secrets_change_only_for_who_knows_one(fast_keys: KeyedFolder) -> None:
    before = fast_keys.folder.keys.read_bytes()
    with pytest.raises(WrongSecret):
        change_passphrase(fast_keys.folder, "somebody's guess", NEW, FAST)
    with pytest.raises(WrongSecret):
        new_recovery_key(fast_keys.folder, "somebody's guess")
    assert fast_keys.folder.keys.read_bytes() == before


def test_a_poor_passphrase_is_refused_and_nothing_is_written(fast_keys: KeyedFolder, tmp_path: Path) -> None:
    before = fast_keys.folder.keys.read_bytes()
    with pytest.raises(InvalidValue):
        create_keys(ShopFolder(tmp_path), "too short", FAST)
    with pytest.raises(InvalidValue):
        change_passphrase(fast_keys.folder, fast_keys.passphrase, "password1234", FAST)
    assert not ShopFolder(tmp_path).keys.exists()
    assert fast_keys.folder.keys.read_bytes() == before


def test_keys_are_never_written_over_keys(fast_keys: KeyedFolder) -> None:
    with pytest.raises(AlreadyExists):
        create_keys(fast_keys.folder, NEW, FAST)


def test_without_a_profile_the_computer_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyfile, "calibrate", lambda: KdfProfile(20 * 1024, 2, 1))
    create_keys(ShopFolder(tmp_path), NEW)
    assert KeyDocument.decode(ShopFolder(tmp_path).keys.read_bytes()).owner.profile == KdfProfile(
        20 * 1024, 2, 1
    )


def test_the_file_holds_neither_secret_nor_key(fast_keys: KeyedFolder) -> None:
    text = fast_keys.folder.keys.read_text()
    keys = fast_keys.keys
    secrets = [fast_keys.passphrase, fast_keys.recovery_key, fast_keys.recovery_key.replace("-", "")]
    derived = [each.hex() for each in (keys.database_key, keys.pii_key, keys.journal_key, keys.anchor_key)]
    assert [secret for secret in secrets + derived if secret in text] == []


def test_no_secret_stands_in_an_exception(fast_keys: KeyedFolder) -> None:
    guess = fast_keys.passphrase.upper()
    with pytest.raises(WrongSecret) as raised:
        unlock(fast_keys.folder, guess)
    said = "".join(traceback.format_exception(raised.value)) + repr(raised.value.parameters)
    assert guess not in said
