"""Proof of what put sales and accounts right: corrections, refunds, transfers and disputes beside their entries."""

from shopdesk.storage.finding import Finding, Proof, compared


def check_corrections(proof: Proof) -> Finding:
    """Compare every correction of a sale with its entry: what left the drawer came onto the account."""
    return compared(
        proof,
        "sale_correction",
        "SELECT coalesce(customer_id, 0) AS customer, coalesce(-amount, 0) AS remembered, "
        "cash + card + transfer + other AS recomputed FROM sale_correction "
        "LEFT JOIN account_adjustment ON id = adjustment_id AND kind = 'correction'",
        "a correction moved {0}, the drawer {1}",
    )


def check_refunds(proof: Proof) -> Finding:
    """Compare every refund with its entry, and look for sales that gave back more than they brought."""
    entries = compared(
        proof,
        "sale_refund",
        "SELECT coalesce(sale_refund.customer_id, 0) AS customer, credited AS remembered, "
        "CASE WHEN adjustment_id IS NULL THEN 0 ELSE coalesce(-account_adjustment.amount, 0) END AS recomputed "
        "FROM sale_refund "
        "LEFT JOIN account_adjustment ON account_adjustment.id = adjustment_id AND kind = 'refund_as_credit'",
        "a refund credited {0}, its entry {1}",
    )
    above = proof.session.exec_driver_sql(
        "SELECT sale.number FROM sale JOIN sale_refund ON sale_id = sale.id WHERE NOT EXISTS "
        "(SELECT 1 FROM account_adjustment WHERE reverses = adjustment_id) "
        "GROUP BY sale.id HAVING sum(sale_refund.amount) > sale.total"
    ).fetchall()
    more = tuple(f"S-{row[0]:05d} was refunded more than it came to" for row in above)
    return Finding(entries.checked, entries.problems + more)


def check_transfers(proof: Proof) -> Finding:
    """Compare both legs of every transfer, and look for a leg without the other."""
    legs = compared(
        proof,
        "transfer",
        "SELECT out_leg.customer_id AS customer, -out_leg.amount AS remembered, in_leg.amount AS recomputed "
        "FROM transfer "
        "JOIN account_adjustment AS out_leg ON out_leg.id = out_id "
        "JOIN account_adjustment AS in_leg ON in_leg.id = in_id",
        "one leg of a transfer moved {0}, the other {1}",
    )
    alone = proof.session.exec_driver_sql(
        "SELECT number FROM account_adjustment WHERE kind IN ('transfer_in', 'transfer_out') AND NOT EXISTS "
        "(SELECT 1 FROM transfer WHERE out_id = account_adjustment.id OR in_id = account_adjustment.id)"
    ).fetchall()
    more = tuple(f"A-{row[0]:05d} is one leg of a transfer without the other" for row in alone)
    return Finding(legs.checked, legs.problems + more)


def check_disputes(proof: Proof) -> Finding:
    """Compare the mark of every charge with its disputes that are still open."""
    return compared(
        proof,
        "charge",
        "SELECT customer_id AS customer, disputed AS remembered, "
        "(SELECT count(*) FROM dispute WHERE charge_id = event_id AND NOT EXISTS "
        "(SELECT 1 FROM dispute_end WHERE dispute_id = dispute.id)) AS recomputed FROM charge",
        "a charge is marked disputed ({0}) and has {1} open disputes",
    )
