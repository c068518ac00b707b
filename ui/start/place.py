"""Where a shop lies, and how it is made and opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.viewmodels.demo import Make
from shopdesk.viewmodels.unlock import TillDoor

if TYPE_CHECKING:
    from shopdesk.viewmodels.first_run import ShopMaker
    from shopdesk.viewmodels.open_shop import OpenShop


@dataclass(frozen=True)
class Place:
    """One shop's place: where it lies, whether there is one, and how it is made and opened."""

    folder: Path
    exists: Callable[[], bool]
    open: "Callable[[str], OpenShop]"
    maker: "Callable[[], ShopMaker]"
    open_copy: "Callable[[Path, str], OpenShop]"
    """Opens a backup to look into it."""
    till: TillDoor | None = None
    is_copy: bool = False
    """Whether it is a backup, which is only looked into."""


@dataclass(frozen=True)
class Demo:
    """The demo shop's place; its passphrase is public. ``make`` makes it anew and tells how far it is."""

    place: Place
    passphrase: str
    make: Make
    is_outdated: Callable[[], bool] = lambda: False
    """Whether the demo that lies there was made by another program, so that it is made anew."""
