"""Which customers meet a condition: kept with the connection, and looked at again is only who was touched since."""

import json
from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.storage.kept import kept
from shopdesk.storage.session import Condition, Session, read_many, read_number

FEW_MEMBERS = 1_000
"""So few are all read and sorted, however the list goes."""

# CROSS: from those who were touched, who are few, and from whom they were merged into.
_LOOKED_AT = (
    "SELECT member.id, archived_at IS NULL AND ({0}) FROM (SELECT value AS number FROM json_each(?) "
    "UNION SELECT merged_into FROM customer WHERE id IN (SELECT value FROM json_each(?))) "
    "CROSS JOIN customer AS member ON member.id = number"
)


class Members(NamedTuple):
    """How many meet a condition, and who: as a JSON list of a few, or many marked at their places."""

    total: int
    ids: str
    marks: bytes

    def condition(self, customer: str) -> Condition:
        """Return the condition that whoever's id stands at ``customer`` is one of them.

        A list can begin with few members; many are told from the others on the way along an index.
        """
        if self.marks:
            return f"substr(?, {customer}, 1) = x'01'", (self.marks,)
        return f"{customer} IN (SELECT value FROM json_each(?))", (self.ids,)


def find_members(session: Session, everybody: Condition, one: Condition) -> Members:
    """Return who meets a condition.

    ``everybody`` is the query for the ids of all of them, ``one`` the same asked of a single row of ``member`` that is
    not archived.
    """

    def renew(before: Members, touched: Collection[CustomerId]) -> Members:
        return _renewed(session, before, touched, one)

    return kept(session, everybody, partial(_looked_up, session, everybody), renew)


def count_members(session: Session, everybody: Condition, one: Condition) -> int:
    """Return how many meet a condition, asked as `find_members`; who they are is first asked when somebody is touched.

    At the opening of a large shop somebody waits for the count alone.
    """
    query, values = everybody

    def count() -> Members | int:
        return read_number(session, f"SELECT count(*) FROM ({query})", values)

    def renew(before: Members | int, touched: Collection[CustomerId]) -> Members | int:
        if isinstance(before, int):
            return _looked_up(session, everybody)
        return _renewed(session, before, touched, one)

    found = kept(session, ("count", everybody), count, renew)
    return found if isinstance(found, int) else found.total


def _looked_up(session: Session, everybody: Condition) -> Members:
    query, values = everybody
    asked = f"SELECT count(*), json_group_array(id) FROM ({query})"
    ((total, ids),) = read_many(session, asked, values)
    return Members(total, ids, b"") if total <= FEW_MEMBERS else _members(json.loads(ids))


def _members(ids: Collection[int]) -> Members:
    if len(ids) <= FEW_MEMBERS:
        return Members(len(ids), json.dumps(sorted(ids)), b"")
    marks = bytearray(max(ids))
    for number in ids:
        marks[number - 1] = 1
    return Members(len(ids), "", bytes(marks))


def _renewed(session: Session, before: Members, touched: Collection[CustomerId], one: Condition) -> Members:
    condition, values = one
    query = _LOOKED_AT.format(condition)
    named = json.dumps(sorted(touched))
    looked_at = dict(read_many(session, query, (*values, named, named)))
    if not before.marks:
        kept_ids = set(json.loads(before.ids)) - looked_at.keys()
        return _members(kept_ids | {number for number, meets in looked_at.items() if meets})
    marks = bytearray(before.marks.ljust(max(looked_at, default=0), b"\0"))
    for number, meets in looked_at.items():
        marks[number - 1] = bool(meets)
    total = marks.count(1)
    if total > FEW_MEMBERS:
        return Members(total, "", bytes(marks))
    return _members([place + 1 for place, mark in enumerate(marks) if mark])
