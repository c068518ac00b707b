"""The computer's zone is one that a shop can have."""

from types import SimpleNamespace

import pytest

from shopdesk import computer_zone


@pytest.mark.parametrize(
    ("key", "zone"),
    [("Australia/Perth", "Australia/Perth"), ("Etc/UTC", "UTC"), ("Mars/Crater", "UTC"), (None, "UTC")],
)
def test_the_zone_of_the_computer(monkeypatch: pytest.MonkeyPatch, key: str | None, zone: str) -> None:
    monkeypatch.setattr(computer_zone, "LOCALTZ", SimpleNamespace(key=key))
    assert computer_zone.computer_zone() == zone
