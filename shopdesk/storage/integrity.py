"""Checking a shop's file: every page, every sum, every chain. Checks only read; each finds problems or none."""

from shopdesk.domain.account import customer_number
from shopdesk.domain.customer import VIP
from shopdesk.storage import journal
from shopdesk.storage.day_closes import check_day_closes
from shopdesk.storage.enquiry_integrity import check_enquiries
from shopdesk.storage.figures import check_figures
from shopdesk.storage.file_integrity import (
    check_foreign_keys,
    check_pages,
    check_search,
    check_structure,
    check_structure_quickly,
)
from shopdesk.storage.finding import Check, Finding, Proof, compared
from shopdesk.storage.messages import check_messages
from shopdesk.storage.notes import check_notes
from shopdesk.storage.points import check_points
from shopdesk.storage.putting_right_integrity import (
    check_corrections,
    check_disputes,
    check_refunds,
    check_transfers,
)
from shopdesk.storage.schema_integrity import check_guards, check_tables
from shopdesk.storage.session import read_on
from shopdesk.storage.spending import check_spending
from shopdesk.storage.suburbs import check_bundles, check_suburbs

MOVES = (("sale", "on_account"), ("debt_payment", "-amount"), ("account_adjustment", "amount"))
"""Each table of events, and by how much a row moves the account."""
EVENTS = " UNION ALL ".join(
    f"SELECT customer_id, {moved} AS moved FROM {table} WHERE moved <> 0" for table, moved in MOVES
)
_JOURNALLED = (
    ("sale", "S", "sell", ("total", "on_account", "cash", "card", "transfer", "other", "at")),
    ("debt_payment", "P", "take_payment", ("amount", "method", "at")),
    ("account_adjustment", "A", "adjust", ("amount", "kind", "at")),
)
"""Each table of events, its references, the deed that the journal calls it, and what must be the same in both."""

HOLDER = "coalesce((SELECT merged_into FROM customer WHERE id = customer_id), customer_id)"
LIVE = "allocation LEFT JOIN allocation_release ON allocation_id = allocation.id WHERE allocation_id IS NULL"


def check_balances(proof: Proof) -> Finding:
    """Compare every remembered balance with the sum of its events, those of everybody merged into one together."""
    # One sort of both sides: a join would seek the sum of every customer among all the others.
    return compared(
        proof,
        "customer",
        "SELECT customer, sum(debt_balance) AS remembered, sum(moved) AS recomputed FROM "
        "(SELECT id AS customer, debt_balance, 0 AS moved FROM customer UNION ALL "
        f"SELECT {HOLDER}, 0, moved FROM (SELECT customer_id, sum(moved) AS moved FROM ({EVENTS}) "
        "GROUP BY customer_id)) GROUP BY customer",
        "the balance is {0}, the events add up to {1}",
    )


def check_merges(proof: Proof) -> Finding:
    """Look for entries outside their person's account, and for merged customers whose keeper was merged away."""
    sides = " UNION ALL ".join(
        f"SELECT {side}.customer_id AS held, {table}.customer_id FROM {side} JOIN {table} ON {table}.id = event_id"
        for side in ("charge", "credit")
        for table in ("sale", "debt_payment", "account_adjustment")
    )
    owners = compared(
        proof,
        "(SELECT 1 FROM charge UNION ALL SELECT 1 FROM credit)",
        f"SELECT customer_id AS customer, held AS remembered, {HOLDER} AS recomputed FROM ({sides}) "
        "WHERE held <> customer_id OR customer_id IN (SELECT id FROM customer WHERE merged_into IS NOT NULL)",
        "an entry stands on the account of customer {0} and belongs to {1}",
    )
    lost = proof.session.exec_driver_sql(
        "SELECT id FROM customer WHERE (merged_into IS NULL) = EXISTS "
        "(SELECT 1 FROM customer_merge WHERE other_id = customer.id) OR EXISTS "
        "(SELECT 1 FROM customer AS keeper WHERE keeper.id = customer.merged_into AND keeper.merged_into IS NOT NULL)"
    ).fetchall()
    more = tuple(f"{customer_number(row[0])}: merged into nobody who stayed" for row in lost)
    return Finding(owners.checked, owners.problems + more)


