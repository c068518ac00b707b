"""Whether statements say what was sold is chosen in a dialog and holds for the next ones."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.account_models import AccountModels
from tests.ports import InlineRunner, ScriptedPrompter


@pytest.fixture
def models(desk: Desk, marai: CustomerId, tmp_path: Path) -> AccountModels:
    """Sell an opal ring on account; statements for many go into a folder."""
    sell(desk, SaleOrder(marai, lines=(SaleLine("Opal ring", 18_000),), on_account=18_000), "sale")
    return AccountModels(desk, InlineRunner(), ScriptedPrompter(str(tmp_path / "out")))


def words(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def drawn(models: AccountModels, customer: CustomerId, *, chosen: bool | None = None) -> str:
    """Return the words of the draft of a new dialog, after a choice in it."""
    model = models.statement(customer)
    model.load()
    if chosen is not None:
        model.choose_lines(shown=chosen)
    assert model.drawn.value is not None
    return words(model.drawn.value.pdf)


def test_a_draft_is_drawn_again_with_what_was_sold(models: AccountModels, marai: CustomerId) -> None:
    assert "Opal ring" not in drawn(models, marai)
    assert "1 × Opal ring" in drawn(models, marai, chosen=True)


def test_what_was_chosen_holds_for_the_next_dialog(models: AccountModels, marai: CustomerId) -> None:
    drawn(models, marai, chosen=True)
    assert models.statement_lines.value is True
    assert "Opal ring" in drawn(models, marai)
    assert models.statement_batch(()).lines.shown.value


def test_the_shops_setting_holds_until_somebody_chose(
    models: AccountModels, desk: Desk, marai: CustomerId
) -> None:
    change_settings(desk, {"statement_lines": "on"})
    assert "Opal ring" in drawn(models, marai)
    assert "Opal ring" not in drawn(models, marai, chosen=False)
    assert "Opal ring" not in drawn(models, marai)


def test_statements_for_many_say_it_too(models: AccountModels, tmp_path: Path) -> None:
    batch = models.statement_batch(())
    batch.lines.choose(shown=True)
    batch.begin()
    papers = list((tmp_path / "out").glob("*.pdf"))
    assert len(papers) == 2
    assert all("1 × Opal ring" in words(paper.read_bytes()) for paper in papers)
