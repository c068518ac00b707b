"""Make the program's own Python environment out of nothing but Python, pip and a network.

The Makefile calls this script, and people without make call it directly::

    python installer/bootstrap.py setup
    python installer/bootstrap.py run --demo
    python installer/bootstrap.py admin verify

It needs the standard library alone, and it changes nothing outside ``.venv`` but for the shared
libraries of Qt, which it installs where it may.
"""

from __future__ import annotations

import argparse
import ctypes
import enum
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
OLDEST_PIP = (22, 3)  # the first that can install into another interpreter's environment


class SetupError(Exception):
    """Something the person has to put right; its text is the sentence to show."""


# The shared libraries of Qt ---------------------------------------------------------------------


class Need(enum.Enum):
    """What a shared library is needed for; only the first kind stops the set-up."""

    ALWAYS = "the program"
    SCREEN = "windows on this screen"
    PRINTING = "printing"


@dataclass(frozen=True)
class Library:
    """A shared library that Qt loads, and the Debian package that has it."""

    soname: str
    package: str
    need: Need


LIBRARIES = (
    Library("libglib-2.0.so.0", "libglib2.0-0", Need.ALWAYS),
    Library("libGL.so.1", "libgl1", Need.ALWAYS),
    Library("libEGL.so.1", "libegl1", Need.ALWAYS),
    Library("libxkbcommon.so.0", "libxkbcommon0", Need.ALWAYS),
    Library("libdbus-1.so.3", "libdbus-1-3", Need.ALWAYS),
    Library("libfontconfig.so.1", "libfontconfig1", Need.ALWAYS),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", Need.SCREEN),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", Need.SCREEN),
    Library("libxcb-image.so.0", "libxcb-image0", Need.SCREEN),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", Need.SCREEN),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", Need.SCREEN),
    Library("libxcb-shape.so.0", "libxcb-shape0", Need.SCREEN),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", Need.SCREEN),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", Need.SCREEN),
    Library("libcups.so.2", "libcups2", Need.PRINTING),
)


def can_be_loaded(soname: str) -> bool:
    """Tell whether the dynamic linker finds ``soname``."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def needs(environment: Mapping[str, str], *, first_time: bool) -> set[Need]:
    """Return what to look for: an X11 screen's libraries where there is one, printing's only once."""
    wanted = {Need.ALWAYS}
    if environment.get("DISPLAY"):
        wanted.add(Need.SCREEN)
    if first_time:
        wanted.add(Need.PRINTING)
    return wanted


def missing_libraries(wanted: set[Need], loads: Callable[[str], bool] = can_be_loaded) -> list[Library]:
    """Return the libraries this computer lacks."""
    return [library for library in LIBRARIES if library.need in wanted and not loads(library.soname)]


def apt_commands(missing: Sequence[Library], *, sudo: bool) -> list[list[str]]:
    """Return the commands that install ``missing`` on Debian and its children."""
    prefix = ["sudo", "-n"] if sudo else []
    prefix += ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    packages = [library.package for library in missing]
    return [
        [*prefix, "update", "-q"],
        [*prefix, "install", "-y", "-q", "--no-install-recommends", *packages],
    ]


def library_report(missing: Sequence[Library], *, debian: bool) -> str:
    """Return what is missing, what for, and where it can be done the command that puts it right."""
    lines = [
        f"Missing for {need.value}: "
        + ", ".join(library.soname for library in missing if library.need is need)
        for need in Need
        if any(library.need is need for library in missing)
    ]
    if debian:
        packages = " ".join(library.package for library in missing)
        lines.append(f"Install with:  sudo apt-get update && sudo apt-get install {packages}")
    else:
        lines.append("Install the packages of your system that hold them.")
    return "\n".join(lines)


def passwordless_root(calls: Callable[[Sequence[str]], int]) -> tuple[bool, bool]:
    """Return whether packages can be installed without asking anyone, and whether that takes sudo."""
    if os.geteuid() == 0:
        return True, False
    return shutil.which("sudo") is not None and calls(["sudo", "-n", "true"]) == 0, True


def provide_libraries(
    wanted: set[Need],
    calls: Callable[[Sequence[str]], int],
    loads: Callable[[str], bool] = can_be_loaded,
) -> None:
    """Install the shared libraries that are missing, or say how; raise SetupError if Qt cannot start."""
    missing = missing_libraries(wanted, loads)
    if not missing:
        return
    debian = shutil.which("apt-get") is not None
    allowed, sudo = passwordless_root(calls) if debian else (False, False)
    if allowed:
        say("Installing " + ", ".join(library.package for library in missing))
        for command in apt_commands(missing, sudo=sudo):
            calls(command)
        missing = missing_libraries(wanted, loads)
        if not missing:
            return
    report = library_report(missing, debian=debian)
    if any(library.need is Need.ALWAYS for library in missing):
        raise SetupError(report)
    say(report)


# The environment --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stamp:
    """What an environment was made from; as long as it is the same there is nothing to do."""

    lock: str
    python: str
    place: str


class Plan(enum.Enum):
    """What the set-up has to do."""

    NOTHING = enum.auto()
    UPDATE = enum.auto()
    REBUILD = enum.auto()


def stamp_for(lock: bytes, place: Path) -> Stamp:
    """Return the stamp of an environment in ``place`` made now from the lock file's bytes."""
    return Stamp(hashlib.sha256(lock).hexdigest(), "{}.{}".format(*sys.version_info[:2]), str(place))


