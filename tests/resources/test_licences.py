"""The list of what ShopDesk is made with names every library and every bundled family."""

import re
import tomllib
from importlib.metadata import requires

from packaging.requirements import Requirement

from shopdesk.paths import resource

LIST = resource("LICENCES.md").read_text(encoding="utf-8").lower()


def test_every_library_the_program_asks_for_is_listed() -> None:
    project = tomllib.loads(resource("..", "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=!~\[; ]", needed, maxsplit=1)[0].lower() for needed in project["dependencies"]]
    assert not [name for name in names if name not in LIST]


def test_every_library_that_those_ask_for_is_listed_too() -> None:
    project = tomllib.loads(resource("..", "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: set[str] = set()
    left = [Requirement(needed) for needed in project["dependencies"]]
    while left:
        needed = left.pop()
        name = re.sub(r"[-_.]+", "-", needed.name).lower()
        wanted = needed.marker is None or needed.marker.evaluate({"extra": ""})
        if wanted and name not in found:
            found.add(name)
            left += [Requirement(text) for text in requires(needed.name) or ()]
    listed = re.sub(r"[-_.]+", "-", LIST)
    assert not sorted(name for name in found if name.replace("pyside6-", "") not in listed)


def test_every_licence_text_that_is_bundled_is_listed() -> None:
    texts = [path for folder in ("fonts", "icons", "licences") for path in resource(folder).glob("*.txt")]
    assert len(texts) == 8
    assert not [path for path in texts if f"{path.parent.name}/{path.name}".lower() not in LIST]


def test_every_bundled_family_is_listed() -> None:
    families = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))["family"]
    names = {family["name"] for family in families if not family["name"].startswith("Noto Sans ")}
    assert names == {"Inter", "Noto Sans", "Droid Sans Fallback"}
    assert not [name for name in names if name.lower() not in LIST]
