"""Customers that a full-text index finds, the newest first."""

import json
from typing import Any

from shopdesk.storage.session import Condition, Session, read_many

_FEW = 100
"""Customers that are sooner read and sorted than met on the way along an index from its end."""


def newest_matching(
    session: Session, index: str, asked: str, columns: str, conditions: list[Condition], most: int
) -> list[tuple[Any, ...]]:
    """Return the columns of at most so many customers that the index finds and that meet the conditions.

    Mostly few or none are found. The index is asked from its beginning, and from its end, the newest, only where it
    has many: to begin there it would look through a page for every term and segment first.
    """
    begun = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {_FEW}"
    few = [customer for (customer,) in read_many(session, begun, (asked,))]
    if not few:
        return []
    wanted, order = f"{index} JOIN customer ON id = {index}.rowid WHERE {index} MATCH ?", f"{index}.rowid"
    if len(few) < _FEW:
        wanted, order, asked = "customer WHERE id IN (SELECT value FROM json_each(?))", "id", json.dumps(few)
    met = "".join(f" AND {condition}" for condition, _ in conditions)
    return read_many(
        session,
        f"SELECT {columns} FROM {wanted}{met} ORDER BY {order} DESC LIMIT ?",
        (asked, *(value for _, values in conditions for value in values), most),
    )
