"""How hard the laws are tried: some histories in `make test`, many more in `make laws`."""

import os

from hypothesis import HealthCheck, settings

_TIMES = int(os.environ.get("SHOPDESK_LAWS", "1"))


def law(histories: int) -> settings:
    """Return the settings of a law that is tried on so many histories, in the short set."""
    return settings(
        max_examples=histories * _TIMES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
