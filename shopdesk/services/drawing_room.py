"""Two processes that draw statements: each paper by itself, and all of them in one file for the printer."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import cycle
from types import TracebackType
from typing import TYPE_CHECKING, Self

from shopdesk.domain.statement import Statement

if TYPE_CHECKING:  # drawing paper is loaded where there is some to draw
    from shopdesk.documents.page import RenderedPaper, Sheet
    from shopdesk.documents.statement_pdf import StatementStack

_FEW = 4
"""Fewer are drawn here sooner than a process starts."""

_stack: "StatementStack | None" = None
"""The stack of the process that draws it; the one that asks for it has none."""


class DrawingRoom:
    """Hands values, never keys, to the processes that draw; use it in a ``with`` block.

    Where ``many`` papers are to come, the processes get ready while the first are looked up.
    """

    def __init__(self, many: int = 0) -> None:
        fresh = multiprocessing.get_context("spawn")
        self._one, self._other = (ProcessPoolExecutor(1, mp_context=fresh) for _ in range(2))
        self._sheets: dict[str, tuple[Sheet, ...]] = {}
        self._statements: list[Statement] = []
        self._drawn: list[Future[None]] = []
        if many >= _FEW:
            for pool in (self._one, self._other):
                pool.submit(_get_ready)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in (self._one, self._other):
            pool.shutdown(wait=True, cancel_futures=True)

    def draw(
        self, statements: Sequence[Statement], meanwhile: Callable[[], object]
    ) -> "Iterator[RenderedPaper]":
        """Give the paper of each as soon as it is drawn; ``meanwhile`` is called here while both processes draw."""
        for statement, paper in zip(statements, self._papers(statements, meanwhile), strict=True):
            self._sheets[statement.number] = paper.sheets
            # What can be taken over goes no further than this room.
            yield paper._replace(sheets=())

    def _papers(
        self, statements: Sequence[Statement], meanwhile: Callable[[], object]
    ) -> "Iterator[RenderedPaper]":
        if len(statements) < _FEW:
            yield from _draw(statements)
            return
        pieces = [statements[start : start + _FEW] for start in range(0, len(statements), _FEW)]
        drawing = self._handed_out(pieces)
        meanwhile()
        for piece, drawn in zip(pieces, drawing, strict=True):
            try:
                papers = _draw(piece) if drawn is None else drawn.result()
            except BrokenProcessPool:
                papers = _draw(piece)
            yield from papers

    def _handed_out(self, pieces: "list[Sequence[Statement]]") -> "list[Future[list[RenderedPaper]] | None]":
        """Let the two processes draw in turn; nothing is handed to one that came to grief."""
        try:
            return [room.submit(_draw, piece) for room, piece in zip(cycle((self._one, self._other)), pieces)]
        except BrokenProcessPool:
            return [None] * len(pieces)

    def add(self, statement: Statement) -> None:
        """Have a statement stand in the file for the printer, after those added before."""
        self._statements.append(statement)
        sheets = self._sheets.pop(statement.number, ())
        with suppress(BrokenProcessPool):
            # Drawn once more only where its pages hang on characters of its own.
            drawn = self._other.submit(_take_over, statement.letterhead.name, sheets) if sheets else None
            self._drawn.append(drawn or self._other.submit(_add, statement))

    def finish(self) -> bytes:
        """Return the PDF of all of them once the last is drawn: here, if the other process came to grief."""
        try:
            for drawn in self._drawn:
                drawn.result()
            return self._other.submit(_finish).result()
        except BrokenProcessPool:
            for statement in self._statements:
                _add(statement)
            return _finish()


def _get_ready() -> None:
    from shopdesk.documents.statement_pdf import get_ready  # noqa: PLC0415 -- see above

    get_ready()


def _draw(statements: Sequence[Statement]) -> "list[RenderedPaper]":
    from shopdesk.documents.statement_pdf import render_statement  # noqa: PLC0415 -- see above

    return [render_statement(statement) for statement in statements]


def _add(statement: Statement) -> None:
    _stack_of(statement.letterhead.name).add(statement)


def _take_over(shop: str, sheets: "Sequence[Sheet]") -> None:
    _stack_of(shop).take_over(sheets)


def _stack_of(shop: str) -> "StatementStack":
    """Return the stack of this process, which begins with the first statement."""
    global _stack  # noqa: PLW0603 -- it lives as long as the process that draws
    from shopdesk.documents.statement_pdf import StatementStack  # noqa: PLC0415 -- see above

    if _stack is None:
        _stack = StatementStack(shop)
    return _stack


def _finish() -> bytes:
    global _stack
    finished, _stack = _stack, None
    return b"" if finished is None else finished.finish().pdf
