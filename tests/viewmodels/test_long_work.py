"""Word from long work on another thread."""

import pytest

from shopdesk.errors import Cancelled
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.backups import BackupsViewModel
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.proof import NAMES, ProofViewModel
from tests.ports import InlineRunner


def test_each_step_says_the_how_many_th_it_is() -> None:
    work = LongWork()
    work.begin("Begin")
    said = []
    for step in ("Copy", "Check"):
        work.step(step, 2)
        work.poll()
        said.append(work.text.value)
    assert said == ["Copy (1 of 2)", "Check (2 of 2)"]


def test_a_step_after_the_stop_is_not_begun() -> None:
    work = LongWork()
    work.begin("Begin")
    work.stop()
    with pytest.raises(Cancelled):
        work.step("Copy", 2)
    work.poll()
    assert work.text.value == "Stopping…"


def test_a_backup_and_a_proof_tell_every_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(LongWork, "step", lambda _work, text, total: told.append((text, total)))
    BackupsViewModel(desk, InlineRunner()).back_up()
    assert [total for _, total in told] == [len(told)] * 4
    told.clear()
    ProofViewModel(desk, InlineRunner()).prove()
    assert sorted(text for text, _ in told) == sorted(NAMES.values())
    assert {total for _, total in told} == {len(told)}
