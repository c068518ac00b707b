"""Proof of the file's own schema: whoever has the key can take a guard off, and everything would still add up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlcipher3 import dbapi2

from shopdesk.errors import Damaged
from shopdesk.storage.authorizer import authorize
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.schema import Named, laid_now, standing_in
from shopdesk.storage.session import Session

_TABLE = "table"


def check_tables(proof: Proof) -> Finding:
    """Compare every table with what a new shop has."""
    return _compared(proof.session, tables=True)


def check_guards(proof: Proof) -> Finding:
    """Compare every trigger, index and view with what a new shop has."""
    return _compared(proof.session, tables=False)


def lay_guards_anew(session: Session) -> None:
    """Make every trigger, index and view what a new shop has, within this unit of work; tables stay as they are.

    Raises Damaged (what: guards) where the rows do not fit an index that lets nothing stand twice.
    """
    laid = laid_now()
    # Past the anchor, which replays rows: an older copy has a schema of its own.
    with _unguarded(session) as driver:
        for each, sql in standing_in(session).items():
            if each.kind != _TABLE and sql != laid.get(each):
                driver.execute(f'DROP {each.kind} IF EXISTS "{each.name}"')  # it may have gone with a view
        standing = standing_in(session)
        for each, sql in laid.items():
            if each not in standing:
                _lay(driver, sql)


def _lay(driver: Any, sql: str) -> None:
    try:
        driver.execute(sql)
    except dbapi2.IntegrityError as error:
        raise Damaged(what="guards") from error


def _compared(session: Session, *, tables: bool) -> Finding:
    standing, laid = standing_in(session), laid_now()
    both = sorted(each for each in standing.keys() | laid.keys() if (each.kind == _TABLE) == tables)
    return Finding(len(both), tuple(filter(None, (_problem(each, standing, laid) for each in both))))


def _problem(each: Named, standing: dict[Named, str], laid: dict[Named, str]) -> str:
    what = f"the {each.kind} {each.name}"
    if each not in standing:
        return f"{what} is missing"
    if each not in laid:
        return f"{what} is not the program's"
    return "" if standing[each] == laid[each] else f"{what} was changed"


@contextmanager
def _unguarded(session: Session) -> Iterator[Any]:
    driver: Any = session.connection.driver_connection
    driver.set_authorizer(None)
    try:
        yield driver
    finally:
        driver.set_authorizer(authorize)
