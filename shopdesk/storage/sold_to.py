"""Whose a sale is: whom it was sold to, or who owes it since it was corrected, though nobody was named then."""

import json
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.storage.merges import whose
from shopdesk.storage.session import Session

UNDONE = "SELECT 1 FROM account_adjustment AS undone WHERE undone.reverses"
"""What took an entry back, but for the entry."""


def named_since(session: Session, customer: CustomerId) -> str:
    """Return, as a JSON list, the sales to nobody by name that a correction put on this person's account."""
    belongs, values = whose(session, customer, "account_adjustment.customer_id")
    rows = session.exec_driver_sql(
        "SELECT DISTINCT sale_id FROM account_adjustment CROSS JOIN sale_correction "
        "ON adjustment_id = account_adjustment.id JOIN sale ON sale.id = sale_id "
        f"WHERE {belongs} AND sale.customer_id IS NULL AND NOT EXISTS ({UNDONE} = adjustment_id)",
        values,
    )
    return json.dumps([row[0] for row in rows])


def sold_to(session: Session, customer: CustomerId) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that a row of ``sale`` is a person's, and its values; few were named only later."""
    belongs, values = whose(session, customer, "sale.customer_id")
    named = named_since(session, customer)
    if named == "[]":
        return belongs, values
    return f"({belongs} OR sale.id IN (SELECT value FROM json_each(?)))", (*values, named)
