"""Where things lie: the shop's folder, and the data files that ship with the program."""

from pathlib import Path

import platformdirs

_SHOPS_OWN = frozenset(
    {
        "shop.db",
        "shop.db-wal",
        "shop.db-shm",
        "shop.keys",
        "shop.keys.2",
        "shop.journal",
        "shop.journal.lock",
        "shop.lock",
        "shop.mail.lock",
    }
)
_RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_shop_folder() -> Path:
    """Return the platform's data folder for the one shop of this computer."""
    return Path(platformdirs.user_data_dir("ShopDesk", appauthor=False)) / "shop"


def demo_shop_folder() -> Path:
    """Return the folder of the demo shop, apart from the real one."""
    return Path(platformdirs.user_data_dir("ShopDesk", appauthor=False)) / "demo"


def is_shops_own(path: Path) -> bool:
    """Tell whether a file is called like one that a shop consists of, whose place no paper and no copy may take."""
    return path.name.casefold() in _SHOPS_OWN or path.resolve().name.casefold() in _SHOPS_OWN


def resource(*parts: str) -> Path:
    """Return the path of a bundled data file, for instance ``resource("fonts", "Inter-Regular.ttf")``."""
    return _RESOURCES.joinpath(*parts)
