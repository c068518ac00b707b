"""What customers spent and when they came: triggers remember it of every sale, and sum it up on the customer.

``sale_spent`` holds whose a sale is, when it became paid and what of it counts as spent; the view ``sale_spent_now``
reads that from the entries, corrections and refunds themselves.
"""

from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.storage.finding import Finding, Proof, compared
from shopdesk.storage.moments import from_micros_or_none
from shopdesk.storage.session import Session

_COLUMNS = "sale_id, customer_id, at, paid_at, amount"
_FIGURES = "lifetime_spend, visits, last_sale_at, last_paid_at"
_SUMS = (
    "sum(amount) AS lifetime_spend, count(*) AS visits, max(at) AS last_sale_at, max(paid_at) AS last_paid_at"
)
REPAIRS = (
    "DELETE FROM sale_spent",
    f"INSERT INTO sale_spent ({_COLUMNS}) SELECT {_COLUMNS} FROM sale_spent_now",
    (
        f"UPDATE customer SET ({_FIGURES}) = (SELECT coalesce(sum(amount), 0), count(*), max(at), max(paid_at) "
        "FROM sale_spent WHERE customer_id = customer.id)"
    ),
)


class Spending(NamedTuple):
    """What a customer spent in fully paid sales (minor units), and when they were here last."""

    lifetime_spend: int
    last_visit_at: datetime | None


def read_spending(session: Session, customer: CustomerId) -> Spending:
    """Return what is remembered of somebody who was not merged into another: the whole group's sales count."""
    row = session.exec_driver_sql(
        "SELECT lifetime_spend, coalesce(last_paid_at, last_sale_at) FROM customer WHERE id = ?", (customer,)
    ).one()
    return Spending(row[0], from_micros_or_none(row[1]))


def check_spending(proof: Proof) -> Finding:
    """Compare what is remembered of every sale with its entries, and of every customer with their sales."""
    # One sort of both sides: whatever does not come once from each.
    wrong = proof.session.exec_driver_sql(
        f"SELECT number FROM sale WHERE id IN (SELECT sale_id FROM (SELECT {_COLUMNS} FROM sale_spent UNION ALL "
        f"SELECT {_COLUMNS} FROM sale_spent_now) GROUP BY {_COLUMNS} HAVING count(*) <> 2) ORDER BY number"
    ).fetchall()
    said = "lifetime_spend || ', ' || visits || ', ' || ifnull(last_paid_at, '') || ', ' || ifnull(last_sale_at, '')"
    sums = compared(
        proof,
        "sale_spent",
        f"SELECT id AS customer, {said} AS remembered, coalesce(summed, '0, 0, , ') AS recomputed FROM customer "
        f"LEFT JOIN (SELECT customer_id, {said} AS summed FROM (SELECT customer_id, {_SUMS} FROM sale_spent "
        "GROUP BY customer_id)) ON customer_id = id",
        "spent, visits and last visit are {0}, the sales make {1}",
    )
    sales = tuple(
        f"S-{row[0]:05d}: what is remembered of it as spent is not what its entries say" for row in wrong
    )
    return Finding(sums.checked, sums.problems + sales)
