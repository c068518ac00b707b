"""Keyrings for tests, so that none ever touches that of whoever runs them: one in memory, and none at all."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import PasswordDeleteError

_NONE = "keyring.backends.fail.Keyring"


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given until the test is over."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept, or None."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        if (service, username) not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[service, username]


@pytest.fixture(autouse=True, scope="session")
def no_keyring() -> None:
    """Let the program find no keyring, as on a computer without a desktop."""
    keyring.set_keyring(load_keyring(_NONE))


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """Let the program find a keyring."""
    kept = MemoryKeyring()
    keyring.set_keyring(kept)
    yield kept
    keyring.set_keyring(load_keyring(_NONE))
