"""The terminal, called in-process: words in, status and streams out."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main, terminal
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock


@dataclass(frozen=True)
class Ran:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def documents(self) -> list[Any]:
        """The documents of a batch, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> Any:
        """The JSON on the last line of standard error."""
        return json.loads(self.err.splitlines()[-1])


Admin = Callable[..., Ran]


@pytest.fixture
def admin(
    shop_folder: Path,
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Admin:
    """Run command lines against the copied shop, at the standing clock's time."""
    monkeypatch.setenv("SHOPDESK_SHOP", str(shop_folder))
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(terminal, "open_shop", partial(open_shop, clock=clock))

    def run(*words: str, typed: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        capsys.readouterr()
        status = main(words)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


@pytest.fixture
def ann(admin: Admin) -> Admin:
    """Run command lines against a shop that has customer 1, Ann Lee."""
    assert admin("customers", "add", "--first", "Ann", "--last", "Lee").status == 0
    return admin
