"""Writes the figures of the kept run into the README, between its two marks: ``python -m tests.benchmarks.readme``."""

from datetime import datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.board import Board
from tests.benchmarks.bulk import PLACE

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- figures of make bench -->\n", "<!-- end of the figures -->\n"


def main() -> None:
    """Write them."""
    board = Board()
    machine = board.recall(PLACE / "results.json")
    text = README.read_text(encoding="utf-8")
    README.write_text(with_figures(text, board, machine), encoding="utf-8")


def with_figures(text: str, board: Board, machine: dict[str, Any]) -> str:
    """Return the README with the run's table between the marks; ValueError where a mark is missing."""
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    heading, *lines = board.table()
    rows = [heading, tuple("---" for _ in heading), *lines]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{text[:begin]}{_said(machine)}\n\n{table}\n{text[end:]}"


def _said(machine: dict[str, Any]) -> str:
    day = datetime.fromisoformat(machine["began"]).strftime("%-d %B %Y")
    where = (
        f"{machine['cores']} cores and {machine['memory']}, {machine['system']}, Python {machine['python']}"
    )
    said = f"A real run of {day} on a machine with {where}."
    if not machine["busy"]:
        return said
    return f"{said} The machine had much other work meanwhile, so every time is longer than a quiet one's."


if __name__ == "__main__":
    main()
