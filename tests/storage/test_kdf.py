"""Argon2id's bounds, and the profile chosen for a computer."""

import pytest
from argon2.exceptions import HashingError

from shopdesk.storage import kdf
from shopdesk.storage.kdf import STANDARD, KdfProfile, calibrate, stretch
from tests.fast_kdf import FAST

SALT = bytes(16)


@pytest.mark.parametrize(
    "profile",
    [
        (19 * 1024 - 1, 3, 1),
        (1024 * 1024 + 1, 3, 1),
        (65536, 0, 1),
        (65536, 11, 1),
        (65536, 3, 0),
        (65536, 3, 5),
        (65536, True, 1),
        (65536.0, 3, 1),
    ],
)
def test_parameters_outside_the_bounds_are_refused_before_anything_is_computed(
    profile: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        KdfProfile(*profile)


@pytest.mark.parametrize("profile", [(19 * 1024, 1, 1), (1024 * 1024, 10, 4), (256 * 1024, 3, 1)])
def test_the_bounds_themselves_are_allowed(profile: tuple[int, int, int]) -> None:
    assert KdfProfile(*profile).memory_kib == profile[0]


def test_passphrase_salt_and_profile_all_change_the_key() -> None:
    dearer = KdfProfile(FAST.memory_kib, FAST.time_cost + 1, FAST.parallelism)
    keys = {
        stretch(b"one", SALT, FAST),
        stretch(b"two", SALT, FAST),
        stretch(b"one", bytes(15) + b"1", FAST),
        stretch(b"one", SALT, dearer),
    }
    assert [len(key) for key in keys] == [32] * 4


def test_the_standard_stays_where_it_takes_between_a_half_and_one_second() -> None:
    assert calibrate(lambda _: 0.7) == STANDARD == KdfProfile(256 * 1024, 3, 1)


@pytest.mark.parametrize(("taken", "passes"), [(0.3, 6), (0.1, 10), (0.0, 10)])
def test_a_fast_computer_makes_more_passes(taken: float, passes: int) -> None:
    assert calibrate(lambda _: taken) == KdfProfile(256 * 1024, passes, 1)


@pytest.mark.parametrize(
    ("mib_pass_seconds", "chosen"),
    [
        (0.0015, (256 * 1024, 2)),
        (0.003, (128 * 1024, 2)),
        (0.006, (64 * 1024, 2)),
        (1.0, (64 * 1024, 1)),
    ],
)
def test_a_slow_computer_gets_less_but_never_below_64_mib(
    mib_pass_seconds: float, chosen: tuple[int, int]
) -> None:
    profile = calibrate(lambda each: each.memory_kib / 1024 * each.time_cost * mib_pass_seconds)
    assert (profile.memory_kib, profile.time_cost) == chosen


def test_a_computer_without_the_memory_gets_a_profile_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    def small_computer(_passphrase: bytes, _salt: bytes, profile: KdfProfile) -> bytes:
        if profile.memory_kib > 64 * 1024:
            raise HashingError
        return b""

    monkeypatch.setattr(kdf, "stretch", small_computer)
    assert calibrate() == KdfProfile(64 * 1024, 3, 1)
