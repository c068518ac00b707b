"""A list as the terminal answers it: a table for people, a document of each for programs."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from rich.console import RenderableType
from rich.table import Table

from shopdesk.cli.terminal import Answer

_Item = TypeVar("_Item")


def listed(
    found: Sequence[_Item],
    columns: Sequence[str],
    row: Callable[[_Item], Iterable[RenderableType]],
    document: Callable[[_Item], dict[str, Any]],
) -> Answer:
    """Return the answer that names what was found, in its order."""

    def show() -> Table:
        table = Table(*columns, box=None, pad_edge=False)
        for each in found:
            table.add_row(*row(each))
        return table

    return Answer({"items": [document(each) for each in found]}, show)
