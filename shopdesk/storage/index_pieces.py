"""Brings the pieces of the search indexes together, a little at a time, while nobody writes.

FTS5 writes what comes in as pieces (its segments), and a search looks through each of them: many customers who came
at once leave a dozen large ones. In one piece, a misspelt name among a million is found in three quarters of the time.
"""

from shopdesk.storage.database import Database
from shopdesk.storage.file_integrity import INDEXES
from shopdesk.storage.session import Session, read_number, run

_MANY = 8
"""FTS5 itself keeps about so few where customers come one by one."""
_PAGES = 32
"""Written in one step, which takes some 20 ms: whoever posts meanwhile waits no longer."""
_LEAST_CHANGES = 2
"""With fewer there was nothing left to bring together (fts5.html, the merge command)."""


class IndexPieces:
    """Sees to the search indexes of one open shop; one thread at a time."""

    def __init__(self) -> None:
        self._seen = self._in_order = -1
        self._under_way: set[str] = set()

    def bring_together(self, database: Database, sequence: int) -> bool:
        """Write one step if the journal's newest row is still that of the last call; return whether there was any.

        It is a unit of work that changes nothing that can be read, so neither journal nor anchor tell of it. Raises
        InUse, DiskFull, Damaged; then it is left alone until something was written again.
        """
        is_quiet, self._seen = sequence == self._seen, sequence
        if not is_quiet or sequence == self._in_order:
            return False
        self._in_order = sequence
        with database.anchored() as (_, session):
            has_written = any(self._step(session, index) for index in INDEXES)
        if has_written:
            self._in_order = -1
        return has_written

    def _step(self, session: Session, index: str) -> bool:
        pages = _PAGES
        if index not in self._under_way:
            if _count_pieces(session, index) <= _MANY:
                return False
            self._under_way.add(index)
            pages = -_PAGES  # begins with all pieces there are; what comes meanwhile stays apart
        before = _count_changes(session)
        run(session, f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,))
        if _count_changes(session) - before >= _LEAST_CHANGES:
            return True
        self._under_way.discard(index)
        return False


def _count_changes(session: Session) -> int:
    return read_number(session, "SELECT total_changes()")


def _count_pieces(session: Session, index: str) -> int:
    """Count them from one to the next: each has a row for every page."""
    return read_number(
        session,
        f"WITH RECURSIVE piece (id) AS (SELECT min(segid) FROM {index}_idx UNION ALL "
        f"SELECT (SELECT min(segid) FROM {index}_idx WHERE segid > piece.id) FROM piece WHERE id IS NOT NULL) "
        "SELECT count(id) FROM piece",
    )
