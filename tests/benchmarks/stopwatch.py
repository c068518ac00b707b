"""Times one thing, or two things in turn, and puts on the board: what, median, 95th percentile, its peer."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.board import BOARD, Result, written

_MILLI = 1_000


@dataclass(frozen=True)
class Figure:
    """Times in milliseconds, or other measures of one kind, sorted."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.times)

    @property
    def high(self) -> float:
        """The 95th percentile."""
        return self.times[int(len(self.times) * 0.95)]


def figure_of(*times: float) -> Figure:
    """Return a figure of measures in any order."""
    return Figure(tuple(sorted(times)))


def once(act: Callable[[], object]) -> float:
    """Return how many milliseconds it took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * _MILLI


def timed(act: Callable[[], object], runs: int) -> Figure:
    """Do it that often, after once for nothing."""
    act()
    return figure_of(*(once(act) for _ in range(runs)))


def in_turn(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[Figure, Figure]:
    """Do one and the other in turn, so that what the machine does besides falls on both."""
    one()
    other()
    pairs = [(once(one), once(other)) for _ in range(runs)]
    first, second = zip(*pairs, strict=True)
    return figure_of(*first), figure_of(*second)


def report(
    what: str,
    ours: Figure,
    peer: tuple[str, Figure] | None = None,
    *,
    customers: int | None = None,
    unit: str = "ms",
    remark: str = "",
) -> None:
    """Put it on the board, and say so while the run goes on."""
    name, theirs = peer or (None, None)
    result = Result(
        what,
        customers,
        ours.median,
        ours.high,
        unit,
        name,
        None if theirs is None else theirs.median,
        remark,
    )
    BOARD.add(result)
    size = "" if customers is None else f" at {customers:,}"
    beside = "" if theirs is None else f"   {name}: {written(theirs.median)}"
    sys.stdout.write(f"\n{what}{size}: {written(ours.median)} {unit}{beside}")
    sys.stdout.flush()
