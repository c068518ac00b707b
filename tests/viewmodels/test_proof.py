"""Proving the shop in words, stopping on request, and saying what was found."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.errors import Cancelled
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import Check, Report
from shopdesk.storage.integrity import CHECKS
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.ports import Lane
from shopdesk.viewmodels.proof import NAMES, ProofViewModel, in_words
from tests.ports import InlineRunner


def test_every_check_has_words_and_none_is_left_over() -> None:
    assert list(NAMES) == list(CHECKS)


def test_a_healthy_shop_is_proven(desk: Desk, marai: CustomerId) -> None:
    runner = InlineRunner()
    model = ProofViewModel(desk, runner)
    model.prove()
    assert model.proof.value is not None
    assert (model.proof.value.ok, len(model.proof.value.lines)) == (True, len(CHECKS))
    assert runner.lanes == [Lane.LONG]
    assert (model.busy.value, model.work.text.value) == (False, "")


def test_a_stopped_proof_says_only_that(desk: Desk) -> None:
    model = ProofViewModel(desk, InlineRunner())
    model.work.text.listen(lambda text: model.work.stop() if text else None)
    model.prove()
    assert (model.proof.value, model.trouble.value, model.busy.value) == (None, "", False)
    assert model.work.stopped.value.startswith("Stopped before everything was proven")


def test_what_is_remembered_wrongly_is_recomputed_and_proven_again(desk: Desk, marai: CustomerId) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET is_vip = 1")
        connection.commit()
    model = ProofViewModel(desk, InlineRunner())
    model.prove()
    assert model.proof.value is not None
    assert "put right below" in model.proof.value.text
    for name in [line.repair for line in model.proof.value.lines if line.repair]:
        model.repair(name)
    assert (model.proof.value.ok, model.trouble.value) == (True, "")


def test_what_was_found_is_named() -> None:
    checks = (Check("lines", ok=False, checked=1240, problems=("C-000412: 5 instead of 4",)),)
    proof = in_words(Report(ok=False, checks=checks), "en_AU")
    assert proof.text.startswith("1 of 1 checks found something.")
    assert proof.lines[0].problems == ("C-000412: 5 instead of 4",)
    assert proof.lines[0].counted == "1,240"


def test_long_work_shows_its_last_word_and_stops_at_the_next() -> None:
    work = LongWork()
    work.begin("reading")
    work.say("row 1")
    work.say("row 2")
    assert work.text.value == "reading"
    work.poll()
    assert work.text.value == "row 2"
    work.stop()
    with pytest.raises(Cancelled):
        work.say("row 3")
