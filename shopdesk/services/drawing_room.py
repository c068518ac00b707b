"""Two processes that draw statements: each paper by itself, and all of them in one file for the printer."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from shopdesk.domain.statement import Statement
from shopdesk.services.back_room import GONE, BackRoom

if TYPE_CHECKING:  # drawing paper is loaded where there is some to draw
    from shopdesk.documents.page import RenderedPaper, Sheet
    from shopdesk.documents.statement_pdf import StatementStack

_FEW = 4
"""Fewer are drawn here sooner than a process starts."""


class DrawingRoom:
    """Hands values, never keys, to the processes that draw; use it in a ``with`` block.

    Where ``many`` papers are to come, the processes get ready while the first are looked up.
    """

    def __init__(self, many: int = 0) -> None:
        self._here = _Easel()
        self._one, self._other = (BackRoom(_Easel(), many, _FEW) for _ in range(2))
        self._sheets: dict[str, tuple[Sheet, ...]] = {}
        self._statements: list[Statement] = []
        if many >= _FEW:
            for room in (self._one, self._other):
                room.ask((_Easel.get_ready,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for room in (self._one, self._other):
            room.__exit__(kind, error, trace)

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
        pieces = [statements[start : start + _FEW] for start in range(0, len(statements), _FEW)]
        in_turn = zip(cycle((self._one, self._other)), pieces)
        drawing = [room.ask((_Easel.draw, piece)) for room, piece in in_turn]
        meanwhile()
        for piece, drawn in zip(pieces, drawing, strict=True):
            try:
                papers = drawn.result()
            except GONE:
                papers = self._here.draw(piece)
            yield from papers

    def add(self, statement: Statement) -> None:
        """Have a statement stand in the file for the printer, after those added before."""
        self._statements.append(statement)
        sheets = self._sheets.pop(statement.number, ())
        # Drawn once more only where its pages hang on characters of its own.
        whose = statement.letterhead.name, statement.locale
        self._other.ask((_Easel.take_over, *whose, sheets) if sheets else (_Easel.add, statement))

    def finish(self) -> bytes:
        """Return the PDF of all of them once the last is drawn: here, if the other process came to grief."""
        try:
            pdf: bytes = self._other.ask((_Easel.finish,)).result()
        except GONE:
            for statement in self._statements:
                self._here.add(statement)
            return self._here.finish()
        return pdf


class _Easel:
    """Draws papers, and those that are added into one file: a work for the back room, which keeps it meanwhile."""

    def __init__(self) -> None:
        self._stack: StatementStack | None = None

    def __call__(self, task: tuple[Any, ...]) -> Any:
        """Do one of the deeds below with what it is given."""
        deed, *given = task
        return deed(self, *given)

    def get_ready(self) -> None:
        from shopdesk.documents.statement_pdf import get_ready  # noqa: PLC0415 -- see above

        get_ready()

    def draw(self, statements: Sequence[Statement]) -> "list[RenderedPaper]":
        from shopdesk.documents.statement_pdf import render_statement  # noqa: PLC0415 -- see above

        return [render_statement(statement) for statement in statements]

    def add(self, statement: Statement) -> None:
        self._stack_of(statement.letterhead.name, statement.locale).add(statement)

    def take_over(self, shop: str, locale: str, sheets: "Sequence[Sheet]") -> None:
        self._stack_of(shop, locale).take_over(sheets)

    def finish(self) -> bytes:
        return b"" if self._stack is None else self._stack.finish().pdf

    def _stack_of(self, shop: str, locale: str) -> "StatementStack":
        """Return the file for the printer, which begins with the first statement."""
        from shopdesk.documents.statement_pdf import StatementStack  # noqa: PLC0415 -- see above

        if self._stack is None:
            self._stack = StatementStack(shop, locale)
        return self._stack
