"""Many statements in one file for the printer, drawn by a process of its own while the next is issued."""

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from shopdesk.domain.statement import Statement

if TYPE_CHECKING:  # drawing paper is loaded where there is some to draw
    from shopdesk.documents.statement_pdf import StatementStack

_stack: "StatementStack | None" = None
"""The stack of the process that draws; the one that asks for it has none."""


class PrinterFile:
    """Hands values, never keys, to the process that draws; use it in a ``with`` block."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        self._statements: list[Statement] = []
        self._drawn: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def add(self, statement: Statement) -> None:
        """Have a statement drawn after those added before."""
        self._statements.append(statement)
        with suppress(BrokenProcessPool):
            self._drawn.append(self._pool.submit(_add, statement))

    def finish(self) -> bytes:
        """Return the PDF of all of them once the last is drawn: here, if the other process came to grief."""
        try:
            for drawn in self._drawn:
                drawn.result()
            return self._pool.submit(_finish).result()
        except BrokenProcessPool:
            for statement in self._statements:
                _add(statement)
            return _finish()


def _add(statement: Statement) -> None:
    global _stack  # noqa: PLW0603 -- it lives as long as the process that draws
    from shopdesk.documents.statement_pdf import StatementStack  # noqa: PLC0415 -- see above

    if _stack is None:
        _stack = StatementStack(statement.letterhead.name)
    _stack.add(statement)


def _finish() -> bytes:
    global _stack
    finished, _stack = _stack, None
    return b"" if finished is None else finished.finish().pdf
