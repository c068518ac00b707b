"""How much memory this process holds."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

_OFTEN_SECONDS = 0.5


def resident_mb() -> float:
    """Return it in MB; 0 where the system does not say."""
    return _said("VmRSS")


def most_resident_mb() -> float:
    """Return what it held at most, in MB; what whoever started it held does not count, as it would with getrusage."""
    return _said("VmHWM")


@contextmanager
def watching_others() -> Iterator[dict[int, float]]:
    """Give what each process that this one starts holds at most, in MB by its id, as seen twice a second."""
    seen: dict[int, float] = {}
    ended = Event()

    def watch() -> None:
        while not ended.wait(_OFTEN_SECONDS):
            for child in _children():
                # The newest tells: before it has begun its own program, a child shows what this one holds.
                seen[child] = _said("VmHWM", str(child)) or seen.get(child, 0)

    with ThreadPoolExecutor(1) as beside:
        beside.submit(watch)
        try:
            yield seen
        finally:
            ended.set()


def _children() -> list[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return [int(child) for each in lists for child in each.read_text(encoding="ascii").split()]


def _said(name: str, process: str = "self") -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        lines = []
    return int(next((line.split()[1] for line in lines if line.startswith(name)), 0)) / 1024
