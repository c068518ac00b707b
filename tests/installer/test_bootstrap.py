"""The set-up script's decisions, with nothing installed and nothing called."""

import json
import runpy
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from installer import bootstrap
from installer.bootstrap import Need, Plan, SetupError

with_scripts = pytest.mark.skipif(sys.platform == "win32", reason="a launcher is a .cmd file there")
LOCK = b"alembic==1.20.1 --hash=sha256:aa\n"


class Calls:
    """Remembers the commands it was asked to run and answers each with an exit code."""

    def __init__(self, *failing: str) -> None:
        self.commands: list[list[str]] = []
        self._failing = failing

    def __call__(self, command: Sequence[str]) -> int:
        self.commands.append(list(command))
        return int(any(word in command for word in self._failing))


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    made = tmp_path / ".venv"
    python = bootstrap.environment_python(made)
    python.parent.mkdir(parents=True)
    python.touch()
    (made / "pyvenv.cfg").write_text("home = /usr/bin\nversion = {}.{}.7\n".format(*sys.version_info[:2]))
    stamp = bootstrap.stamp_for(LOCK, tmp_path)
    (made / "setup-stamp.json").write_text(json.dumps(asdict(stamp)))
    return made


def planned(environment: Path, lock: bytes = LOCK) -> Plan:
    return bootstrap.plan(environment, bootstrap.stamp_for(lock, environment.parent))


def test_a_finished_environment_needs_nothing(environment: Path) -> None:
    assert planned(environment) is Plan.NOTHING


def test_a_changed_lock_file_is_installed_over_what_is_there(environment: Path) -> None:
    assert planned(environment, LOCK + b"babel==2.18.0\n") is Plan.UPDATE


@pytest.mark.parametrize("stamp", [None, "", "{", "[]", '{"lock": "x"}'])
def test_an_environment_without_a_readable_stamp_is_brought_up_to_date(
    environment: Path, stamp: str | None
) -> None:
    if stamp is None:
        (environment / "setup-stamp.json").unlink()
    else:
        (environment / "setup-stamp.json").write_text(stamp)
    assert planned(environment) is Plan.UPDATE


def test_an_interrupted_set_up_starts_afresh(environment: Path) -> None:
    (environment / "setup-unfinished").touch()
    assert planned(environment) is Plan.REBUILD


def test_no_environment_at_all_is_made_afresh(tmp_path: Path) -> None:
    assert planned(tmp_path / ".venv") is Plan.REBUILD


def test_an_environment_whose_python_is_gone_is_made_afresh(environment: Path) -> None:
    bootstrap.environment_python(environment).unlink()
    assert planned(environment) is Plan.REBUILD


def test_an_environment_of_another_python_is_made_afresh(environment: Path) -> None:
    (environment / "pyvenv.cfg").write_text("version_info = 3.10.12\n")
    assert planned(environment) is Plan.REBUILD


def test_an_environment_that_was_moved_is_made_afresh(environment: Path) -> None:
    stamp = replace(bootstrap.stamp_for(LOCK, environment.parent), place="/elsewhere")
    (environment / "setup-stamp.json").write_text(json.dumps(asdict(stamp)))
    assert planned(environment) is Plan.REBUILD


@pytest.mark.parametrize(
    ("variables", "first_time", "expected"),
    [
        ({}, False, {Need.ALWAYS}),
        ({"DISPLAY": ""}, False, {Need.ALWAYS}),
        ({"DISPLAY": ":0"}, False, {Need.ALWAYS, Need.SCREEN}),
        ({}, True, {Need.ALWAYS, Need.PRINTING}),
    ],
)
def test_only_what_this_computer_can_use_is_looked_for(
    variables: dict[str, str], first_time: bool, expected: set[Need]
) -> None:
    assert bootstrap.needs(variables, first_time=first_time) == expected


def test_a_library_that_loads_is_not_missing() -> None:
    missing = bootstrap.missing_libraries({Need.ALWAYS}, lambda soname: soname != "libEGL.so.1")
    assert [library.package for library in missing] == ["libegl1"]


@pytest.mark.parametrize("sudo", [False, True])
def test_apt_is_updated_once_and_then_installs_the_packages(sudo: bool) -> None:
    missing = bootstrap.missing_libraries(
        {Need.ALWAYS}, lambda soname: "lib" in soname and "GL" not in soname
    )
    update, install = bootstrap.apt_commands(missing, sudo=sudo)
    assert (update[0] == "sudo") is sudo
    assert "update" in update
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert install[-2:] == ["libgl1", "libegl1"]


