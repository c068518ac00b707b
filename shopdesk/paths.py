"""Where things lie: the shop's folder, and the data files that ship with the program."""

from pathlib import Path

import platformdirs

_RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_shop_folder() -> Path:
    """Return the platform's data folder for the one shop of this computer."""
    return Path(platformdirs.user_data_dir("ShopDesk", appauthor=False)) / "shop"


def demo_shop_folder() -> Path:
    """Return the folder of the demo shop, apart from the real one."""
    return Path(platformdirs.user_data_dir("ShopDesk", appauthor=False)) / "demo"


def resource(*parts: str) -> Path:
    """Return the path of a bundled data file, for instance ``resource("fonts", "Inter-Regular.ttf")``."""
    return _RESOURCES.joinpath(*parts)
