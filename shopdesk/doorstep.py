"""The ways into a shop before any is taken: what opens a shop is loaded when somebody opens one.

The program's first page asks for a secret and for nothing else, and what opens a shop is half of the program.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.storage.folder import ShopFolder

if TYPE_CHECKING:
    from shopdesk.shop import Shop, ShopCopy
    from shopdesk.unfinished_shop import UnfinishedShop

# ruff: noqa: PLC0415  as the module says


def is_shop_in(folder: Path) -> bool:
    """Tell whether there is a shop in the folder, healthy or not."""
    return ShopFolder(folder).holds_shop


def open_at(folder: Path, secret: str) -> "Shop":
    """Open a shop; raises as `open_shop` does."""
    from shopdesk.shop import open_shop

    return open_shop(folder, secret)


def has_pin_at(folder: Path) -> bool:
    """Tell whether this computer opens the shop with a till PIN."""
    from shopdesk.shop import has_till_pin

    return has_till_pin(folder)


def open_by_pin(folder: Path, pin: str) -> "Shop":
    """Open a shop with the till PIN of this computer; raises as `open_with_pin` does."""
    from shopdesk.shop import open_with_pin

    return open_with_pin(folder, pin)


def open_backup(backup: Path, secret: str) -> "ShopCopy":
    """Open a backup to look into it; raises as `open_copy` does."""
    from shopdesk.shop import open_copy

    return open_copy(backup, secret)


def new_shop_in(folder: Path) -> "UnfinishedShop":
    """Return what makes a shop in a folder."""
    from shopdesk.unfinished_shop import UnfinishedShop

    return UnfinishedShop(folder)


def is_outdated(demo: Path) -> bool:
    """Tell whether another program made the demo shop that lies there; asked of a demo's own place or mark."""
    from shopdesk.unfinished_shop import is_outdated_demo

    return is_outdated_demo(demo)


def make_anew(demo: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the demo shop, in place of the one that lies there; raises as `replace_demo` does."""
    from shopdesk.unfinished_shop import replace_demo

    replace_demo(demo, progress)
