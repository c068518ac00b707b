import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.errors import InUse, InvalidValue
from shopdesk.storage.file_lock import FileLock

HOLDER = (
    "import sys; from pathlib import Path; from shopdesk.storage.file_lock import FileLock; "
    "lock = FileLock(Path(sys.argv[1])); lock.acquire(shared=sys.argv[2] == 'shared'); print('held', flush=True); "
    "sys.stdin.read()"
)


@pytest.mark.parametrize(
    ("theirs", "shared", "free"), [("shared", True, True), ("shared", False, False), ("alone", True, False)]
)
def test_another_process_shares_it_or_keeps_it(tmp_path: Path, theirs: str, shared: bool, free: bool) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        (sys.executable, "-c", HOLDER, str(path), theirs), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        mine = FileLock(path)
        if free:
            mine.acquire(shared=shared)
            mine.release()
        else:
            with pytest.raises(InUse):
                mine.acquire(shared=shared)
        holder.kill()
    mine.acquire()  # whoever dies lets go
    mine.release()


def test_it_can_be_taken_again_after_letting_go(tmp_path: Path) -> None:
    lock, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    lock.acquire()
    with pytest.raises(InUse):
        other.acquire(wait_seconds=0.01)
    lock.release()
    lock.release()
    other.acquire()
    assert (lock.held, other.held) == (False, True)
    other.release()


def test_taking_it_twice_is_a_bug_and_not_a_hang(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    lock.acquire()
    with pytest.raises(RuntimeError, match="held already"):
        lock.acquire()
    lock.release()


def test_a_folder_that_takes_no_lock_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(InvalidValue) as told:
        FileLock(tmp_path / "lock").acquire()
    assert told.value.parameters == {"field": "folder", "reason": "cannot_be_written"}


def test_a_folder_in_the_place_of_the_lock_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as told:
        FileLock(tmp_path).acquire()
    assert told.value.parameters == {"field": "folder", "reason": "cannot_be_written"}


def test_a_folder_whose_disk_was_taken_out_is_told_as_gone(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as told:
        FileLock(tmp_path / "gone" / "lock").acquire()
    assert told.value.parameters == {"field": "folder", "reason": "gone"}
