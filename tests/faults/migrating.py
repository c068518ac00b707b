"""kill -9 while an older shop is brought up to date: it is migrated whole or not at all, and opens either way."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from shopdesk.shop import open_shop
from shopdesk.storage import schema
from tests.faults.killing import what_is_wrong
from tests.faults.outcome import PASSPHRASE, Outcome, copied

_LONGEST = {b"begun\n": 0.3, b"committed\n": 0.05}
"""What is waited for before the time runs out to the kill, in seconds: so it falls on both sides of the commit."""
_STEP = {b"step\n": 0.01}
"""Likewise where each step is committed: the first has been and others are to come."""
_NEXT = Path(__file__).parent / "next_schema"
_NEWER = "cannot be opened: newer_format"


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Kill a migration that often; weakened, it commits after each of its steps. What was done came to its commit."""
    chance, done, wrong = Random(points), 0, list[str]()  # noqa: S311  when to kill
    moments = tuple((_STEP if weakened else _LONGEST).items())
    for point in range(points):
        folder = copied(template, work, "older")
        reached, longest = moments[point % len(moments)]
        _kill(folder, reached, chance.random() * longest, weakened=weakened)
        before = what_is_wrong(folder, [])
        is_newer = any(what.startswith(_NEWER) for what in before)
        done += is_newer
        wrong += [f"point {point}, by the older program: {what}" for what in before if not is_newer]
        try:
            with newer_program():
                wrong += [f"point {point}: {what}" for what in what_is_wrong(folder, [])]
        except DatabaseError as error:
            wrong.append(f"point {point}: half migrated: {error.orig}")
    return Outcome(points, done, wrong)


@contextmanager
def newer_program(after_step: Callable[[], object] | None = None) -> Iterator[None]:
    """Stand for a program whose schema is one further on; given what is done after a step, it commits each."""
    ours = schema.migration_config

    def config() -> Any:
        made = ours()
        made.set_main_option("path_separator", "os")
        places = (Path(schema.__file__).parent / "migrations" / "versions", _NEXT)
        made.set_main_option("version_locations", os.pathsep.join(map(str, places)))
        made.attributes["after_step"] = after_step
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "HEAD", "0002")
        patch.setattr(schema, "migration_config", config)
        yield


def _kill(folder: Path, reached: bytes, after: float, *, weakened: bool) -> None:
    """Let a process of its own open the shop, and kill it so long after its migration had got there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            after_step = partial(os.write, writing, b"step\n") if weakened else None
            with newer_program(after_step), pytest.MonkeyPatch.context() as patch:
                upgrade = schema.upgrade

                def telling(*what: Any) -> None:
                    os.write(writing, b"begun\n")
                    upgrade(*what)
                    os.write(writing, b"committed\n")

                patch.setattr(schema, "upgrade", telling)
                open_shop(folder, PASSPHRASE).close()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        while told.readline() not in {reached, b""}:
            pass
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
