"""What is written on the customers' papers is in the shop's own language, whatever the screen speaks."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from shopdesk.wording import writing_in

if TYPE_CHECKING:
    from shopdesk.services.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")


def on_paper(write: Callable[Concatenate["Desk", P], R]) -> Callable[Concatenate["Desk", P], R]:
    """Say what the function puts into a paper in the language of the desk's shop."""

    def written(desk: "Desk", /, *args: P.args, **kwargs: P.kwargs) -> R:
        with writing_in(desk.settings.locale):
            return write(desk, *args, **kwargs)

    return cast("Callable[Concatenate[Desk, P], R]", wraps(write)(written))
