"""Proving the shop's file: every check by name, what it counted and found; and recomputing what is remembered."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from shopdesk.domain.staff import Deed
from shopdesk.errors import Damaged, InvalidValue
from shopdesk.services.desk import Book, Desk
from shopdesk.storage import repairs
from shopdesk.storage.anchor import read_mark
from shopdesk.storage.backup_file import BackupLabel
from shopdesk.storage.examining import examine
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.integrity import CHECKS
from shopdesk.storage.recent import check_recent
from shopdesk.storage.session import Session
from shopdesk.storage.stopping import IsStopped, never

REPAIRABLE = repairs.REPAIRABLE
_OUT_OF_REACH = "not looked at: what it reads is not there"
_LEFT_OUT = "SELECT coalesce(max(at), 0) FROM journal WHERE subject = 'journal' AND deed = ?"
_LATELY_KIB = 2_000
"""What was entered lately is looked at once, at the opening: what it reads need not stay in memory all day."""


class Check(NamedTuple):
    """One check's outcome: how many things it looked at and what was wrong with them."""

    name: str
    ok: bool
    checked: int
    problems: tuple[str, ...]

    @property
    def repairable(self) -> bool:
        """Tell whether what it finds can be mended."""
        return self.name in REPAIRABLE


class Report(NamedTuple):
    """The outcome of all checks."""

    ok: bool
    checks: tuple[Check, ...]


def verify(
    desk: Desk,
    progress: Callable[[str], None] | None = None,
    is_stopped: IsStopped = never,
) -> Report:
    """Run every check; never writes. ``progress`` is told each check's name before it runs, by two threads in turn.

    Where damage ends the reading, the checks that could not be made are wrong and say so. Once a page is found damaged,
    nobody writes to the file any more. Raises Damaged when not even the pages can be compared, whatever ``progress``
    raises, and Cancelled once ``is_stopped`` says so, which is asked while a check reads.
    """
    desk.require(Deed.VERIFY)
    return _verified(desk.book, progress or _silent, is_stopped)


def verify_at_days_end(desk: Desk) -> Report:
    """Run every check once the day is closed, for whoever closed it; raises as `verify` does."""
    desk.require(Deed.CLOSE_DAY)
    return _verified(desk.book, _silent)


def verify_what_changed(desk: Desk) -> Report:
    """Check what was entered since the newest backup, which was proven itself: its chain, and the balances it moved.

    For everybody, at every opening: it takes no longer than somebody needs to look up. Raises Damaged.
    """
    book = desk.book
    labels = _labels(book)
    with book.database.survey(_LATELY_KIB) as session:
        proof = Proof(book.database, session, book.vault, book.keys.chain_keys, Counter())
        since = max((each.sequence for each in labels if each.sequence <= book.sequence), default=0)
        found = check_recent(proof, since)
        ahead = _ahead(session, labels)
    return _report({**found, "anchor": Finding(len(labels), ahead)} if ahead else found)


def _labels(book: Book) -> list[BackupLabel]:
    return [each.label for each in book.backups.listed()]


def _ahead(session: Session, labels: list[BackupLabel]) -> tuple[str, ...]:
    """Return what shows that file and journal were put back together: a backup, listed before, that holds more.

    Unless it was made before an owner left out what an older file lacked.
    """
    mark = read_mark(session)
    ahead = [each for each in labels if each.lineage == mark.lineage and each.position > mark.position]
    if ahead:  # else the journal need not be gone through
        left_out = session.exec_driver_sql(_LEFT_OUT, (Deed.RESTORE.value,)).scalar_one()
        ahead = [each for each in ahead if each.made_at > left_out]
    more = max((each.sequence - mark.sequence for each in ahead), default=0)
    return (f"a backup holds more than the file, by entries: {more}",) if ahead else ()


def _verified(book: Book, progress: Callable[[str], None], is_stopped: IsStopped = never) -> Report:
    labels = _labels(book)
    settled = book.database.checkpoint("TRUNCATE")  # else pages that wait in the -wal raise false alarms
    found = examine(book.database, book.vault, book.keys.chain_keys, CHECKS, progress, is_stopped)
    pages = found["pages"]
    if settled and pages is not None and pages.problems:
        book.database.mark_damaged()  # before somebody writes beside what nobody can read
    elif (anchor := found["anchor"]) is not None:
        with book.database.read() as session:
            found["anchor"] = Finding(anchor.checked, (*anchor.problems, *_ahead(session, labels)))
    return _report({name: each or Finding(0, (_OUT_OF_REACH,)) for name, each in found.items()})


def _report(found: dict[str, Finding]) -> Report:
    checks = tuple(
        Check(name, not each.problems, each.checked, each.problems) for name, each in found.items()
    )
    return Report(all(check.ok for check in checks), checks)


def repair(desk: Desk, name: str, report: Report) -> None:
    """Mend what one check found wrong in this report; nothing is written where it found nothing.

    What is recomputed from events is left alone while these are not sound, guards while a table is not. Raises
    InvalidValue (field: repair) for a check that cannot be repaired, Damaged (what: the check that stands in the
    way), Forbidden.
    """
    if name not in REPAIRABLE:
        raise InvalidValue(field="repair", reason="not_a_choice")
    wrong = {check.name: len(check.problems) for check in report.checks if not check.ok}
    if name not in wrong:
        return
    for other in repairs.in_the_way(name, wrong):
        raise Damaged(what=other)
    with desk.work(Deed.VERIFY) as work:
        repairs.repair(work.session, work.vault, name)
        work.enter(Deed.VERIFY, name, {"repaired": wrong[name]})
        work.everything = True


def _silent(_: str) -> None:
    """Nobody listens."""