def read_stamp(path: Path) -> Stamp | None:
    """Return the stamp that lies at ``path``, or None when there is none that can be read."""
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def environment_python(environment: Path) -> Path:
    """Return the interpreter of ``environment``, whether or not it exists yet."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_of(environment: Path) -> str | None:
    """Return the version ``3.11`` of the Python that ``environment`` was made for, or None."""
    try:
        settings = (environment / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"^version(?:_info)? *= *(\d+\.\d+)", settings, re.MULTILINE)
    return found[1] if found else None


def plan(environment: Path, wanted: Stamp) -> Plan:
    """Choose between nothing, installing into what is there, and starting afresh.

    A set-up that was interrupted left its mark behind, and pip would take a half-written library
    for a whole one: start afresh. So too when the folder was moved, as scripts hold its full path.
    """
    found = read_stamp(environment / "setup-stamp.json")
    interrupted = (environment / "setup-unfinished").exists()
    works = environment_python(environment).exists() and python_of(environment) == wanted.python
    if interrupted or not works or (found is not None and found.place != wanted.place):
        return Plan.REBUILD
    return Plan.NOTHING if found == wanted else Plan.UPDATE


def base_python() -> str:
    """Return the interpreter outside any environment, since ours is made without a pip of its own."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    names = (
        ["python.exe"]
        if os.name == "nt"
        else ["bin/python{}.{}".format(*sys.version_info[:2]), "bin/python3"]
    )
    for name in names:
        candidate = Path(sys.base_prefix) / name
        if candidate.exists():
            return str(candidate)
    raise SetupError("Leave the active Python environment (deactivate) and try again.")


def pip_version(python: str) -> tuple[int, ...]:
    """Return the version of the pip that ``python`` has, or an empty tuple."""
    answer = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
    return (int(found[1]), int(found[2])) if found else ()


