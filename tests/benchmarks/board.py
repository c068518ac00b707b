"""What a run measured, figure by figure: printed as one table, and kept as JSON for the README."""

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.aims import AIMS, Aim

_COLUMNS = ("figure", "median", "p95", "peer", "ratio", "growth", "aim", "")
_MOST_DIGITS, _SOME_DIGITS = 100, 10
_BUSY = 0.5
"""From so much other work for each core on, a run is marked as one of a busy machine."""


@dataclass(frozen=True)
class Result:
    """One figure of a shop with so many customers (None where that says nothing), beside its peer if it has one."""

    figure: str
    customers: int | None
    median: float
    high: float
    unit: str = "ms"
    peer: str | None = None
    peer_median: float | None = None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer's time ours is."""
        return None if not self.peer_median else self.median / self.peer_median


@dataclass(frozen=True)
class Line:
    """One line of the table: the figure at the largest shop, and how it grew from the smallest one."""

    result: Result
    growth: float | None
    added: float | None
    smallest: int
    aim: Aim

    def cells(self) -> tuple[str, ...]:
        """Return what stands in the columns."""
        shown = self.result
        grown = "" if self.growth is None else f"× {self.growth:.2f} from {self.smallest:,}"
        ratio = "" if shown.ratio is None else f"× {shown.ratio:.2f}"
        peer = (
            ""
            if shown.peer is None or shown.peer_median is None
            else f"{shown.peer}: {written(shown.peer_median)}"
        )
        size = "" if shown.customers is None else f" ({shown.customers:,} customers)"
        what = f"{shown.figure}{size}" + (f": {shown.remark}" if shown.remark else "")
        missed = self.aim.missed(shown.median, shown.high, shown.ratio, self.growth, self.added)
        judged = "" if self.aim == Aim() else "missed" if missed else "met"
        return (
            what,
            f"{written(shown.median)} {shown.unit}",
            written(shown.high),
            peer,
            ratio,
            grown,
            self.aim.words,
            judged,
        )


class Board:
    """Gathers the results of one run."""

    def __init__(self) -> None:
        self.results: list[Result] = []
        self._began = datetime.now(UTC)

    def add(self, result: Result) -> None:
        """Take a result."""
        self.results.append(result)

    def lines(self) -> Iterator[Line]:
        """Return the table's lines, in the order in which the figures were first measured."""
        for figure in dict.fromkeys(result.figure for result in self.results):
            found = [result for result in self.results if result.figure == figure]
            found.sort(key=lambda result: result.customers or 0)
            least, most = found[0], found[-1]
            differ = least.customers != most.customers
            growth = most.median / least.median if differ and least.median else None
            added = most.median - least.median if differ else None
            yield Line(most, growth, added, least.customers or 0, AIMS.get(figure, Aim()))

    def table(self) -> list[tuple[str, ...]]:
        """Return the rows of the table, its heading first."""
        return [_COLUMNS, *(line.cells() for line in self.lines())]

    def save(self, path: Path) -> None:
        """Keep the run."""
        path.parent.mkdir(parents=True, exist_ok=True)
        run = {
            "machine": machine(),
            "began": str(self._began),
            "results": [asdict(each) for each in self.results],
        }
        path.write_text(json.dumps(run, indent=1, ensure_ascii=False), encoding="utf-8")

    def recall(self, path: Path) -> dict[str, Any]:
        """Take over the results of a kept run; return what machine it ran on."""
        run = json.loads(path.read_text(encoding="utf-8"))
        self.results = [Result(**each) for each in run["results"]]
        return {**run["machine"], "began": run["began"]}


def machine() -> dict[str, Any]:
    """Return what the run can be compared by; ``busy`` tells whether the machine had other work besides."""
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": cores,
        "memory": f"{memory:.0f} GB",
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "busy": os.getloadavg()[2] > 1 + _BUSY * cores,
    }


def written(value: float) -> str:
    """Write a number with as many places as it deserves."""
    places = 0 if value >= _MOST_DIGITS else 1 if value >= _SOME_DIGITS else 2
    return f"{value:,.{places}f}"


def spread_out(rows: list[tuple[str, ...]]) -> str:
    """Return the rows with their columns under each other."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


BOARD = Board()
"""The board of this run."""