def test_the_report_says_what_each_library_is_for_and_the_command() -> None:
    missing = bootstrap.missing_libraries({Need.ALWAYS, Need.PRINTING}, lambda soname: "lib" not in soname)
    report = bootstrap.library_report(missing, debian=True)
    assert "Missing for printing: libcups.so.2" in report
    assert "sudo apt-get install libglib2.0-0 libgl1" in report
    assert "apt-get" not in bootstrap.library_report(missing, debian=False)


@pytest.fixture
def debian_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 0)


def test_root_gets_the_missing_libraries_installed(debian_root: None) -> None:
    calls = Calls()
    bootstrap.provide_libraries({Need.ALWAYS}, calls, lambda _: bool(calls.commands))
    assert [command[2:4] for command in calls.commands] == [["apt-get", "update"], ["apt-get", "install"]]


def test_nothing_is_called_where_every_library_is_there(debian_root: None) -> None:
    calls = Calls()
    bootstrap.provide_libraries(set(Need), calls, lambda _: True)
    assert calls.commands == []


def test_without_the_right_to_install_qt_s_libraries_the_set_up_stops_with_the_command(
    debian_root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetupError, match=r"sudo apt-get install libglib2\.0-0"):
        bootstrap.provide_libraries({Need.ALWAYS}, Calls("sudo"), lambda _: False)


def test_without_printing_the_set_up_goes_on(
    debian_root: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    bootstrap.provide_libraries({Need.PRINTING}, Calls("sudo"), lambda _: False)
    assert "libcups2" in capsys.readouterr().out


@pytest.fixture
def shop_sources(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").write_bytes(LOCK)
    (tmp_path / "pyproject.toml").write_text(
        '[project.scripts]\nshopdesk-admin = "sys:exit"\n[project.gui-scripts]\nshopdesk = "ui.app:main"\n'
    )
    return tmp_path


@pytest.fixture
def whole_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "provide_libraries", lambda *_: None)
    monkeypatch.setattr(bootstrap, "pip_version", lambda _: (25, 0))


def test_a_second_set_up_calls_nothing(shop_sources: Path, environment: Path, whole_computer: None) -> None:
    calls = Calls()
    bootstrap.set_up(shop_sources, calls)
    assert calls.commands == []


def test_libraries_are_installed_by_hash_and_from_the_index_the_person_chose(
    shop_sources: Path, environment: Path, whole_computer: None
) -> None:
    (environment / "setup-stamp.json").unlink()
    calls = Calls()
    bootstrap.set_up(shop_sources, calls)
    (install,) = calls.commands
    assert install[-3:] == ["--require-hashes", "-r", str(shop_sources / "requirements.lock")]
    assert not [word for word in install if "index" in word or "://" in word]
    assert planned(environment) is Plan.NOTHING


def test_a_failed_installation_is_told_and_leaves_no_stamp(
    shop_sources: Path, environment: Path, whole_computer: None
) -> None:
    (shop_sources / "requirements.lock").write_bytes(b"changed")
    with pytest.raises(SetupError, match="Try again"):
        bootstrap.set_up(shop_sources, Calls("install"))
    assert planned(environment, b"changed") is Plan.REBUILD


@with_scripts
def test_another_folder_s_environment_behind_a_link_is_never_emptied(
    shop_sources: Path, environment: Path, whole_computer: None
) -> None:
    elsewhere = environment.rename(shop_sources / "elsewhere")
    environment.symlink_to(elsewhere)
    (elsewhere / "setup-unfinished").touch()
    calls = Calls()
    with pytest.raises(SetupError, match="is a link"):
        bootstrap.set_up(shop_sources, calls)
    assert calls.commands == []


@with_scripts
def test_a_launcher_starts_its_command(shop_sources: Path, environment: Path) -> None:
    python = bootstrap.environment_python(environment)
    python.unlink()
    python.symlink_to(sys.executable)
    bootstrap.write_launchers(shop_sources, environment)
    launcher = python.with_name("shopdesk-admin")
    assert subprocess.run([launcher], check=False).returncode == 0


@with_scripts
def test_a_process_that_draws_papers_does_not_start_the_program_again(
    shop_sources: Path, environment: Path
) -> None:
    bootstrap.write_launchers(shop_sources, environment)
    launcher = bootstrap.environment_python(environment).with_name("shopdesk-admin")
    runpy.run_path(str(launcher), run_name="__mp_main__")  # it would exit


@with_scripts
def test_a_second_set_up_brings_launchers_of_an_older_program_up_to_date(
    shop_sources: Path, environment: Path, whole_computer: None
) -> None:
    launcher = bootstrap.environment_python(environment).with_name("shopdesk-admin")
    launcher.write_text("an older one")
    bootstrap.set_up(shop_sources, Calls())
    assert "start" in launcher.read_text()


def test_a_folder_without_a_lock_file_is_no_set_up(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        bootstrap.set_up(tmp_path, Calls())
