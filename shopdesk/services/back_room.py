"""A process beside this one that works values out for a long work, while this one reads and writes the file."""

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

FLAG = "--back-room"
"""How the packaged program is called to be such a process."""

GONE = (OSError, EOFError, pickle.UnpicklingError)
"""What an answer fails with where the process came to grief."""
_FEW = 2_000
"""Fewer rows are done here sooner than a process starts, as a rule."""
_PATIENCE = 70_000
"""So many more things are made than thrown away before rubbish is looked for; Python's own patience is for 700."""
_AHEAD, _MOST = 2, 3
"""So many pieces the process is asked for at once; those after them are done here while it starts or is behind, until
so many wait to be used: more would only take up memory."""

G = TypeVar("G")
T = TypeVar("T")


class BackRoom(Generic[G, T]):
    """Hands values, never keys, to one process that does a work on each; use it in a ``with`` block.

    ``work`` can be pickled, and what it does a module knows by name. Where ``rows`` are ``few``, and where the process
    comes to grief, all of it is done here. The process ends with this one, however this one ends: it reads from it.
    It is not one of multiprocessing's, which would load the whole window once more.
    """

    def __init__(self, work: Callable[[G], T], rows: int, few: int | None = None) -> None:
        self._work = work
        self._process: Any = _started() if rows >= (_FEW if few is None else few) else None
        # One thread speaks and one listens, so that neither side waits for the other with a full pipe.
        self._speaking = ThreadPoolExecutor(1, "back-room-asked")
        self._listening = ThreadPoolExecutor(1, "back-room-heard")
        self._say(work)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        self._process.kill()  # it has nothing that anybody needs
        for thread in (self._speaking, self._listening):
            thread.shutdown(cancel_futures=True)
        self._process.wait()
        self._process.stdout.close()
        with suppress(OSError):  # what was not sent any more
            self._process.stdin.close()

    def each(self, given: Iterable[G]) -> Iterator[tuple[G, T]]:
        """Give each with what the work makes of it, in their order; the next are worked on meanwhile."""
        if self._process is None:
            yield from ((one, self._work(one)) for one in given)
            return
        under_way: deque[tuple[G, Future[T]]] = deque()
        for one in given:
            is_behind = _waiting(under_way) >= _AHEAD
            under_way.append((one, self._done_here(one) if is_behind else self.ask(one)))
            # What is done waits until the process has its next work: it would be at rest while this is used.
            while len(under_way) > _MOST or (under_way[0][1].done() and _waiting(under_way) >= _AHEAD):
                yield self._made(*under_way.popleft())
        while under_way:
            yield self._made(*under_way.popleft())

    def ask(self, one: G) -> Future[T]:
        """Have it done in the process after what was asked before; what comes of it may fail as `GONE` tells."""
        if self._process is None:
            return self._done_here(one)
        self._say(one)
        return self._listening.submit(self._hear)

    def _done_here(self, one: G) -> Future[T]:
        done: Future[T] = Future()
        done.set_result(self._work(one))
        return done

    def _made(self, one: G, heard: Future[T]) -> tuple[G, T]:
        try:
            return one, heard.result()
        except GONE:
            return one, self._work(one)  # a bug in it shows itself here as well

    def _say(self, value: object) -> None:
        if self._process is not None:
            self._speaking.submit(self._speak, value)

    def _speak(self, value: object) -> None:
        is_said = False
        try:
            _send(value, self._process.stdin)
            is_said = True
        finally:
            if not is_said:
                self._process.kill()  # else an answer would be waited for that nobody gives

    def _hear(self) -> T:
        heard: T = pickle.load(self._process.stdout)  # noqa: S301  it comes from this program
        return heard


def serve() -> None:
    """Be such a process: take the work, then do it on whatever comes, until nobody is there who asks."""
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    with rarely_collecting(), suppress(OSError, EOFError):
        work = pickle.load(asked)  # noqa: S301  it comes from this program
        while True:
            _send(work(pickle.load(asked)), answered)  # noqa: S301  likewise


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for rubbish that holds itself a hundredth as often, and among what is new alone.

    What long work makes by the thousand is none: looking it all over again and again would take a third of its time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_PATIENCE, _PATIENCE, _PATIENCE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _waiting(under_way: Iterable[tuple[G, Future[T]]]) -> int:
    """Count what was asked for and is not there yet."""
    return sum(not heard.done() for _, heard in under_way)


def _send(value: object, pipe: IO[bytes]) -> None:
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _started() -> "subprocess.Popen[bytes] | None":
    """Start a process; None where the system lets nobody."""
    is_packaged = getattr(sys, "frozen", False)
    # -P: what lies in the folder that somebody happens to stand in is not loaded.
    words = [FLAG] if is_packaged else ["-P", "-c", f"from {__name__} import serve; serve()"]
    try:
        return subprocess.Popen(  # noqa: S603  this program itself
            [sys.executable, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what goes wrong there would name people
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
