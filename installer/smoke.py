"""Tries the ``.deb`` as a shop would, in a bare Debian without Python: ``python installer/smoke.py FILE.deb``.

Needs root, ``debootstrap`` and Debian's packages; with ``Xvfb`` the window opens on a real X screen, else in memory.
"""

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_PASSPHRASE = "four words are a passphrase"  # noqa: S105  of a shop that is thrown away
_PATIENCE = 900
"""Seconds that one command may take; a window that waits for nobody is a failure."""
_HOME = "/root/trial"
"""All that the trial enters lies here, so that the next one finds nothing of it."""
_SHOP = f"{_HOME}/corner-shop"
_OWN = re.compile(r"shopdesk", re.IGNORECASE)


class Bare:
    """A bare Debian in a folder; commands run inside it as its root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *command: str, **more: str) -> str:
        """Run one command inside and return what it printed; a failure ends the trial with its words."""
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": _HOME,
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "SHOPDESK_PASSPHRASE": _PASSPHRASE,
            **more,
        }
        answer = subprocess.run(
            ["chroot", str(self.root), *command],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=_PATIENCE,
        )
        if answer.returncode:
            sys.exit(f"FAILED: {' '.join(command)}\n{answer.stdout[-2000:]}\n{answer.stderr[-2000:]}")
        return answer.stdout

    def shop(self, *command: str) -> dict[str, object]:
        """Give `shopdesk-admin` one command on the shop, and return its JSON."""
        found: dict[str, object] = json.loads(self.run("shopdesk-admin", "--json", "--shop", _SHOP, *command))
        return found

    def has(self, path: str) -> bool:
        """Tell whether something is there, a link that leads nowhere included."""
        place = self.root / path.lstrip("/")
        return place.exists() or place.is_symlink()


def main(argv: Sequence[str] | None = None) -> int:
    """Install, work, upgrade and remove; prints a line for each step that went well."""
    parser = argparse.ArgumentParser(description="Try the package in a bare Debian.")
    parser.add_argument("package", type=Path)
    parser.add_argument(
        "--place", type=Path, default=Path("build/bare"), help="where the bare Debian is made"
    )
    given = parser.parse_args(argv)
    if not (given.place / "usr").exists():
        _said("a bare Debian 12", _make_bare, given.place)
    bare = Bare(given.place.resolve())
    if shutil.which("python3", path=str(bare.root / "usr" / "bin")):
        sys.exit("There is a Python in it: not bare.")
    with _mounted(bare.root):
        _said("nothing is left of an earlier trial", _clear, bare)
        _said("installed with what it depends on", _install, bare, given.package)
        _said("stands in the menu with its icon", _look_in_the_menu, bare)
        _said("a shop, a sale, a payment and a statement from the terminal", _trade, bare)
        _said("the window makes a shop, sells, takes a payment, writes the statement", _open_window, bare)
        _said("upgraded over it, the shop untouched", _upgrade, bare, given.package)
        _said("removed; nothing but the shops is left", _remove, bare)
    return 0


def _said(what: str, step: object, *arguments: object) -> None:
    began = time.monotonic()
    assert callable(step)  # noqa: S101  for the type checker
    step(*arguments)
    sys.stdout.write(f"ok  {what} ({time.monotonic() - began:.0f} s)\n")
    sys.stdout.flush()


def _make_bare(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    command = ["debootstrap", "--variant=minbase", "bookworm", str(place)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def _mounted(root: Path) -> Iterator[None]:
    """Give it what every machine has: processes and devices."""
    mounts = (("proc", "proc"), ("tmpfs", "dev/shm"))
    for kind, where in mounts:
        (root / where).mkdir(parents=True, exist_ok=True)
        while os.path.ismount(root / where):  # a trial that was killed left it
            subprocess.run(["umount", root / where], check=True)
        subprocess.run(["mount", "-t", kind, kind, root / where], check=True)
    try:
        yield
    finally:
        for _kind, where in reversed(mounts):
            subprocess.run(["umount", root / where], check=True)


def _clear(bare: Bare) -> None:
    if bare.has("/var/lib/dpkg/info/shopdesk.list"):
        bare.run("dpkg", "--purge", "shopdesk")
    shutil.rmtree(bare.root / _HOME.lstrip("/"), ignore_errors=True)
    (bare.root / _HOME.lstrip("/")).mkdir()


def _install(bare: Bare, package: Path) -> None:
    shutil.copyfile(package, bare.root / "tmp" / "shopdesk.deb")
    bare.run("apt-get", "-qq", "update")
    bare.run("apt-get", "-qq", "install", "-y", "--no-install-recommends", "/tmp/shopdesk.deb")  # noqa: S108  inside


def _look_in_the_menu(bare: Bare) -> None:
    menu = (bare.root / "usr/share/applications/shopdesk.desktop").read_text("utf-8")
    if "Exec=shopdesk\n" not in menu or not bare.has("/usr/share/icons/hicolor/scalable/apps/shopdesk.svg"):
        sys.exit("FAILED: the menu has no entry or no icon")


def _trade(bare: Bare) -> None:
    bare.shop("init", "--name", "Corner Shop", "--country", "AU", "--currency", "AUD", "--owner", "Ann")
    bare.shop("customers", "add", "--first", "Marai", "--last", "Haddad")
    bare.shop("sales", "add", "--customer", "1", "--total", "5000", "--on-account", "5000")
    owed = bare.shop("payments", "add", "--customer", "1", "--amount", "2000", "--method", "cash")
    if owed["debt_balance_minor"] != 3000:  # noqa: PLR2004  5,000 less 2,000 cents
        sys.exit(f"FAILED: {owed}")
    bare.shop("statement", "1", "--out", f"{_HOME}/statement.pdf")
    if not (bare.root / _HOME.lstrip("/") / "statement.pdf").read_bytes().startswith(b"%PDF"):
        sys.exit("FAILED: the statement is no PDF")


def _open_window(bare: Bare) -> None:
    command = ("shopdesk", "--shop", f"{_HOME}/demo", "--demo", "--tour", f"{_HOME}/tour")
    if shutil.which("Xvfb") is None:
        bare.run(*command, QT_QPA_PLATFORM="offscreen")
    else:
        # Its socket has no place among the files, so the bare Debian reaches it too.
        with _screen() as display:
            bare.run(*command, DISPLAY=display)
    drawn = bare.root / _HOME.lstrip("/") / "tour"
    if not (any(drawn.glob("*.png")) and any(drawn.glob("*.pdf"))):
        sys.exit("FAILED: the window drew no pictures, or no statement")


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """Open an X screen under the first number that is free, and give its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-ac"]
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as number:
        display = number.readline().strip()
    try:
        if not display:
            sys.exit("FAILED: Xvfb opened no screen")
        yield f":{display}"
    finally:
        screen.terminate()
        screen.wait()


