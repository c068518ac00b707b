"""A PostgreSQL of its own with pg_trgm, asked through psql, for as long as a benchmark needs it."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_UNPRIVILEGED = "nobody"
_DONE = "-- done --"
_DATABASE = "postgres"


class Postgres:
    """Asks one question after the other in one session; times are what psql measured (milliseconds)."""

    def __init__(self, sockets: Path, user: str | None) -> None:
        call = [
            "psql",
            "-X",
            "-q",
            "-A",
            "-t",
            "-h",
            str(sockets),
            "-U",
            user or os.environ["USER"],
            "-d",
            _DATABASE,
        ]
        self._psql = subprocess.Popen(
            call,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def ask(self, sql: str) -> tuple[list[str], float]:
        """Return the lines of the answer and how long it took."""
        assert self._psql.stdin is not None
        assert self._psql.stdout is not None
        self._psql.stdin.write(f"\\timing on\n{sql}\n\\timing off\n\\echo {_DONE}\n")
        self._psql.stdin.flush()
        lines: list[str] = []
        took = 0.0
        for line in iter(self._psql.stdout.readline, ""):
            text = line.rstrip("\n")
            found = re.match(r"Time: ([0-9.]+) ms", text)
            if text == _DONE:
                break
            if found:
                took += float(found[1])
            elif text:
                lines.append(text)
        return lines, took

    def load(self, names: Iterable[tuple[int, str]]) -> None:
        """Make the table of names with its index."""
        self.ask("CREATE EXTENSION pg_trgm;")
        self.ask("CREATE TABLE person (id integer PRIMARY KEY, name text NOT NULL);")
        assert self._psql.stdin is not None
        self._psql.stdin.write("COPY person FROM STDIN;\n")
        for number, name in names:
            self._psql.stdin.write(f"{number}\t{name}\n")
        self._psql.stdin.write("\\.\n")
        self.ask("CREATE INDEX person_name ON person USING gin (name gin_trgm_ops);")
        self.ask("VACUUM ANALYZE person;")

    def similar(self, name: str, most: int) -> tuple[list[int], float]:
        """Return the ids of the most similar names, best first."""
        quoted = "'" + name.replace("'", "''") + "'"
        lines, took = self.ask(
            f"SELECT id FROM person WHERE name % {quoted} ORDER BY similarity(name, {quoted}) DESC LIMIT {most};"
        )
        return [int(line) for line in lines if line.isdigit()], took

    def close(self) -> None:
        """End the session."""
        self._psql.communicate("\\q\n", timeout=60)


def binaries() -> Path | None:
    """Return the folder of the server's programs, None where PostgreSQL is not installed."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    known = shutil.which("initdb")
    places += [Path(known).parent] if known else []
    return next(
        (place for place in places if (place / "postgres").exists() and (place / "initdb").exists()), None
    )


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server that is thrown away; it refuses to run as root, so it does not."""
    programs = binaries()
    assert programs is not None
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="shopdesk-pg-") as folder:
        home = Path(folder)
        if user:
            shutil.chown(home, user)
        data = home / "data"
        _call(
            [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"],
            user,
            home,
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c shared_buffers=1GB -c work_mem=256MB"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
        _call([*control, "-l", str(home / "log"), "-o", options, "start"], user, home)
        try:
            asked = Postgres(home, user)
            yield asked
            asked.close()
        finally:
            _call([*control, "-m", "immediate", "stop"], user, home)


def _call(words: list[str], user: str | None, home: Path) -> None:
    subprocess.run(
        words,
        check=True,
        user=user,
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
    )
