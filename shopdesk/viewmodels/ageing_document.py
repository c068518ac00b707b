"""The age of a debt as programs read it: whole minor units under the names of its buckets."""

from shopdesk.domain.ageing import Ageing

_KEYS = (
    "not_due_minor",
    "1_30_minor",
    "31_60_minor",
    "61_90_minor",
    "over_90_minor",
    "disputed_minor",
    "unallocated_minor",
)


def ageing_document(ageing: Ageing) -> dict[str, int]:
    """Return the five buckets, what is disputed and what is not allocated."""
    return dict(zip(_KEYS, ageing.as_tuple(), strict=True))