def _upgrade(bare: Bare, package: Path) -> None:
    before = _digest(bare)
    tree = bare.root / "tmp" / "newer"
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    control = tree / "DEBIAN" / "control"
    text = control.read_text("utf-8")
    version = next(line for line in text.splitlines() if line.startswith("Version: "))
    control.write_text(text.replace(version, f"{version}+next"), "utf-8")
    newer = bare.root / "tmp" / "newer.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, newer],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    bare.run("apt-get", "-qq", "install", "-y", "/tmp/newer.deb")  # noqa: S108  inside
    if "+next" not in bare.run("dpkg", "-s", "shopdesk"):
        sys.exit("FAILED: the older version is still there")
    if _digest(bare) != before:
        sys.exit("FAILED: the upgrade touched the shop")
    if bare.shop("verify")["ok"] is not True:
        sys.exit("FAILED: the shop does not verify after the upgrade")


def _remove(bare: Bare) -> None:
    before = _digest(bare)
    bare.run("apt-get", "-qq", "purge", "-y", "shopdesk")
    for name in ("shopdesk.deb", "newer.deb"):
        (bare.root / "tmp" / name).unlink()
    left = _own(bare)
    if left:
        sys.exit(f"FAILED: left behind: {', '.join(left)}")
    if _digest(bare) != before:
        sys.exit("FAILED: the removal touched the shop")


def _own(bare: Bare) -> list[str]:
    """Return everything outside the trial's folder that has the program's name, whoever made it."""
    found = []
    for folder, folders, files in os.walk(bare.root):
        inside = f"/{os.path.relpath(folder, bare.root)}".removesuffix(".")
        if inside in ("/proc", "/sys", _HOME):
            folders.clear()
            continue
        found += [f"{inside.rstrip('/')}/{name}" for name in (*folders, *files) if _OWN.search(name)]
    return found


def _digest(bare: Bare) -> str:
    """Return one digest of both shops, with all that lies in their folders."""
    total = hashlib.sha256()
    for shop in (_SHOP, f"{_HOME}/demo"):
        for path in sorted((bare.root / shop.lstrip("/")).rglob("*")):
            total.update(str(path).encode())
            total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
