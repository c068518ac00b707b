"""``make package``: freezes the program into one folder, and on Debian builds the ``.deb`` around it.

Run with the Python of ``.venv``; needs ``dpkg-deb``, ``dpkg`` and ``ldd`` for the ``.deb``.
"""

import argparse
import pickle
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_HERE = ROOT / "installer"
_MAINTAINER = "The ShopDesk contributors <shopdesk@localhost>"
_UNUSED_WORDS = frozenset(
    {
        "compact_currency_formats",
        "compact_decimal_formats",
        "compound_unit_patterns",
        "currency_names_plural",
        "interval_formats",
        "languages",
        "meta_zones",
        "scripts",
        "time_zones",
        "unit_display_names",
        "unit_patterns",
        "variants",
    }
)
"""What Babel knows of each locale and the program never asks: half of thirty megabytes."""
_ALWAYS = ("libgl1", "libegl1", "libxcb-cursor0")
"""What Qt opens by name when it starts, so that no library asks for it."""
_LOADED = """
import importlib, os, pkgutil, sys
import shopdesk, ui
for whole in (shopdesk, ui):
    for found in pkgutil.walk_packages(whole.__path__, whole.__name__ + "."):
        if not found.name.startswith("shopdesk.storage.migrations.") and not found.name.endswith(".__main__"):
            importlib.import_module(found.name)
for name, module in sys.modules.items():
    file = getattr(module, "__file__", None) or ""
    if file.endswith(".py") and os.path.isfile(file) and ("site-packages" in file or file.startswith(os.getcwd())):
        print(name)
"""
"""Loads all of the program's modules, and tells which of Python's files came with them."""
_ICON_SIZES = (16, 24, 32, 48, 64, 256)
_LINE = re.compile(r"=> (?P<path>/\S+)")
_MISSING = re.compile(r"(?P<name>\S+)\.so\.(?P<version>\d+) => not found")


def freeze(place: Path) -> Path:
    """Build the one-folder program below ``place`` and return its folder."""
    spec = _HERE / "shopdesk.spec"
    if sys.platform == "win32":
        write_icon(place / "shopdesk.ico")
    dirs = ("--distpath", str(place), "--workpath", str(place / "freezing"))
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *dirs, str(spec)],
        check=True,
        cwd=ROOT,
    )
    folder = place / "shopdesk"
    if sys.platform == "linux":
        (folder / "shopdesk-admin").symlink_to("shopdesk")
    for path in (folder / "_internal").iterdir():
        if path.is_symlink() and not path.exists():  # the name of a part of Qt that stayed out
            path.unlink()
    if missing := left_out(folder):
        sys.exit(
            f"Imported by a name that PyInstaller does not see (contents.HIDDEN): {', '.join(sorted(missing))}"
        )
    for path in (folder / "_internal" / "babel" / "locale-data").glob("*.dat"):
        path.write_bytes(slimmer(path.read_bytes()))
    return folder


def left_out(folder: Path) -> set[str]:
    """Return the modules that the program's own load on this machine, and that were not frozen with it."""
    from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]  # noqa: PLC0415  for this alone

    program = CArchiveReader(str(folder / ("shopdesk.exe" if sys.platform == "win32" else "shopdesk")))
    library = next(name for name in program.toc if name.startswith("PYZ"))
    frozen = set(program.open_embedded_archive(library).toc)
    asked = [sys.executable, "-c", _LOADED]
    loaded = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    return set(loaded) - frozen - {"_distutils_hack"}  # begins with every Python that has setuptools


def write_icon(target: Path) -> None:
    """Write the program's picture in the sizes in which Windows shows it."""
    from PIL import Image  # noqa: PLC0415  what the icon takes is not asked of Linux and macOS
    from PySide6.QtCore import Qt  # noqa: PLC0415  likewise
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415  likewise
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  likewise

    drawn = QImage(_ICON_SIZES[-1], _ICON_SIZES[-1], QImage.Format.Format_RGBA8888)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "shopdesk.svg")).render(painter)
    painter.end()
    picture = Image.frombytes("RGBA", (drawn.width(), drawn.height()), bytes(drawn.constBits()))
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(target, sizes=[(size, size) for size in _ICON_SIZES])