def build_environment(
    environment: Path, lock: Path, todo: Plan, calls: Callable[[Sequence[str]], int]
) -> None:
    """Make or mend ``environment`` from the lock file; raise SetupError when that fails."""
    python = base_python()
    own_pip = pip_version(python) < OLDEST_PIP
    if own_pip and importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            "Python has no pip. Install it (Debian: sudo apt-get install python3-pip) and try again."
        )
    if todo is Plan.REBUILD:
        if environment.is_symlink():  # what it leads to is another folder's, and would be emptied
            raise SetupError(f"{environment} is a link. Remove it, and an environment is made here.")
        say(f"Making {environment}")
        if calls([python, "-m", "venv", "--clear", "--without-pip", str(environment)]) != 0:
            raise SetupError(f"No Python environment could be made in {environment}.")
    mark = environment / "setup-unfinished"
    mark.touch()
    inner = str(environment_python(environment))
    if own_pip:
        calls([inner, "-m", "ensurepip", "--upgrade"])
    installer = [inner, "-m", "pip"] if own_pip else [python, "-m", "pip", "--python", inner]
    options = ["--disable-pip-version-check", "--no-input", "--root-user-action=ignore"]
    if not sys.stdout.isatty():
        options.append("--quiet")
    say("Installing the libraries of requirements.lock (a minute or several)")
    if calls([*installer, "install", *options, "--require-hashes", "-r", str(lock)]) != 0:
        raise SetupError(
            "The libraries could not be installed; what pip said stands above. Try again to go on."
        )
    mark.unlink()


def write_launchers(root: Path, environment: Path) -> None:
    """Put the commands of ``pyproject.toml`` (shopdesk, shopdesk-admin) into the environment."""
    import tomllib  # noqa: PLC0415 -- new in 3.11, and an older Python must live to be told that it is too old

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = environment_python(environment)
    for name, target in {**project["scripts"], **project["gui-scripts"]}.items():
        module, function = target.split(":")
        steps = (
            "import sys",
            f"sys.path.insert(0, {str(root)!r})",
            f"from {module} import {function} as start",
            "sys.exit(start())",
        )
        if os.name == "nt":
            line = f'@"{python}" -c "{"; ".join(steps)}" %*\n'
            write_launcher(python.with_name(f"{name}.cmd"), line)
            continue
        # A process that draws papers reads this file again under another name, and must not start a second program.
        body = "\n    ".join(('if __name__ == "__main__":', *steps))
        write_launcher(python.with_name(name), f"#!{python}\n{body}\n")


def write_launcher(launcher: Path, text: str) -> None:
    """Write a launcher, unless it stands there as it should."""
    if not launcher.exists() or launcher.read_text(encoding="utf-8") != text:
        launcher.write_text(text, encoding="utf-8")
        launcher.chmod(0o755)


# The commands -----------------------------------------------------------------------------------


def say(sentence: str) -> None:
    """Tell the person what is going on, ahead of what the called programs print."""
    print(sentence, flush=True)


def call(command: Sequence[str]) -> int:
    """Run a program to its end and return its exit code."""
    return subprocess.run(command, check=False, env={**os.environ, "PIP_USER": "0"}).returncode


def set_up(root: Path = ROOT, calls: Callable[[Sequence[str]], int] = call) -> Path:
    """Bring ``.venv`` and Qt's libraries up to date and return the environment's interpreter."""
    environment, lock = root / ".venv", root / "requirements.lock"
    wanted = stamp_for(lock.read_bytes(), root)
    todo = plan(environment, wanted)
    if sys.platform == "linux":
        provide_libraries(needs(os.environ, first_time=todo is not Plan.NOTHING), calls)
    if todo is not Plan.NOTHING:
        build_environment(environment, lock, todo, calls)
        (environment / "setup-stamp.json").write_text(json.dumps(asdict(wanted)), encoding="utf-8")
        say(f"Ready: {environment_python(environment)}")
    write_launchers(root, environment)
    return environment_python(environment)


def main(arguments: Sequence[str]) -> int:
    """Set up, do the one thing asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description="Set up ShopDesk in this folder, and start it.")
    parser.add_argument("command", choices=["setup", "run", "admin"])
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the program")
    asked = parser.parse_args(arguments)
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError("ShopDesk needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]))
    python = str(set_up())
    modules = {"run": "ui.app", "admin": "shopdesk.cli"}
    if asked.command not in modules:
        return 0
    os.chdir(ROOT)
    return call([python, "-m", modules[asked.command], *asked.rest])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as refusal:
        sys.exit(f"setup: {refusal}")
    except KeyboardInterrupt:
        sys.exit(130)
