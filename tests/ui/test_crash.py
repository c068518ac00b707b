"""A bug is said once, logged, and ends the program with a status."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.crash import CrashHandler


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> list[int]:
    statuses: list[int] = []
    monkeypatch.setattr("ui.crash.QCoreApplication.exit", statuses.append)
    return statuses


def test_a_bug_is_said_once_and_ends_the_program(
    tmp_path: Path, ended: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    handler = CrashHandler(tmp_path / "logs", told.append)
    for _ in range(2):
        handler.handle(ValueError, ValueError("Marai Haddad"), None)
    assert ended == [1]
    assert len(told) == 1
    assert "shopdesk.log" in told[0]
    assert "Marai" not in told[0] + capsys.readouterr().err
    assert (tmp_path / "logs" / "shopdesk.log").exists()


def test_ctrl_c_is_no_bug(tmp_path: Path, ended: list[int]) -> None:
    told: list[str] = []
    CrashHandler(tmp_path / "logs", told.append).handle(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (ended, told) == ([130], [])


def test_a_log_that_cannot_be_written_keeps_nothing_from_being_said(tmp_path: Path, ended: list[int]) -> None:
    (tmp_path / "file").write_text("")
    told: list[str] = []
    CrashHandler(tmp_path / "file" / "logs", told.append).handle(ValueError, ValueError(), None)
    assert len(told) == 1