def slimmer(locale: bytes) -> bytes:
    """Return what Babel keeps of a locale without what the program never asks."""
    words = pickle.loads(locale)  # noqa: S301  Babel's own file, installed by its hash
    return pickle.dumps({key: value for key, value in words.items() if key not in _UNUSED_WORDS})


def packages_of(folder: Path) -> list[str]:
    """Return the Debian packages whose libraries the program's files load, and those that Qt opens by name."""
    files = [path for path in folder.rglob("*") if path.is_file() and _is_elf(path)]
    answer = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    found = {Path(line["path"]) for line in _LINE.finditer(answer)}
    named = {_named(line["name"], line["version"]) for line in _MISSING.finditer(answer)}
    return sorted(owners_of(path for path in found if folder not in path.parents) | named | set(_ALWAYS))


def owners_of(libraries: Iterable[Path]) -> set[str]:
    """Return the installed packages that have these libraries."""
    names = sorted({path.name for path in libraries})
    answer = subprocess.run(
        ["dpkg", "-S", *(f"*/{name}" for name in names)],
        capture_output=True,
        text=True,
        check=False,
    )
    return {line.split(":")[0] for line in answer.stdout.splitlines() if "-dev" not in line.split(":")[0]}


def _named(library: str, version: str) -> str:
    """Return what Debian calls the package of a library that this machine lacks (its policy, 8.1)."""
    return f"{library}-{version}" if library[-1].isdigit() else f"{library}{version}"


def build_deb(folder: Path, version: str, place: Path) -> Path:
    """Build the ``.deb`` around a frozen program and return it."""
    tree = place / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _lay(folder, tree)
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    architecture = _said_by("dpkg", "--print-architecture")
    control = {
        "Package": "shopdesk",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": _MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(packages_of(folder)),
        "Recommends": "cups-client, gnome-keyring | keepassxc",
        "Section": "office",
        "Priority": "optional",
        "Description": "customer book of a shop that sells on trust\n"
        " Who the customers are, what they like, what they owe, and proof of every figure,\n"
        " in one calm window and one encrypted file.",
    }
    about = tree / "DEBIAN"
    about.mkdir()
    (about / "control").write_text("".join(f"{key}: {value}\n" for key, value in control.items()), "utf-8")
    package = place / f"shopdesk_{version}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", tree, package],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    return package


def _lay(folder: Path, tree: Path) -> None:
    """Lay the program, its names, its place in the menu and its papers as Debian has them."""
    shutil.copytree(folder, tree / "usr" / "lib" / "shopdesk", symlinks=True)
    names, share = tree / "usr" / "bin", tree / "usr" / "share"
    names.mkdir(parents=True)
    for name in ("shopdesk", "shopdesk-admin"):
        (names / name).symlink_to(f"../lib/shopdesk/{name}")
    for source, target in (
        (_HERE / "linux" / "shopdesk.desktop", share / "applications" / "shopdesk.desktop"),
        (ROOT / "resources" / "icons" / "shopdesk.svg", share / "icons/hicolor/scalable/apps/shopdesk.svg"),
        (ROOT / "LICENSE", share / "doc" / "shopdesk" / "copyright"),
        (ROOT / "resources" / "LICENCES.md", share / "doc" / "shopdesk" / "LICENCES.md"),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _said_by(*command: str) -> str:
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def main(argv: Sequence[str] | None = None) -> int:
    """Build what this machine can build; prints what came of it."""
    parser = argparse.ArgumentParser(description="Freeze ShopDesk and pack it.")
    parser.add_argument("--place", type=Path, default=ROOT / "build" / "package")
    parser.add_argument(
        "--version", default=tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    )
    parser.add_argument("--frozen", action="store_true", help="pack what was frozen before")
    given = parser.parse_args(argv)
    folder = given.place / "shopdesk" if given.frozen else freeze(given.place)
    made = [folder]
    if shutil.which("dpkg-deb"):
        made.append(build_deb(folder, given.version, given.place))
    for path in made:
        sys.stdout.write(f"{path} ({_megabytes(path)} MB)\n")
    return 0


def _megabytes(path: Path) -> int:
    inside = path.rglob("*") if path.is_dir() else (path,)
    return sum(each.lstat().st_size for each in inside) // 1_000_000


if __name__ == "__main__":
    sys.exit(main())
