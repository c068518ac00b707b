"""How big a measured shop is."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How big the shop is; ``long`` gives some customers another number of events than ``each``.

    ``distinct`` makes up last names, so that hardly two customers share theirs: what looks for one person in a
    million must be able to find that one.
    """

    name: str
    customers: int
    each: int = 5
    long: tuple[tuple[int, int], ...] = ()
    distinct: bool = False


SIZES = tuple(map(int, os.environ.get("SHOPDESK_BENCH_SIZES", "1000,100000,1000000").split(",")))
"""How many customers the measured shops have; fewer and smaller ones for a quick look."""


def plan_of(customers: int) -> Plan:
    """Return the plan of a shop with that many customers and five events each; the first has 10,000, the second ten."""
    return Plan(f"shop-{customers}", customers, long=((1, 10_000), (2, 10)), distinct=True)
