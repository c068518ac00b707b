"""Instants as the tables keep them: whole microseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(instant: datetime) -> int:
    """Return the instant as microseconds since 1970."""
    return (instant - _EPOCH) // _MICROSECOND


@lru_cache(maxsize=1 << 11)
def from_micros(micros: int) -> datetime:
    """Return the aware UTC instant; an event, its charge and what settled it share theirs."""
    return _EPOCH + timedelta(0, 0, micros)


def from_micros_or_none(micros: int | None) -> datetime | None:
    """Return the instant, or None for NULL."""
    return None if micros is None else from_micros(micros)
