"""Finding records that may be one person: similar names and the same phone, email or address.

Addresses are opened in memory for the comparison and kept nowhere.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import fold
from shopdesk.domain.search_words import allowed_edits
from shopdesk.domain.twins import Ground, Twins, TwinSide
from shopdesk.errors import Damaged
from shopdesk.storage.bundles import BUNDLE
from shopdesk.storage.search import distances
from shopdesk.storage.session import Session, read_many
from shopdesk.storage.vault import Vault

Progress = Callable[[int, int], None]

_MOST_SHARING = 30
"""What more people share than this is a placeholder and tells nothing."""
_AT_ONCE = 1_000
_Pair = tuple[CustomerId, CustomerId]


def find_twins(session: Session, vault: Vault, progress: Progress | None = None) -> list[Twins]:
    """Return the pairs that nobody dismissed, those that share most first; at least one is not archived."""
    sides: dict[CustomerId, TwinSide] = {}
    names: dict[CustomerId, str] = {}
    shared: dict[tuple[Ground, str], list[CustomerId]] = defaultdict(list)
    sealed: list[tuple[CustomerId, str, bytes, bytes]] = []
    for row in read_many(
        session,
        "SELECT id, full_name, sort_name, mobile, landline, email, email_folded, debt_balance, "
        "archived_at IS NOT NULL, uuid, data_key, pii_enc FROM customer "
        "WHERE merged_into IS NULL AND data_key IS NOT NULL ORDER BY id",
        (),
    ):
        customer = CustomerId(row[0])
        mobile, landline = row[3], row[4]
        sides[customer] = TwinSide(customer, row[1], mobile or landline, row[5], row[7], bool(row[8]))
        names[customer] = row[2]
        for phone in {mobile, landline} - {None}:
            shared[Ground.PHONE, phone].append(customer)
        if row[6] is not None:
            shared[Ground.EMAIL, row[6]].append(customer)
        if row[11] is not None:
            sealed.append((customer, *row[9:12]))
    for done, (customer, uuid, data_key, bundle) in enumerate(sealed):
        if progress is not None and done % _AT_ONCE == 0:
            progress(done, len(sealed))
        address = _address(vault, uuid, data_key, bundle)
        if address is not None:
            shared[Ground.ADDRESS, address].append(customer)
    dismissed = {(row[0], row[1]) for row in read_many(session, "SELECT one_id, other_id FROM not_twin", ())}
    grounds: dict[_Pair, set[Ground]] = defaultdict(set)
    for pair, ground in _pairs(shared):
        grounds[pair].add(ground)
    found = [
        Twins(sides[one], sides[other], tuple(ground for ground in Ground if ground in why))
        for (one, other), why in grounds.items()
        if (one, other) not in dismissed
        and not (sides[one].archived and sides[other].archived)
        and are_similar(names[one], names[other])
    ]
    return sorted(found, key=lambda twins: (-len(twins.grounds), twins.one.id, twins.other.id))


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


def _pairs(shared: dict[tuple[Ground, str], list[CustomerId]]) -> Iterator[tuple[_Pair, Ground]]:
    for (ground, _), customers in shared.items():
        if len(customers) <= _MOST_SHARING:
            for pair in combinations(customers, 2):
                yield pair, ground


def _address(vault: Vault, uuid: str, data_key: bytes, bundle: bytes) -> str | None:
    """Return street and suburb as they are compared, or None without both."""
    try:
        fields = json.loads(vault.open_data_key(uuid, data_key).unseal(bundle, BUNDLE))
    except Damaged:
        return None  # verifying names it; here it only means one candidate less
    street, suburb = fields.get("street"), fields.get("suburb")
    if not street or not suburb:
        return None
    return "".join(mark for mark in fold(f"{street} {suburb}") if mark.isalnum())
