"""A statement before it is issued: period, draft, and issuing it once."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.statement import Style
from shopdesk.errors import DiskFull, InvalidValue
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.services.statements import issued_statements
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.statement_preview import Choice, Drawn, StatementPreviewViewModel
from tests.conftest import StandingClock
from tests.ports import InlineRunner, ScriptedPrompter
from tests.viewmodels.waiting_runner import WaitingRunner


@pytest.fixture
def owing(desk: Desk, marai: CustomerId, clock: StandingClock) -> CustomerId:
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "first")
    clock.forward(days=20)
    sell(desk, SaleOrder(marai, total=5_000, on_account=5_000), "second")
    return marai


def preview(desk: Desk, customer: CustomerId, *answers: str | None) -> StatementPreviewViewModel:
    made = StatementPreviewViewModel(desk, InlineRunner(), ScriptedPrompter(*answers), customer)
    made.load()
    return made


def drawn(model: StatementPreviewViewModel) -> Drawn:
    assert model.drawn.value is not None
    return model.drawn.value


def test_a_draft_is_drawn_of_everything_so_far(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing)
    assert drawn(model).pdf.startswith(b"%PDF")
    assert drawn(model).statement.closing == 15_000
    assert (model.from_text.value, model.to_text.value) == ("21 Nov 2026", "11 Dec 2026")
    assert model.state.value.startswith("Draft · 1 page · Owes $150.00")


@pytest.mark.parametrize(
    ("choice", "opening", "closing"),
    [(Choice.THIS_MONTH, 10_000, 15_000), (Choice.LAST_MONTH, 0, 10_000), (Choice.ALL, 0, 15_000)],
)
def test_a_quick_choice_cuts_the_period(
    desk: Desk, owing: CustomerId, choice: Choice, opening: int, closing: int
) -> None:
    model = preview(desk, owing)
    model.choose(choice)
    statement = drawn(model).statement
    assert (statement.opening, statement.closing) == (opening, closing)


def test_typed_days_cut_the_period(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing)
    model.type_days("1/12/2026", "2026-12-05")
    statement = drawn(model).statement
    assert (str(statement.from_on), str(statement.to_on)) == ("2026-12-01", "2026-12-05")
    assert model.choice.value is None


@pytest.mark.parametrize(("first", "last", "field"), [("soon", "", "from"), ("", "2027-01-01", "to")])
def test_a_wrong_day_is_said_at_its_field(
    desk: Desk, owing: CustomerId, first: str, last: str, field: str
) -> None:
    model = preview(desk, owing)
    model.type_days(first, last)
    assert model.errors.value[field]
    assert model.drawn.value is None


def test_saving_issues_it_once(desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    paths = [str(tmp_path / "one.pdf"), str(tmp_path / "two.pdf")]
    model = preview(desk, owing, *paths)
    model.save()
    model.save()
    assert drawn(model).statement.number == "ST-00001"
    assert Path(paths[0]).read_bytes() == Path(paths[1]).read_bytes() == drawn(model).pdf
    assert "saved as" in model.state.value
    assert sorted(path.name for path in tmp_path.glob("*.p*")) == ["one.pdf", "two.pdf"]


def test_printing_hands_over_the_issued_paper(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing)
    sent: list[bytes] = []
    model.print_with(sent.append)
    assert sent == [drawn(model).pdf]
    assert not drawn(model).is_draft


def test_cancelling_the_file_dialog_issues_nothing(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing, None)
    model.save()
    assert drawn(model).is_draft


def test_what_was_entered_meanwhile_is_shown_before_it_is_issued(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing)
    sell(desk, SaleOrder(owing, total=100, on_account=100), "meanwhile")
    model.print_with(lambda _pdf: pytest.fail("the old draft was issued"))
    assert "meanwhile" in model.trouble.value
    assert drawn(model).statement.closing == 15_100


def test_a_draft_follows_the_account_and_an_issued_paper_does_not(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing)
    desk.feed.subscribe(model.on_changes)
    sell(desk, SaleOrder(owing, total=100, on_account=100), "third")
    assert drawn(model).statement.closing == 15_100
    model.print_with(lambda _pdf: None)
    sell(desk, SaleOrder(owing, total=100, on_account=100), "fourth")
    assert drawn(model).statement.closing == 15_100


def test_since_the_last_one_stays_that_when_the_draft_is_drawn_again(desk: Desk, owing: CustomerId) -> None:
    preview(desk, owing).print_with(lambda _pdf: None)
    model = preview(desk, owing)
    desk.feed.subscribe(model.on_changes)
    sell(desk, SaleOrder(owing, total=100, on_account=100), "third")
    assert (drawn(model).statement.opening, drawn(model).statement.late) == (15_000, 100)


def test_of_many_periods_only_the_latest_is_drawn(desk: Desk, owing: CustomerId) -> None:
    runner = WaitingRunner()
    model = StatementPreviewViewModel(desk, runner, ScriptedPrompter(), owing)
    for choice in (Choice.SINCE_LAST, Choice.ALL, Choice.THIS_MONTH, Choice.LAST_MONTH):
        model.choose(choice)
    assert len(runner.jobs) == 1
    runner.go()
    assert drawn(model).statement.closing == 10_000


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue):
        write_paper(str(tmp_path / "no such folder" / "one.pdf"), b"%PDF")


@pytest.mark.parametrize("name", ["shop.db", "Shop.Keys", "shop.keys.2", "shop.journal"])
def test_no_paper_takes_the_place_of_a_file_of_the_shop(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"all there is")
    (tmp_path / "link.pdf").symlink_to(tmp_path / name)
    for path in (tmp_path / name, tmp_path / "link.pdf"):
        with pytest.raises(InvalidValue):
            write_paper(str(path), b"%PDF")
    assert (tmp_path / name).read_bytes() == b"all there is"


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    (tmp_path / "one.pdf").write_bytes(b"old")
    with pytest.raises(DiskFull):
        write_paper(str(tmp_path / "one.pdf"), b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["one.pdf"]
    assert (tmp_path / "one.pdf").read_bytes() == b"old"


def test_what_is_still_open_is_drawn_when_asked_for(desk: Desk, owing: CustomerId) -> None:
    model = preview(desk, owing)
    model.load()
    every = drawn(model).statement
    model.choose_style(Style.OPEN_ITEM)
    opened = drawn(model).statement
    assert sum(item.outstanding for item in opened.items) - opened.ageing.unallocated == every.closing
    assert (opened.closing, every.items) == (every.closing, ())


def test_an_earlier_statement_is_seen_as_it_was_issued_and_marked(
    desk: Desk, owing: CustomerId, tmp_path: Path
) -> None:
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    model = preview(desk, owing, str(first))
    model.save()
    sell(desk, SaleOrder(owing, total=700, on_account=700), "later")
    model = preview(desk, owing, str(again))
    (earlier,) = model.earlier.value
    assert earlier.words == "ST-00001 · to 11 Dec · Owes $150.00"
    model.show_copy(earlier.id)
    model.save()
    issued, copied = (PdfReader(path).pages[0].extract_text() for path in (first, again))
    assert "COPY" in copied.replace("\n", "")
    assert [line for line in issued.split("\n") if line] == [
        line for line in copied.split("\n") if line and line not in "COPY"
    ]
    assert len(issued_statements(desk, owing)) == 1


def test_choosing_a_period_leaves_the_copy(desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    model = preview(desk, owing, str(tmp_path / "first.pdf"))
    model.save()
    seen: list[bool] = []
    model.copy.listen(lambda copy: seen.append(copy is not None))
    model.show_copy(1)
    model.choose(Choice.ALL)
    assert seen == [True, False]
    assert drawn(model).is_draft
