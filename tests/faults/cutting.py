"""Power cuts: what a real process writes is recorded, and brought to a disk that was cut off, lost writes, tore them.

Whatever was synced stays. Of what was not, each write may be there or not, whole or in part (sectors of 512 bytes).
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from shopdesk.shop import open_shop
from shopdesk.storage import cipher
from tests.faults.killing import what_is_wrong
from tests.faults.outcome import PASSPHRASE, Outcome, copied, post

STRACE = shutil.which("strace")
"""What records; where there is none, no power is cut."""
_DEEDS = 30
_SECTOR = 512
_CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,lseek"
_FILES = ("shop.db", "shop.db-wal", "shop.journal")
_LINE = re.compile(r"\d+ +(\w+)\((\d+)<(.*?)>(?:\(deleted\))?(?:, (.*))?\) += (\d+)")
_ACKNOWLEDGED = "acknowledged "


class Call(NamedTuple):
    """One call that matters: a file's name, ``write`` (at, data), ``sync``, ``truncate`` (at), or what was said."""

    kind: str
    file: str
    at: int = 0
    data: bytes = b""


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Cut the power that often; weakened, the program waits for the disk no more."""
    folder = copied(template, work, "recorded")
    before = {name: _read(folder / name) for name in _FILES}
    calls = tuple(_record(folder, work, weakened=weakened))
    chance, done, wrong = Random(points), 0, []  # noqa: S311  where to cut
    for point in range(points):
        cut = chance.randrange(len(calls) + 1)
        way = ("cut", "dropped", "torn")[point % 3]
        acknowledged = [call.file for call in calls[:cut] if call.kind == "said"]
        done += len(acknowledged)
        after = copied(template, work, "cut off")
        for name, content in _disk(before, calls[:cut], way, chance).items():
            (after / name).write_bytes(content)
        wrong += [
            f"point {point}, {way} after call {cut}: {what}" for what in what_is_wrong(after, acknowledged)
        ]
    return Outcome(points, done, wrong)


def _disk(before: Mapping[str, bytes], calls: tuple[Call, ...], way: str, chance: Random) -> dict[str, bytes]:
    """Return what the files hold when the power comes back."""
    disk: dict[str, bytes] = {}
    for name in _FILES:
        own = [call for call in calls if call.file == name]
        synced = max((place for place, call in enumerate(own, 1) if call.kind == "sync"), default=0)
        content = bytearray(before[name])
        for call in own[:synced]:
            _apply(content, call)
        waiting = own[synced:]
        if way == "dropped":
            waiting = [call for call in waiting if chance.random() < 0.5]
        for place, call in enumerate(waiting):
            if way == "torn" and call.kind == "write" and place >= len(waiting) - 2:
                _tear(content, call, chance)
            else:
                _apply(content, call)
        disk[name] = bytes(content)
    return disk


def _apply(content: bytearray, call: Call) -> None:
    if call.kind == "truncate":
        del content[call.at :]
        content.extend(bytes(call.at - len(content)))
    elif call.kind == "write":
        content.extend(bytes(max(0, call.at - len(content))))
        content[call.at : call.at + len(call.data)] = call.data


def _tear(content: bytearray, call: Call, chance: Random) -> None:
    """Write some of the sectors."""
    for begin in range(0, len(call.data), _SECTOR):
        if chance.random() < 0.5:
            _apply(content, Call("write", call.file, call.at + begin, call.data[begin : begin + _SECTOR]))


def _record(folder: Path, work: Path, *, weakened: bool) -> Iterator[Call]:
    """Let a process of its own post, and yield what it asked of the disk, in order."""
    log = work / "calls"
    traced = (
        STRACE or "strace",
        "-f",
        "-xx",
        "-y",
        "-s",
        str(1 << 24),
        "-e",
        f"trace={_CALLS}",
        "-o",
        str(log),
    )
    posting = (sys.executable, "-m", "tests.faults.cutting", str(folder), *(["weakened"] if weakened else []))
    subprocess.run((*traced, *posting), check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2])
    places: dict[str, int] = {}
    with log.open(encoding="ascii") as lines:
        for found in map(_LINE.match, lines):
            if found is not None:
                call = _call(places, *found.groups(default=""))
                if call is not None:
                    yield call


def _call(
    places: dict[str, int], name: str, descriptor: str, path: str, arguments: str, result: str
) -> Call | None:
    file = Path(_text(path).decode()).name
    if name == "write" and descriptor == "1":
        said = _text(arguments.split(",", maxsplit=1)[0].strip('"')).decode()
        return (
            Call("said", said.removeprefix(_ACKNOWLEDGED).strip()) if said.startswith(_ACKNOWLEDGED) else None
        )
    if file not in _FILES:
        return None
    if name in {"fsync", "fdatasync"}:
        return Call("sync", file)
    if name == "lseek":
        places[file] = int(result)
        return None
    if name == "ftruncate":
        return Call("truncate", file, int(arguments))
    data, *numbers = arguments.split(", ")
    at = int(numbers[1]) if name == "pwrite64" else places.get(file, 0)
    if name == "write":
        places[file] = at + int(result)
    return Call("write", file, at, _text(data.strip('"'))[: int(result)])


def _text(escaped: str) -> bytes:
    """Return what strace wrote as ``\\x..`` throughout."""
    return bytes.fromhex(escaped.replace("\\x", "")) if escaped.startswith("\\x") else escaped.encode()


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def main(folder: str, *, weakened: bool) -> None:
    """Post, and say of each deed that it is done; weakened, wait for no disk."""
    if weakened:
        vars(cipher)["_PRAGMAS"] = tuple(each.replace("=FULL", "=OFF") for each in cipher._PRAGMAS)
        os.fsync = lambda _descriptor: None  # type: ignore[assignment]  # only here, and only to do harm
    desk = open_shop(Path(folder), PASSPHRASE).desk
    for number in range(_DEEDS):
        post(desk, Random(f"cut {number}"), f"cut {number}")  # noqa: S311  the same at every retry
        os.write(1, f"{_ACKNOWLEDGED}cut {number}\n".encode())
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], weakened="weakened" in sys.argv)
