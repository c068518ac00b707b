"""Finding records that may be one person: similar names and the same phone, email or address.

Addresses are opened in memory for the comparison and kept nowhere.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import combinations

from shopdesk.domain.account import CustomerId
from shopdesk.domain.folding import fold
from shopdesk.domain.search_words import allowed_edits
from shopdesk.domain.twins import Ground, Twins, TwinSide
from shopdesk.storage.bundles import BUNDLE
from shopdesk.storage.misspelling import distances
from shopdesk.storage.session import Session, read_many
from shopdesk.storage.vault import Vault

Progress = Callable[[int, int], None]

_MOST_SHARING = 30
"""What more people share than this is a placeholder and tells nothing."""
_DIGEST_BYTES = 16
_THERE = "merged_into IS NULL AND data_key IS NOT NULL"
_SHARED = f"""
SELECT '{Ground.PHONE}', json_group_array(id) FROM (
    SELECT mobile AS phone, id FROM customer WHERE mobile IS NOT NULL AND {_THERE}
    UNION SELECT landline, id FROM customer WHERE landline IS NOT NULL AND {_THERE}
) GROUP BY phone HAVING count(*) > 1
UNION ALL
SELECT '{Ground.EMAIL}', json_group_array(id) FROM customer WHERE email_folded IS NOT NULL AND {_THERE}
GROUP BY email_folded HAVING count(*) > 1
"""
_WITH_BUNDLE = f"{_THERE} AND pii_enc IS NOT NULL"
_BUNDLES = (
    f"SELECT id, uuid, data_key, pii_enc FROM customer WHERE {_WITH_BUNDLE} AND id > ? ORDER BY id LIMIT 4000"
)
_Pair = tuple[CustomerId, CustomerId]


def find_twins(session: Session, vault: Vault, progress: Progress | None = None) -> list[Twins]:
    """Return the pairs that nobody dismissed, those that share most first; at least one is not archived."""
    sharing = [
        (ground, list(map(CustomerId, json.loads(ids)))) for ground, ids in read_many(session, _SHARED, ())
    ]
    sharing += ((Ground.ADDRESS, customers) for customers in _at_one_address(session, vault, progress))
    grounds: dict[_Pair, set[Ground]] = defaultdict(set)
    for ground, customers in sharing:
        if len(customers) <= _MOST_SHARING:
            for one, other in combinations(sorted(customers), 2):
                grounds[one, other].add(Ground(ground))
    dismissed = {(row[0], row[1]) for row in read_many(session, "SELECT one_id, other_id FROM not_twin", ())}
    sides = _sides(session, {customer for pair in grounds for customer in pair})
    found = [
        Twins(sides[one], sides[other], tuple(ground for ground in Ground if ground in why))
        for (one, other), why in grounds.items()
        if (one, other) not in dismissed
        and not (sides[one].archived and sides[other].archived)
        and are_similar(fold(sides[one].full_name), fold(sides[other].full_name))
    ]
    return sorted(found, key=lambda twins: (-len(twins.grounds), twins.one.id, twins.other.id))


def _sides(session: Session, customers: Collection[CustomerId]) -> dict[CustomerId, TwinSide]:
    rows = read_many(
        session,
        "SELECT id, full_name, coalesce(mobile, landline), email, debt_balance, archived_at IS NOT NULL "
        "FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(customers)),),
    )
    return {row[0]: TwinSide._make((*row[:5], bool(row[5]))) for row in rows}


def _at_one_address(session: Session, vault: Vault, progress: Progress | None) -> Iterator[list[CustomerId]]:
    """Yield who lives at one address; of those who live alone no more than a number each is remembered."""
    first: dict[bytes, CustomerId] = {}
    shared: dict[bytes, list[CustomerId]] = {}
    opened = vault.opener(BUNDLE)
    done, last = 0, 0
    total = session.exec_driver_sql(f"SELECT count(*) FROM customer WHERE {_WITH_BUNDLE}").scalar_one()
    while page := read_many(session, _BUNDLES, (last,)):
        if progress is not None:
            progress(done, total)
        done, last = done + len(page), page[-1][0]
        for identity, uuid, data_key, sealed in page:
            customer = CustomerId(identity)
            address = _address(opened(uuid, data_key, sealed))
            if address is None:
                continue
            before = first.setdefault(address, customer)
            if before != customer:
                shared.setdefault(address, [before]).append(customer)
    yield from shared.values()


def dismiss(session: Session, one: CustomerId, other: CustomerId) -> None:
    """Remember that two customers are two people."""
    session.exec_driver_sql(
        "INSERT INTO not_twin (one_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (min(one, other), max(one, other)),
    )


def are_similar(one: str, other: str) -> bool:
    """Tell whether two folded names may be one, in whatever order their words stand, initials included."""
    shorter, longer = sorted((one.split(), other.split()), key=lambda words: (len(words), words))
    rest = list(longer)
    for word in shorter:
        match = next((other for other in rest if word == other or _stands_for(word, other)), None)
        if match is None:
            break
        rest.remove(match)
    else:
        return True
    words = one.split()
    return bool(distances(words, [other])[0] <= allowed_edits("".join(words)))


def _stands_for(word: str, other: str) -> bool:
    """Tell whether one is the initial of the other."""
    bare, whole = sorted((word.rstrip("."), other.rstrip(".")), key=len)
    return len(bare) == 1 and whole.startswith(bare)


def _address(bundle: bytes | None) -> bytes | None:
    """Return a digest of street and suburb as they are compared, or None without both."""
    if bundle is None:
        return None  # verifying names what does not open; here it only means one candidate less
    fields = json.loads(bundle)
    street, suburb = fields.get("street"), fields.get("suburb")
    if not street or not suburb:
        return None
    plain = "".join(filter(str.isalnum, fold(f"{street} {suburb}")))
    return hashlib.blake2b(plain.encode(), digest_size=_DIGEST_BYTES).digest()
