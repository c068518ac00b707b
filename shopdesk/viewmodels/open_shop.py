"""What a face holds of an open shop."""

from pathlib import Path
from typing import Protocol

from shopdesk.services.desk import Desk

__all__ = ["Desk", "OpenShop"]


class OpenShop(Protocol):
    """A shop with its keys in memory; closing it throws them away."""

    @property
    def folder(self) -> Path:
        """The folder it lies in."""

    @property
    def desk(self) -> Desk:
        """The owner's desk, until somebody signs in."""

    def close(self) -> None:
        """Forget the keys."""
