"""Why a balance is what it is, from the first event on, in the window and on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.viewmodels.ports import Lane
from shopdesk.viewmodels.why_balance import WhyBalanceViewModel, WhyPicture, whose
from tests.ports import InlineRunner, ScriptedPrompter
from tests.viewmodels.test_balance_proof import harm


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    """Charge $100 and take $30."""
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    take_payment(desk, PaymentOrder(marai, 3_000), "payment")
    return marai


def loaded(desk: Desk, customer: CustomerId, *answers: str | None) -> WhyBalanceViewModel:
    model = WhyBalanceViewModel(desk, InlineRunner(), ScriptedPrompter(*answers), customer)
    model.load()
    return model


def picture_of(model: WhyBalanceViewModel) -> WhyPicture:
    assert model.picture.value is not None
    return model.picture.value


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_every_event_stands_there_the_first_one_first(desk: Desk, owing: CustomerId) -> None:
    picture = picture_of(loaded(desk, owing))
    assert [(entry.ref, entry.balance) for entry in picture.entries] == [
        ("S-00001", 10_000),
        ("P-00001", 7_000),
    ]
    assert picture.verdict == (
        "Proven: 2 entries, their allocations and the age of the debt all come to $70.00."
    )
    assert not picture.is_merged


def test_of_merged_records_it_says_whose_events_they_are(desk: Desk, owing: CustomerId) -> None:
    other = add_customer(desk, RecordChange({"first_name": "Maria", "last_name": "Haddad"})).id
    sell(desk, SaleOrder(other, total=500, on_account=500), "other sale")
    merge(desk, MergeOrder(owing, (other,)), "merge")
    model = loaded(desk, owing)
    picture = picture_of(model)
    assert picture.is_merged
    assert [whose(entry) for entry in picture.entries] == ["C-000001", "C-000001", "C-000002"]
    assert picture.holds
    model.show_paper()
    assert "(C-000002) $5.00 $75.00" in words(model.pdf.value or b"")


def test_a_mismatch_is_said_plainly(desk: Desk, owing: CustomerId) -> None:
    harm(desk, "UPDATE customer SET debt_balance = 1")
    picture = picture_of(loaded(desk, owing))
    assert not picture.holds
    assert picture.verdict.startswith("Not proven: 2 entries come to $70.00, $0.01 is remembered")


def test_the_paper_is_drawn_only_when_it_is_asked_for(desk: Desk, owing: CustomerId) -> None:
    runner = InlineRunner()
    model = WhyBalanceViewModel(desk, runner, ScriptedPrompter(), owing)
    model.load()
    assert (runner.lanes, model.pdf.value) == ([Lane.READ], None)
    model.show_paper()
    model.show_paper()
    assert runner.lanes == [Lane.READ, Lane.LONG]
    assert "Sum of 2 entries $100.00 $30.00 $70.00" in words(model.pdf.value or b"")


def test_what_is_posted_meanwhile_stands_in_the_next_paper(desk: Desk, owing: CustomerId) -> None:
    model = loaded(desk, owing)
    model.show_paper()
    stop = desk.feed.subscribe(model.on_changes)
    take_payment(desk, PaymentOrder(owing, 1_000), "more")
    assert model.pdf.value is None
    sent: list[tuple[str, str]] = []
    model.print_with(lambda pdf, title: sent.append((words(pdf), title)))
    stop()
    ((said, title),) = sent
    assert "Sum of 3 entries $100.00 $40.00 $60.00" in said
    assert title == "Why this balance C-000001"


def test_it_is_saved_whole_and_said_where(desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    path = tmp_path / "proof.pdf"
    model = loaded(desk, owing, str(path))
    model.save()
    assert "Proven: 2 entries" in words(path.read_bytes())
    assert model.state.value == f"Saved as {path}"
    assert not model.busy.value


def test_what_cannot_be_written_is_said(desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    model = loaded(desk, owing, str(tmp_path / "nowhere" / "proof.pdf"))
    model.save()
    assert model.trouble.value
    assert not model.busy.value
