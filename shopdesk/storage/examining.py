"""Running the checks of a file, two at a time: the one that reads all over the place, and the one that reads on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from shopdesk.errors import Cancelled, Damaged
from shopdesk.storage.database import SURVEY_KIB, Database
from shopdesk.storage.finding import Check, Finding, Proof
from shopdesk.storage.schema import is_as_laid
from shopdesk.storage.stopping import IsStopped, never
from shopdesk.storage.vault import Vault

_READS_ON = frozenset(
    {"pages", "merges", "charges", "ageing", "figures", "points", "search", "events"}
    | {"journal", "bundles", "notes", "suburbs", "anchor"}
)
"""The checks of one of the two threads: those that keep Python busy, and others until it has half of the work."""

_ALONE_KIB = 16_000
"""One check by itself, as before each backup, comes to no page from another side."""
_ASKED_EVERY = 1_000_000
"""So many steps of SQLite's machine, some hundredths of a second."""


def examine(
    database: Database,
    vault: Vault,
    chain_keys: Mapping[int, bytes],
    checks: Mapping[str, Check],
    told: Callable[[str], None],
    is_stopped: IsStopped = never,
) -> dict[str, Finding | None]:
    """Run checks by their names and return what each found, in their order; None where it could not look.

    ``told`` hears each name before its check is run, on either of two threads, one at a time; what it raises ends
    both. ``is_stopped`` is asked while SQLite reads: one check may take a minute. Raises Damaged when not even the
    pages can be compared, Cancelled.
    """
    examination = _Examination(vault, chain_keys, told, is_stopped, database, checks)
    with ThreadPoolExecutor(1, "shopdesk-proof") as beside:
        reading_on = beside.submit(examination.look, [name for name in checks if name in _READS_ON])
        examination.look([name for name in checks if name not in _READS_ON])
        reading_on.result()
    if examination.damage is not None and "pages" in checks and "pages" not in examination.found:
        raise examination.damage
    return {name: examination.found.get(name) for name in checks}


class _Examination:
    """What two threads share: each looks on a snapshot of its own, and every check compares within one."""

    def __init__(
        self,
        vault: Vault,
        chain_keys: Mapping[int, bytes],
        told: Callable[[str], None],
        is_stopped: IsStopped,
        database: Database,
        checks: Mapping[str, Check],
    ) -> None:
        self.found: dict[str, Finding] = {}
        self.damage: Damaged | None = None
        self._works_with = (vault, chain_keys)
        self._database = database
        self._told = told
        self._is_stopped = is_stopped
        self._checks = checks
        self._telling = Lock()
        self._ended = False

    def look(self, names: Sequence[str]) -> None:
        """Run checks one after the other, until one cannot read on or the other thread ends it."""
        if not names:
            return
        try:
            room = SURVEY_KIB if len(self._checks) > 1 else _ALONE_KIB
            with self._database.survey(room) as session, _asking(session, self._is_stopped):
                proof = Proof(self._database, session, *self._works_with, Counter())
                for name in names:
                    with self._telling:
                        if self._ended:
                            return
                        self._told(name)
                    self._run(name, proof)
        except Damaged as error:
            self.damage = error
        except BaseException:
            self._ended = True
            raise

    def _run(self, name: str, proof: Proof) -> None:
        try:
            self.found[name] = self._checks[name](proof)
        except OperationalError as error:
            if self._is_stopped():
                raise Cancelled from error
            if is_as_laid(proof.session):
                raise
            # What it reads is not there, as `tables` or `guards` says.


@contextmanager
def _asking(session: Connection, is_stopped: IsStopped) -> Iterator[None]:
    """Let SQLite break off what it reads once it is stopped; not what closes the snapshot."""
    reading: Any = session.connection.driver_connection
    reading.set_progress_handler(is_stopped, _ASKED_EVERY)
    try:
        yield
    finally:
        reading.set_progress_handler(None, 0)
