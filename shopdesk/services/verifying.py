"""Proving the shop's file: every check by name, with what it counted and what it found."""

from collections.abc import Callable
from typing import NamedTuple

from shopdesk.domain.staff import Deed
from shopdesk.errors import Damaged
from shopdesk.services.desk import Desk
from shopdesk.storage import integrity

_OUT_OF_REACH = "not looked at: the file cannot be read so far"


class Check(NamedTuple):
    """One check's outcome: how many things it looked at and what was wrong with them."""

    name: str
    ok: bool
    checked: int
    problems: tuple[str, ...]


class Report(NamedTuple):
    """The outcome of all checks."""

    ok: bool
    checks: tuple[Check, ...]


def verify(desk: Desk, progress: Callable[[str], None] | None = None) -> Report:
    """Run every check on one snapshot; never writes. ``progress`` is told each check's name before it runs.

    Where damage ends the reading, the checks that could not be made are wrong and say so. Raises Damaged when
    not even the pages can be compared.
    """
    book = desk.book
    book.database.checkpoint("TRUNCATE")  # else pages that wait in the -wal raise false alarms
    checks: list[Check] = []
    try:
        with desk.read(Deed.VERIFY) as session:
            proof = integrity.Proof(book.database, session, book.vault, book.journal_key)
            for name, check in integrity.CHECKS.items():
                if progress is not None:
                    progress(name)
                found = check(proof)
                checks.append(Check(name, not found.problems, found.checked, found.problems))
    except Damaged:
        if not checks:
            raise
        unmade = list(integrity.CHECKS)[len(checks) :]
        checks.extend(Check(name, ok=False, checked=0, problems=(_OUT_OF_REACH,)) for name in unmade)
    return Report(all(check.ok for check in checks), tuple(checks))
