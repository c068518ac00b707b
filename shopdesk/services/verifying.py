"""Proving the shop's file: every check by name, what it counted and found; and recomputing what is remembered."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from shopdesk.domain.staff import Deed
from shopdesk.errors import Damaged, InvalidValue
from shopdesk.services.desk import Desk
from shopdesk.storage import integrity, repairs
from shopdesk.storage.finding import Proof

REPAIRABLE = repairs.REPAIRABLE
_OUT_OF_REACH = "not looked at: the file cannot be read so far"


class Check(NamedTuple):
    """One check's outcome: how many things it looked at and what was wrong with them."""

    name: str
    ok: bool
    checked: int
    problems: tuple[str, ...]

    @property
    def repairable(self) -> bool:
        """Tell whether what it finds is mended by recomputing it."""
        return self.name in REPAIRABLE


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
            proof = Proof(book.database, session, book.vault, book.keys.chain_keys, Counter())
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


def repair(desk: Desk, name: str, report: Report) -> None:
    """Recompute what one check found wrong in this report; nothing is written where it found nothing.

    What is recomputed from events is left alone while these are not sound. Raises InvalidValue (field: repair)
    for a check that cannot be repaired, Damaged (what: the check that stands in the way), Forbidden.
    """
    if name not in REPAIRABLE:
        raise InvalidValue(field="repair", reason="not_a_choice")
    wrong = {check.name: len(check.problems) for check in report.checks if not check.ok}
    if name not in wrong:
        return
    unsound = [other for other in wrong if other not in REPAIRABLE | repairs.FOLLOWING]
    if name in repairs.FROM_EVENTS and unsound:
        raise Damaged(what=unsound[0])
    with desk.work(Deed.VERIFY) as work:
        repairs.repair(work.session, work.vault, name)
        work.enter(Deed.VERIFY, name, {"repaired": wrong[name]})
        work.everything = True
