"""How often the shop's records name each suburb: a list of its own, without customers, kept with every record."""

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from shopdesk.domain.account import customer_number
from shopdesk.domain.customer import CustomerRecord
from shopdesk.domain.folding import fold
from shopdesk.domain.suburb import Suburb
from shopdesk.storage.bundles import every_bundle
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

_COUNT = (
    "INSERT INTO suburb (folded, state, postcode, name, times_used) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (folded, state, postcode) DO UPDATE SET name = excluded.name, "
    "times_used = times_used + excluded.times_used"
)
_place = attrgetter("suburb", "state", "postcode")
_THIS = "WHERE folded = ? AND state = ? AND postcode = ?"


def count_suburbs(session: Session, records: Iterable[CustomerRecord]) -> None:
    """Count the suburbs of records that are written."""
    _count(session, map(_place, records))


def uncount_suburb(session: Session, record: CustomerRecord) -> None:
    """Take back what a record counted that is changed or erased; what nobody names any more is forgotten."""
    named = _named(record.suburb, record.state, record.postcode)
    if named is not None:
        session.exec_driver_sql(f"DELETE FROM suburb {_THIS} AND times_used = 1", _key(named))
        session.exec_driver_sql(f"UPDATE suburb SET times_used = times_used - 1 {_THIS}", _key(named))


def find_suburbs(session: Session, typed: str, limit: int) -> tuple[Suburb, ...]:
    """Return the suburbs that begin as typed, the most used first."""
    begins = fold(typed.strip())
    rows = session.exec_driver_sql(
        "SELECT name, state, postcode FROM suburb WHERE folded >= ? AND folded < ? "
        "ORDER BY times_used DESC, folded LIMIT ?",
        (begins, f"{begins}\U0010ffff", limit),
    )
    return tuple(Suburb(*row) for row in rows)


def check_bundles(proof: Proof) -> Finding:
    """Open every sealed bundle, and count the suburbs they name for the check that follows."""
    problems: list[str] = []
    checked = 0
    for customer, bundle in every_bundle(proof.session, proof.vault):
        checked += 1
        if bundle is None:
            problems.append(f"{customer_number(customer)}: the sealed fields do not open")
        elif (named := _of_bundle(bundle)) is not None:
            proof.suburbs[_key(named)] += 1
    return Finding(checked, tuple(problems))


def check_suburbs(proof: Proof) -> Finding:
    """Compare how often each suburb is remembered with the bundles that were just opened."""
    rows = proof.session.exec_driver_sql("SELECT folded, state, postcode, times_used FROM suburb")
    remembered = {(row[0], row[1], row[2]): row[3] for row in rows}
    wrong = sum(
        remembered.get(key, 0) != proof.suburbs[key] for key in remembered.keys() | proof.suburbs.keys()
    )
    return Finding(len(remembered), (f"the count of {wrong} suburbs is wrong",) if wrong else ())


def recount_suburbs(session: Session, vault: Vault) -> None:
    """Count all suburbs again from the bundles that open."""
    session.exec_driver_sql("DELETE FROM suburb")
    opened = (bundle for _, bundle in every_bundle(session, vault) if bundle is not None)
    _count(session, filter(None, map(_of_bundle, opened)))


def _named(name: str | None, state: str | None, postcode: str | None) -> Suburb | None:
    return Suburb(name, state or "", postcode or "") if name else None


def _of_bundle(bundle: dict[str, Any]) -> Suburb | None:
    return _named(bundle.get("suburb"), bundle.get("state"), bundle.get("postcode"))


def _key(suburb: Suburb) -> tuple[str, str, str]:
    return fold(suburb.name), suburb.state, suburb.postcode


def _count(session: Session, places: Iterable[tuple[str | None, str | None, str | None]]) -> None:
    for place, times in Counter(places).items():
        if (suburb := _named(*place)) is None:
            continue
        session.exec_driver_sql(_COUNT, (*_key(suburb), suburb.name, times))
