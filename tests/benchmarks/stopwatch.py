"""Times one thing, or two things in turn, and prints a line: what, median, 95th percentile, its peer, the ratio."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

_MILLI = 1_000


@dataclass(frozen=True)
class Figure:
    """Times in milliseconds, sorted."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.times)

    @property
    def high(self) -> float:
        """The 95th percentile."""
        return self.times[int(len(self.times) * 0.95)]


def once(act: Callable[[], object]) -> float:
    """Return how many milliseconds it took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * _MILLI


def timed(act: Callable[[], object], runs: int) -> Figure:
    """Do it that often, after once for nothing."""
    act()
    return Figure(tuple(sorted(once(act) for _ in range(runs))))


def in_turn(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[Figure, Figure]:
    """Do one and the other in turn, so that what the machine does besides falls on both."""
    one()
    other()
    pairs = [(once(one), once(other)) for _ in range(runs)]
    first, second = zip(*pairs, strict=True)
    return Figure(tuple(sorted(first))), Figure(tuple(sorted(second)))


def report(what: str, ours: Figure, peer: tuple[str, Figure] | None = None) -> None:
    """Print the line."""
    line = f"\n{what:<58} {ours.median:9.2f} ms  p95 {ours.high:9.2f} ms"
    if peer is not None:
        name, theirs = peer
        line += f"   {name} {theirs.median:.2f} ms   × {ours.median / theirs.median:.2f}"
    print(line, end="")  # noqa: T201  a benchmark prints what it measured
