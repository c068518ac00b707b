"""kill -9 while something is posted, imported, backed up, restored, rotated, rekeyed: what was acknowledged stays."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from shopdesk.errors import ShopDeskError
from shopdesk.services.backups import kept_backups, make_backup, restore_backup, rotate_anchor
from shopdesk.services.desk import Desk
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.secrets import rekey
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage import keyfile
from shopdesk.storage.folder import ShopFolder
from tests.faults.outcome import PASSPHRASE, Outcome, copied, post

_OPEN, _REKEYING = b"open\n", b"rekeying\n"
_AT_WORK = {_OPEN: 0.25}
"""What is waited for before the time runs out to the kill, in seconds."""
_AT_REKEYING = {_OPEN: 0.8, _REKEYING: 0.5}
"""Most of a rekey is its backup, so every other one is killed after that."""
_TOO_SOON = {_REKEYING: 0.01}
"""A small file is under its new key within some hundredths."""
_RETRIED = 5

Act = Callable[[Desk, Path, str], None]
Begin = Callable[[ShopFolder, keyfile.Secret], keyfile.Opened]


class Weakness(NamedTuple):
    """What a control does wrong: it acknowledges before it posts, or begins a rekey otherwise."""

    early: bool = False
    begin: Begin = keyfile.begin_rekey


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Kill a process at work that often; weakened, it acknowledges before it posts."""
    deeds = (_post, _post, _import, _back_up, _restore, _rotate)
    return _run(template, work, points, deeds, _AT_WORK, Weakness(early=weakened))


def run_rekeys(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Kill a process that rekeys that often; weakened, it drops the old root key before the file is under the new."""
    if weakened:
        return _run(template, work, points, (_rekey,), _TOO_SOON, Weakness(begin=_begin_and_drop))
    return _run(template, work, points, (_rekey,), _AT_REKEYING, Weakness())


def _run(
    template: Path,
    work: Path,
    points: int,
    deeds: tuple[Act, ...],
    moments: Mapping[bytes, float],
    weakness: Weakness,
) -> Outcome:
    chance, done, wrong = Random(points), 0, []  # noqa: S311  where to kill
    folder = copied(template, work, "killed")
    for point in range(points):
        act = deeds[point % len(deeds)]
        reached, longest = tuple(moments.items())[point % len(moments)]
        acknowledged = _one(folder, work, reached, chance.random() * longest, point, act, weakness)
        done += len(acknowledged)
        wrong += [f"point {point}: {what}" for what in what_is_wrong(folder, acknowledged)]
        if point % 50 == 49:
            folder = copied(template, work, "killed")
    return Outcome(points, done, wrong)


def _one(
    folder: Path, work: Path, reached: bytes, after: float, point: int, act: Act, weakness: Weakness
) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(folder, work, writing, point, act, weakness)
    os.close(writing)
    said: list[bytes] = []
    with os.fdopen(reading, "rb") as told:
        while (line := told.readline()) not in {reached, b""}:
            said.append(line)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += told.readlines()
    whole = [line.decode().removesuffix("\n") for line in said if line.endswith(b"\n")]
    return [line for line in whole if line.startswith(f"{point} ")]


def _work(folder: Path, work: Path, told: int, point: int, act: Act, weakness: Weakness) -> None:
    """Work until killed; each line that is told is the request of a deed that was acknowledged."""
    try:
        desk = open_shop(folder, PASSPHRASE).desk

        def begin_and_tell(folder: ShopFolder, secret: keyfile.Secret) -> keyfile.Opened:
            opened = weakness.begin(folder, secret)
            os.write(told, _REKEYING)
            return opened

        keyfile.begin_rekey = begin_and_tell
        os.write(told, _OPEN)
        number = 0
        while True:
            request = f"{point} {number}"
            number += 1
            if weakness.early:
                os.write(told, f"{request}\n".encode())
            act(desk, work, request)
            if not weakness.early:
                os.write(told, f"{request}\n".encode())
    finally:
        os._exit(1)


def _post(desk: Desk, work: Path, request: str) -> None:
    del work
    post(desk, Random(request), request)  # noqa: S311  the same at every retry


def _with(deed: Callable[[Desk, Path], object]) -> Act:
    def act(desk: Desk, work: Path, request: str) -> None:
        deed(desk, work)
        _post(desk, work, request)

    return act


def _restore_newest(desk: Desk, work: Path) -> None:
    kept = kept_backups(desk).backups or (make_backup(desk.book),)
    restore_backup(kept[0].path, PASSPHRASE, work / f"restored {os.getpid()} {time.monotonic_ns()}")


def _take_over(desk: Desk, _: Path) -> None:
    carry_out(desk, plan_import(desk, f"First name,Opening balance\n{os.urandom(4).hex()},5\n".encode()))


_import = _with(_take_over)
_back_up = _with(lambda desk, _: make_backup(desk.book))
_rotate = _with(lambda desk, _: rotate_anchor(desk.book))
_restore = _with(_restore_newest)
_begin = keyfile.begin_rekey
_rekey = _with(lambda desk, _: rekey(desk, PASSPHRASE))


def _begin_and_drop(folder: ShopFolder, secret: keyfile.Secret) -> keyfile.Opened:
    opened = _begin(folder, secret)
    keyfile.end_rekey(folder, opened.keys.key_id + 1)
    return opened


def what_is_wrong(folder: Path, acknowledged: list[str]) -> list[str]:
    """Return what is wrong with a shop after harm was done: lost, half done, or not proven."""
    wrong: list[str] = []
    try:
        with open_shop(folder, PASSPHRASE) as shop:
            book = shop.desk.book
            wrong += ["entries are missing"] if book.missing else []
            wrong += ["the anchor was begun anew"] if book.journal_renewed else []
            with shop.desk.read() as session:
                kept = {row[0] for row in session.exec_driver_sql("SELECT id FROM request")}
            wrong += [f"{request} was lost" for request in acknowledged if request not in kept]
            for request in acknowledged[-_RETRIED:]:
                if request in kept:
                    _post(shop.desk, folder, request)  # a retry posts nothing and is not refused
            report = verify(shop.desk)
            wrong += [f"{check.name}: {problem}" for check in report.checks for problem in check.problems]
    except ShopDeskError as error:
        wrong.append(f"cannot be opened: {error.code} {error.parameters}")
    return wrong
