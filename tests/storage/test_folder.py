"""The folder of a shop: where it may lie, who may read it, and how its files are replaced."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, InvalidValue, NotAShop
from shopdesk.storage.folder import ShopFolder, is_on_network, replace_file
from tests.storage.conftest import KeyedFolder

posix = pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@posix
@pytest.mark.parametrize("there_already", [True, False])
def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path, there_already: bool) -> None:
    folder = ShopFolder(tmp_path / "deep" / "shop")
    if there_already:
        folder.path.mkdir(parents=True, mode=0o755)
    folder.create()
    assert [mode(path) for path in (folder.path, folder.backups, folder.logs)] == [0o700] * 3


@pytest.mark.parametrize("name", ["shop.db", "shop.keys", "shop.keys.2", "shop.journal"])
def test_a_folder_with_anything_of_a_shop_is_not_taken_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(AlreadyExists) as refused:
        ShopFolder(tmp_path).create()
    assert refused.value.parameters == {"what": "shop"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "shop").touch()
    with pytest.raises(AlreadyExists) as refused:
        ShopFolder(tmp_path / "shop").create()
    assert refused.value.parameters == {"what": "file"}


@pytest.mark.parametrize(
    "name",
    [
        "Dropbox",
        "Dropbox (Shop)",
        "OneDrive",
        "OneDrive - Rings Ltd",
        "Google Drive",
        "GoogleDrive-me@shop",
        "My Drive",
        "iCloud Drive",
        "Mobile Documents",
        "CloudStorage",
        "Nextcloud",
    ],
)
def test_a_synced_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = ShopFolder(tmp_path / name / "shop")
    with pytest.raises(InvalidValue) as refused:
        folder.create()
    assert refused.value.parameters == {"field": "folder", "reason": "synced_folder"}
    assert not folder.path.exists()


@pytest.mark.parametrize("name", ["drop box", "my drives", "box", "dropboxes", "cloud"])
def test_a_name_that_only_resembles_one_is_fine(tmp_path: Path, name: str) -> None:
    ShopFolder(tmp_path / name).create()
    assert (tmp_path / name / "logs").is_dir()


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/ada/shop", False),
        ("/srv/share/shop", True),
        ("/srv/sharedness/shop", False),
        ("/srv/share/local/shop", False),
        ("/mnt/with space/shop", True),
        ("/media/over/shop", True),
        ("\\\\server\\share\\shop", True),
    ],
)
def test_a_network_disk_is_told_by_the_mount_it_lies_on(tmp_path: Path, path: str, remote: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/share /srv/share nfs4 rw 0 0\n"
        "/dev/sdb1 /srv/share/local ext4 rw 0 0\n"
        "//server/x /mnt/with\\040space cifs rw 0 0\n"
        "/dev/sdc1 /media/over ext4 rw 0 0\n"
        "ada@server: /media/over fuse.sshfs rw 0 0\n"
    )
    assert is_on_network(Path(path), mounts) is remote


def test_a_system_that_tells_no_mounts_is_trusted(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path, tmp_path / "no mounts")


@pytest.mark.parametrize(
    "name",
    ["shop.db", "shop.db-wal", "shop.keys", "shop.keys.2", "shop.journal", "shop.journal.lock", "shop.lock"],
)
def test_a_symlinked_file_is_refused(fast_keys: KeyedFolder, name: str) -> None:
    fast_keys.folder.database.write_bytes(b"x")
    live = fast_keys.folder.path / name
    live.touch()
    live.rename(fast_keys.folder.path / "elsewhere")
    live.symlink_to(fast_keys.folder.path / "elsewhere")
    with pytest.raises(InvalidValue) as refused:
        fast_keys.folder.check_openable()
    assert refused.value.parameters == {"field": "folder", "reason": "symlink"}


@pytest.mark.parametrize("put", [Path.mkdir, pytest.param(getattr(os, "mkfifo", None), marks=posix)])
@pytest.mark.parametrize("name", ["shop.db-wal", "shop.journal", "shop.keys", "shop.lock"])
def test_what_is_no_file_in_the_place_of_one_is_refused(
    fast_keys: KeyedFolder, name: str, put: Callable[[Path], None]
) -> None:
    fast_keys.folder.database.write_bytes(b"x")
    strange = fast_keys.folder.path / name
    strange.unlink(missing_ok=True)
    put(strange)
    with pytest.raises(InvalidValue) as refused:
        fast_keys.folder.check_openable()
    assert refused.value.parameters == {"field": "folder", "reason": "not_a_file"}


@pytest.mark.parametrize(
    ("name", "mode", "reason"),
    [
        ("shop.db", os.R_OK, "cannot_be_read"),
        ("shop.keys", os.R_OK, "cannot_be_read"),
        ("", os.W_OK, "cannot_be_written"),
    ],
)
def test_what_is_not_for_us_to_read_or_write_is_told(
    fast_keys: KeyedFolder, name: str, mode: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast_keys.folder.database.write_bytes(b"x")
    refused_to_us = (fast_keys.folder.path / name, mode)
    monkeypatch.setattr(os, "access", lambda path, asked: (path, asked) != refused_to_us)
    with pytest.raises(InvalidValue) as refused:
        fast_keys.folder.check_openable()
    assert refused.value.parameters == {"field": "folder", "reason": reason}


def test_the_backups_may_lie_on_another_disk(fast_keys: KeyedFolder, tmp_path: Path) -> None:
    fast_keys.folder.database.write_bytes(b"x")
    fast_keys.folder.backups.rename(tmp_path / "other disk")
    fast_keys.folder.backups.symlink_to(tmp_path / "other disk")
    fast_keys.folder.check_openable()


@pytest.mark.parametrize(
    "missing", [("shop.db",), ("shop.keys", "shop.keys.2"), ("shop.db", "shop.keys", "shop.keys.2")]
)
def test_without_database_or_keys_it_is_not_a_shop(fast_keys: KeyedFolder, missing: tuple[str, ...]) -> None:
    fast_keys.folder.database.write_bytes(b"x")
    fast_keys.folder.check_openable()
    for name in missing:
        (fast_keys.folder.path / name).unlink()
    with pytest.raises(NotAShop):
        fast_keys.folder.check_openable()


def test_a_folder_named_like_the_database_is_not_a_shop(fast_keys: KeyedFolder) -> None:
    fast_keys.folder.database.mkdir()
    with pytest.raises(NotAShop):
        fast_keys.folder.check_openable()


def test_one_key_file_is_enough_to_be_a_shop(fast_keys: KeyedFolder) -> None:
    fast_keys.folder.database.write_bytes(b"x")
    fast_keys.folder.keys.unlink()
    fast_keys.folder.check_openable()


def test_a_database_of_no_bytes_is_damage(fast_keys: KeyedFolder) -> None:
    fast_keys.folder.database.touch()
    with pytest.raises(Damaged):
        fast_keys.folder.check_openable()


def test_a_replaced_file_has_the_new_content_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        replace_file(tmp_path / "kept", content)
    assert (tmp_path / "kept").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@posix
def test_a_replaced_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "kept").touch(mode=0o644)
    replace_file(tmp_path / "kept", b"new")
    assert mode(tmp_path / "kept") == 0o600


@pytest.mark.parametrize(("number", "raised"), [(errno.ENOSPC, DiskFull), (errno.EIO, OSError)])
def test_a_failed_replacement_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, raised: type[Exception]
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(number, "failed")

    replace_file(tmp_path / "kept", b"old")
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(raised):
        replace_file(tmp_path / "kept", b"new")
    assert (tmp_path / "kept").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_the_content_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(descriptor: int) -> None:
        deeds.append("fsync")
        fsync(descriptor)

    def watched_replace(old: Path, new: Path) -> Path:
        deeds.append("rename")
        return replace(old, new)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    replace_file(tmp_path / "kept", b"new")
    assert deeds[:2] == ["fsync", "rename"]
