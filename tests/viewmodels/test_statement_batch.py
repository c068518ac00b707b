"""Statements for many, as the window asks for them."""

from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.segment import Ask, Meets, Rule, Rules
from shopdesk.domain.staff import Role
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.segments import save_segment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels import statement_run
from shopdesk.viewmodels.statement_batch import StatementBatchViewModel
from tests.ports import InlineRunner, ScriptedPrompter


@pytest.fixture
def book(desk: Desk) -> Desk:
    """Return a shop where Ann owes $10 and Bob never bought anything."""
    ann = add_customer(desk, RecordChange({"first_name": "Ann"})).id
    add_customer(desk, RecordChange({"first_name": "Bob"}))
    sell(desk, SaleOrder(ann, total=1_000, on_account=1_000), "sale")
    return desk


def batch(desk: Desk, folder: Path | None, *chosen: int) -> StatementBatchViewModel:
    answer = None if folder is None else str(folder)
    customers = tuple(map(CustomerId, chosen))
    return StatementBatchViewModel(desk, InlineRunner(), ScriptedPrompter(answer), customers)


def test_each_choice_says_how_many_it_is_for(book: Desk) -> None:
    model = batch(book, None, 2)
    model.count()
    counts = model.counts.value
    assert {who: counts[who] for who in model.choices} == {
        "chosen": "1",
        "debtors": "1",
        "overdue": "0",
        "all": "2",
    }
    assert model.who.value == "chosen"


@pytest.mark.parametrize("chosen", [(), (1, 2)])
def test_it_stops_while_it_looks_up_who_gets_one(book: Desk, tmp_path: Path, chosen: tuple[int, ...]) -> None:
    model = batch(book, tmp_path / "out", *chosen)
    model.work.text.listen(lambda _begun: model.stop())
    model.begin()
    assert model.work.stopped.value.startswith("Stopped: 0 statements written")
    assert not (tmp_path / "out").exists()


def test_it_says_what_was_written_and_who_was_skipped(book: Desk, tmp_path: Path) -> None:
    model = batch(book, tmp_path / "out")
    model.who.value = "all"
    model.begin()
    assert model.result.value == (
        "1 statement written, and all of them in “For the printer 2026-11-21.pdf”: print that file."
    )
    assert model.skipped.value == ("C-000002 Bob: nothing happened in the period",)
    assert not model.busy.value


def test_a_segment_of_ones_own_is_a_choice_too(book: Desk, tmp_path: Path) -> None:
    kept = save_segment(book, "Owing", Rules(Meets.ALL, (Rule(Ask.OWES_MORE),)))
    model = batch(book, tmp_path / "out")
    model.count()
    assert model.counts.value[f"segment {kept.id}"] == "1"
    assert model.segments.value["segment new"] is Segment.NEW
    model.who.value = f"segment {kept.id}"
    model.begin()
    assert model.result.value.startswith("1 statement written")


def test_stopped_halfway_it_says_how_far_it_came_and_goes_on_with_the_others(
    book: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statement_run, "AT_ONCE", 1)
    cy = add_customer(book, RecordChange({"first_name": "Cy"})).id
    sell(book, SaleOrder(cy, total=500, on_account=500), "cy")
    folder = str(tmp_path / "out")
    model = StatementBatchViewModel(book, InlineRunner(), ScriptedPrompter(folder, folder))
    say, said = model.work.say, list[str]()

    def say_and_stop(text: str) -> None:
        say(text)
        said.append(text)
        if len(said) > 2:  # who gets one is known and the first looked up by now, and is written
            model.stop()

    with monkeypatch.context() as stopping:
        stopping.setattr(model.work, "say", say_and_stop)
        model.begin()
    assert model.work.stopped.value.startswith("Stopped: 1 statement written, and no file for the printer.")
    model.begin()
    assert model.result.value.startswith("1 statement written, and all of them in")
    assert len([*(tmp_path / "out").glob("Statement *")]) == 2


def test_a_folder_that_cannot_be_is_said(book: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    model = batch(book, tmp_path / "file")
    model.begin()
    assert model.error.value
    assert not model.busy.value


def test_cancelling_the_choice_of_a_folder_writes_nothing(book: Desk) -> None:
    model = batch(book, None)
    model.begin()
    assert (model.result.value, model.error.value) == ("", "")


def test_a_cashier_is_told_who_may(book: Desk, tmp_path: Path) -> None:
    model = batch(book.as_staff(add_staff(book, "Kim", Role.CASHIER)), tmp_path)
    model.begin()
    assert model.why_not
    assert model.result.value == ""