def check_charges(proof: Proof) -> Finding:
    """Compare what is remembered as outstanding with the charge less its live allocations."""
    return compared(
        proof,
        "charge WHERE reversed_at IS NULL",
        "SELECT customer_id AS customer, outstanding AS remembered, amount - coalesce(covered, 0) AS recomputed "
        "FROM charge LEFT JOIN "
        f"(SELECT charge_id, sum(amount) AS covered FROM {LIVE} GROUP BY charge_id) ON charge_id = event_id "
        "WHERE reversed_at IS NULL",
        "a charge remembers {0} outstanding, its allocations leave {1}",
    )


def check_credits(proof: Proof) -> Finding:
    """Compare what is remembered as waiting with the credit less its live allocations."""
    return compared(
        proof,
        "credit WHERE reversed_at IS NULL",
        "SELECT customer_id AS customer, unallocated AS remembered, amount - coalesce(used, 0) AS recomputed "
        "FROM credit LEFT JOIN "
        f"(SELECT credit_id, sum(amount) AS used FROM {LIVE} GROUP BY credit_id) ON credit_id = event_id "
        "WHERE reversed_at IS NULL",
        "a credit remembers {0} waiting, its allocations leave {1}",
    )


def check_allocations(proof: Proof) -> Finding:
    """Look for charges and credits that do not stem from an event of the same amount, and for strangers' shares."""
    strangers = proof.session.exec_driver_sql(
        "SELECT charge.customer_id, credit.customer_id FROM allocation JOIN charge ON charge.event_id = charge_id "
        "JOIN credit ON credit.event_id = credit_id LEFT JOIN allocation_release ON allocation_id = allocation.id "
        "WHERE charge.customer_id <> credit.customer_id AND allocation_id IS NULL"
    ).fetchall()
    found = compared(
        proof,
        "(SELECT 1 FROM charge UNION ALL SELECT 1 FROM credit)",
        "SELECT charge.customer_id AS customer, charge.amount AS remembered, "
        "coalesce(sale.on_account, account_adjustment.amount, 0) AS recomputed FROM charge "
        "LEFT JOIN sale ON sale.id = event_id LEFT JOIN account_adjustment ON account_adjustment.id = event_id "
        "UNION ALL SELECT credit.customer_id, credit.amount, "
        "coalesce(debt_payment.amount, -account_adjustment.amount, 0) FROM credit "
        "LEFT JOIN debt_payment ON debt_payment.id = event_id "
        "LEFT JOIN account_adjustment ON account_adjustment.id = event_id",
        "{0} can be settled, the event says {1}",
    )
    mixed = tuple(
        f"{customer_number(row[0])}: a charge is settled by credit of {customer_number(row[1])}"
        for row in strangers
    )
    return Finding(found.checked, found.problems + mixed)


def check_ageing(proof: Proof) -> Finding:
    """Compare every balance with what is open less the credit that waits."""
    return compared(
        proof,
        "customer",
        "SELECT customer, sum(debt_balance) AS remembered, sum(moved) AS recomputed FROM "
        "(SELECT id AS customer, debt_balance, 0 AS moved FROM customer UNION ALL "
        "SELECT customer_id, 0, outstanding FROM charge WHERE reversed_at IS NULL AND outstanding <> 0 UNION ALL "
        "SELECT customer_id, 0, -unallocated FROM credit WHERE reversed_at IS NULL AND unallocated <> 0) "
        "GROUP BY customer",
        "the balance is {0}, the ageing adds up to {1}",
    )


def check_lines(proof: Proof) -> Finding:
    """Compare the total of every sale with its lines, less the discount, with the rounding."""
    return compared(
        proof,
        "sale WHERE items > 0",
        "SELECT coalesce(customer_id, 0) AS customer, total AS remembered, "
        "(SELECT sum(amount) FROM sale_line WHERE sale_id = sale.id) - discount + rounding AS recomputed "
        "FROM sale WHERE items > 0",
        "a sale totals {0}, its lines make {1}",
    )


def check_settled(proof: Proof) -> Finding:
    """Look for charges whose day of settlement does not fit what is outstanding."""
    return compared(
        proof,
        "charge WHERE reversed_at IS NULL",
        "SELECT customer_id AS customer, settled_at IS NOT NULL AS remembered, outstanding = 0 AS recomputed "
        "FROM charge WHERE reversed_at IS NULL",
        "a charge is marked settled ({0}) and is settled ({1})",
    )


