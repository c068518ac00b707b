"""Card labels as a dialog asks for them."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from shopdesk.domain.account import CustomerId
from shopdesk.domain.staff import Role
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.card_labels import ALL, CardLabelsViewModel
from shopdesk.viewmodels.ports import Lane
from tests.ports import InlineRunner


@pytest.fixture
def everybody(desk: Desk, marai: CustomerId) -> CardLabelsViewModel:
    for number in range(29):
        add_customer(desk, RecordChange({"first_name": f"Name {number}"}))
    model = CardLabelsViewModel(desk, InlineRunner(), (marai,), offer_all=True)
    model.load()
    return model


def test_it_says_how_many_on_how_many_sheets(everybody: CardLabelsViewModel) -> None:
    assert everybody.says.value == "1 label on 1 sheet"
    everybody.choose_who(ALL)
    assert everybody.says.value == "30 labels on 2 sheets"
    everybody.type_first("20")
    assert everybody.says.value == "30 labels on 3 sheets"
    everybody.choose_sheet("a4-65")
    assert everybody.says.value == "30 labels on 1 sheet"


def test_a_label_that_no_sheet_has_is_said_and_nothing_is_drawn(everybody: CardLabelsViewModel) -> None:
    everybody.type_first("22")
    assert everybody.first_error.value == "From 1 to 21."
    everybody.draw(lambda *_: pytest.fail("drawn"))
    everybody.choose_sheet("a4-24")
    assert everybody.first_error.value == ""


def test_they_are_drawn_and_handed_on(everybody: CardLabelsViewModel) -> None:
    drawn: list[tuple[bytes, str]] = []
    everybody.choose_who(ALL)
    everybody.draw(lambda *paper: drawn.append(paper))
    ((pdf, title),) = drawn
    assert title == "Card labels"
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    assert not everybody.work.busy.value


def test_they_are_saved_and_that_is_said(desk: Desk, marai: CustomerId, tmp_path: Path) -> None:
    runner = InlineRunner()
    model = CardLabelsViewModel(desk, runner, (marai,))
    model.save(str(tmp_path / "labels.pdf"))
    assert (tmp_path / "labels.pdf").exists()
    assert "real size" in model.result.value
    assert runner.lanes == [Lane.READ, Lane.LONG, Lane.LONG]


def test_what_cannot_be_saved_is_said(desk: Desk, marai: CustomerId) -> None:
    model = CardLabelsViewModel(desk, InlineRunner(), (marai,))
    model.save("/no such folder/labels.pdf")
    assert "choose another place" in model.error.value


def test_a_cashier_prints_one_but_not_all(desk: Desk, marai: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    model = CardLabelsViewModel(cashier, InlineRunner(), (marai,), offer_all=True)
    drawn: list[str] = []
    model.draw(lambda _pdf, title: drawn.append(title))
    model.choose_who(ALL)
    model.draw(lambda _pdf, title: drawn.append(title))
    assert (drawn, bool(model.error.value)) == (["Card labels"], True)
