"""The log of bugs says where, and nothing of whom."""

from datetime import UTC, datetime
from pathlib import Path

from shopdesk.logs import redacted, write_log

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def bug() -> BaseException:
    marai = "Marai Haddad"
    numbers: dict[str, int] = {}
    try:
        try:
            numbers[marai] += 1
        except KeyError as first:
            raise ValueError(f"no balance for {marai}") from first
    except ValueError as found:
        return found
    return KeyError()


def test_a_bug_is_logged_without_the_values_it_held() -> None:
    text = redacted(bug())
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "tests/test_logs.py" in text
    assert " in bug" in text
    assert "Marai" not in text


def test_entries_are_added_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    write_log(tmp_path / "logs", "one", AT)
    path = write_log(tmp_path / "logs", "two", AT)
    assert path.read_text(encoding="utf-8").splitlines()[0] == "2026-11-21T01:00:00Z"
    assert "one" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_a_long_log_is_kept_once_and_begun_anew(tmp_path: Path) -> None:
    write_log(tmp_path, "x" * 300_000, AT)
    path = write_log(tmp_path, "new", AT)
    assert path.stat().st_size < 100
    assert path.with_suffix(".log.1").stat().st_size > 300_000
