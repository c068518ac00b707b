"""Checking what was entered since a row of the journal: its chain, and the balances that it moved."""

from shopdesk.storage import journal
from shopdesk.storage.finding import Finding, Proof, compared
from shopdesk.storage.integrity import HOLDER, MOVES

_MOST = 5_000
"""As many rows of the journal at most: the rest waits for the full proof at the day's end."""


def check_recent(proof: Proof, since: int) -> dict[str, Finding]:
    """Check the rows after ``since``, the newest five thousand at most; the names are those of the full checks."""
    head = journal.read_head(proof.session).sequence
    since = max(since, head - _MOST, 0)
    return {"balances": _balances(proof, since), "journal": _chain(proof, since, head)}


def _balances(proof: Proof, since: int) -> Finding:
    """Compare the remembered balances of those whose accounts moved with their events, and with what is open."""
    first = proof.session.exec_driver_sql(
        "SELECT min(json_extract(content, '$.event')) FROM journal WHERE sequence > ?", (since,)
    ).scalar_one()
    if first is None:
        return Finding(0, ())
    touched = " UNION ".join(
        f"SELECT {HOLDER} AS holder FROM {table} WHERE id >= {int(first)} AND customer_id IS NOT NULL"
        for table, _ in MOVES
    )
    # CROSS, because SQLite would rather read all that was ever entered.
    moved = " UNION ALL ".join(
        f"SELECT holder, {moved} AS moved FROM member CROSS JOIN {table} ON customer_id = member.id"
        for table, moved in MOVES
    )
    return compared(
        proof,
        f"({touched})",
        f"WITH touched AS MATERIALIZED ({touched}), member AS MATERIALIZED (SELECT holder AS id, holder FROM touched "
        "UNION ALL SELECT id, holder FROM touched CROSS JOIN customer ON merged_into = holder) "
        "SELECT customer.id AS customer, debt_balance AS remembered, sum(moved) AS recomputed "
        f"FROM ({moved}) CROSS JOIN customer ON customer.id = holder GROUP BY holder",
        "the balance is {0}, the events add up to {1}",
    )


def _chain(proof: Proof, since: int, head: int) -> Finding:
    rows = proof.session.exec_driver_sql(
        "SELECT sequence, at, staff_id, deed, subject, content, key_id, mac FROM journal WHERE sequence >= ? "
        "ORDER BY sequence",
        (since,),
    ).fetchall()
    before = journal.FIRST_MAC
    expected = since
    for *row, mac in map(tuple, rows):
        if since and row[0] == since:
            before = mac
            continue
        expected += 1
        key = proof.chain_keys.get(row[6])
        if row[0] != expected:
            return Finding(expected - since, (f"row {expected} is missing",))
        if key is None or journal.chain(key, before, tuple(row)) != mac:
            return Finding(expected - since, (f"row {expected} was altered",))
        before = mac
    return Finding(head - since, ())
