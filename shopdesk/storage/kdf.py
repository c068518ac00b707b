"""Argon2id and its profile: how much memory and time a guess at the passphrase costs."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES

_MEMORY_KIB = range(19 * 1024, 1024 * 1024 + 1)
_TIME_COST = range(1, 10 + 1)
_PARALLELISM = range(1, 4 + 1)
_LEAST_OFFERED_KIB = 64 * 1024
_QUICK_SECONDS = 0.5
_SLOW_SECONDS = 1.0


@dataclass(frozen=True)
class KdfProfile:
    """Argon2id's parameters; ValueError outside the bounds, so that a forged file cannot eat the machine."""

    memory_kib: int
    time_cost: int
    parallelism: int

    def __post_init__(self) -> None:
        given = (self.memory_kib, self.time_cost, self.parallelism)
        for number, allowed in zip(given, (_MEMORY_KIB, _TIME_COST, _PARALLELISM), strict=True):
            if type(number) is not int or number not in allowed:
                raise ValueError("Argon2id parameter out of bounds")


STANDARD = KdfProfile(memory_kib=256 * 1024, time_cost=3, parallelism=1)


def stretch(passphrase: bytes, salt: bytes, profile: KdfProfile) -> bytes:
    """Return the 32-byte key that Argon2id makes of a passphrase."""
    return hash_secret_raw(
        passphrase,
        salt,
        time_cost=profile.time_cost,
        memory_cost=profile.memory_kib,
        parallelism=profile.parallelism,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _seconds(profile: KdfProfile) -> float:
    start = time.perf_counter()
    try:
        stretch(b"calibration", bytes(SALT_BYTES), profile)
    except HashingError:
        return float("inf")  # not enough memory
    return time.perf_counter() - start


def calibrate(seconds: Callable[[KdfProfile], float] = _seconds) -> KdfProfile:
    """Return the profile that takes this computer 0.5 to 1 s, or the nearest that is offered.

    Never below 64 MiB. ``seconds`` measures a profile.
    """
    profile = STANDARD
    taken = seconds(profile)
    if taken < _QUICK_SECONDS:
        # Time grows with the passes; more passes rather than more memory, which a shop's computer needs.
        passes = int(profile.time_cost * _QUICK_SECONDS / max(taken, 0.001)) + 1
        return KdfProfile(profile.memory_kib, min(passes, _TIME_COST[-1]), profile.parallelism)
    for cheaper in _cheaper():
        if taken <= _SLOW_SECONDS:
            break
        profile, taken = cheaper, seconds(cheaper)
    return profile


def _cheaper() -> Iterator[KdfProfile]:
    memory_kib = STANDARD.memory_kib
    while memory_kib >= _LEAST_OFFERED_KIB:
        for passes in (3, 2):
            if (memory_kib, passes) != (STANDARD.memory_kib, STANDARD.time_cost):
                yield KdfProfile(memory_kib, passes, STANDARD.parallelism)
        memory_kib //= 2
    yield KdfProfile(_LEAST_OFFERED_KIB, 1, STANDARD.parallelism)