def check_vip(proof: Proof) -> Finding:
    """Compare the VIP mark with the VIP tag."""
    return compared(
        proof,
        "customer",
        "SELECT id AS customer, is_vip AS remembered, EXISTS (SELECT 1 FROM customer_tag "
        f"WHERE customer_id = customer.id AND folded = '{VIP.casefold()}') AS recomputed FROM customer",
        "the VIP mark is {0}, the VIP tag {1}",
    )


def check_numbers(proof: Proof) -> Finding:
    """Look for gaps in the numbers of sales, payments, adjustments, refunds and statements."""
    problems: list[str] = []
    checked = 0
    for table, counter, column in (
        ("sale", "sale", "number"),
        ("debt_payment", "payment", "number"),
        ("account_adjustment", "adjustment", "number"),
        ("sale_refund", "refund", "id"),
        ("statement", "statement", "id"),
    ):
        count, highest, given = proof.session.exec_driver_sql(
            f"SELECT count(*), coalesce(max({column}), 0), (SELECT value FROM counter WHERE name = ?) FROM {table}",
            (counter,),
        ).one()
        checked += count
        if not count == highest == given:
            problems.append(f"{table}: {count} rows, the highest number is {highest}, {given} were given")
    return Finding(checked, tuple(problems))


def check_events(proof: Proof) -> Finding:
    """Compare every event with what the journal says was done."""
    problems: list[str] = []
    checked = 0
    for table, prefix, deed, columns in _JOURNALLED:
        count = proof.session.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
        said = ", ".join(f"json_extract(content, '$.{column}')" for column in ("event", "ref", *columns))
        rows = proof.session.exec_driver_sql(
            # Whatever does not come once from each side; a join would scan the journal for every event.
            f"SELECT DISTINCT ref FROM (SELECT id, printf('{prefix}-%05d', number) AS ref, {', '.join(columns)} "
            f"FROM {table} UNION ALL SELECT {said} FROM journal WHERE deed = ?) "
            f"GROUP BY id, ref, {', '.join(columns)} HAVING count(*) <> 2 ORDER BY ref",
            (deed,),
        )
        problems.extend(f"{row[0]} does not stand in the journal as in the book" for row in rows)
        checked += count
    return Finding(checked, tuple(problems))


def check_journal(proof: Proof) -> Finding:
    """Recompute the whole chain of the journal."""
    before = journal.FIRST_MAC
    expected = newest_key = 0
    chains = {key_id: journal.Chain(key) for key_id, key in proof.chain_keys.items()}
    for *row, mac in read_on(
        proof.session,
        "SELECT sequence, at, staff_id, deed, subject, content, key_id, mac FROM journal ORDER BY sequence",
    ):
        expected += 1
        if row[0] != expected:
            return Finding(expected, (f"row {expected} is missing",))
        # Whoever learnt a retired key could forge rows under it, but not behind those of the next key.
        begun = chains.get(row[6]) if row[6] >= newest_key else None
        if begun is None or begun.mac(before, tuple(row)) != mac:
            return Finding(expected, (f"row {expected} was altered",))
        before, newest_key = mac, row[6]
    return Finding(expected, ())


def check_anchor(proof: Proof) -> Finding:
    """Read the anchor beside the database, and compare its last frame with the journal's newest row."""
    if proof.database.anchor is None:
        return Finding(0, ())
    with proof.database.anchored() as (anchor, session):
        return Finding(*anchor.check(session))


CHECKS: dict[str, Check] = {
    "pages": check_pages,
    "structure": check_structure,
    "tables": check_tables,
    "guards": check_guards,
    "foreign_keys": check_foreign_keys,
    "balances": check_balances,
    "merges": check_merges,
    "charges": check_charges,
    "credits": check_credits,
    "allocations": check_allocations,
    "ageing": check_ageing,
    "settled": check_settled,
    "figures": check_figures,
    "spending": check_spending,
    "lines": check_lines,
    "corrections": check_corrections,
    "refunds": check_refunds,
    "transfers": check_transfers,
    "disputes": check_disputes,
    "day_closes": check_day_closes,
    "points": check_points,
    "vip": check_vip,
    "numbers": check_numbers,
    "search": check_search,
    "events": check_events,
    "journal": check_journal,
    "bundles": check_bundles,
    "notes": check_notes,
    "messages": check_messages,
    "requests": check_enquiries,
    "suburbs": check_suburbs,
    "anchor": check_anchor,
}
"""Every check by its name, in the order in which they are run."""

BEFORE_A_COPY: dict[str, Check] = {"structure": check_structure_quickly}
"""What the file itself can have wrong that a copy of it would have as well."""
