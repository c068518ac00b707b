"""A form's file behind its dialog: seen before it is brought in, days read as they are typed here."""

from datetime import date
from pathlib import Path

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import list_enquiries
from shopdesk.viewmodels.import_requests import ImportRequestsViewModel
from tests.ports import InlineRunner

FORM = "Date,Name,Message,Wunschtermin\n19/11/2026 08:15,Lou,Do you engrave?,3 Dec\n20/11/2026,Ana,,\n"


@pytest.fixture
def bringing(desk: Desk, tmp_path: Path) -> ImportRequestsViewModel:
    (tmp_path / "form.csv").write_text(FORM, encoding="utf-8")
    model = ImportRequestsViewModel(desk, InlineRunner())
    model.open_file(str(tmp_path / "form.csv"))
    return model


def test_the_file_is_shown_with_what_would_happen(bringing: ImportRequestsViewModel, desk: Desk) -> None:
    preview = bringing.preview.value
    assert preview is not None
    assert [column.field for column in preview.columns] == ["asked_on", "name", "text", "booked_on"]
    assert preview.figures == (("1", "new"), ("0", "unchanged"), ("1", "rejected"))
    assert (preview.button, preview.rejected[0][0]) == ("Import 1 request", "Row 3")
    assert list_enquiries(desk) == ()


def test_it_is_brought_in_once(bringing: ImportRequestsViewModel, desk: Desk, tmp_path: Path) -> None:
    bringing.carry_out()
    assert bringing.result.value == "1 request added, 1 row left out. Save those, mend them and import them."
    (made,) = list_enquiries(desk)
    assert (made.made_at.date(), made.booked_on) == (date(2026, 11, 19), date(2026, 12, 3))
    bringing.open_file(str(tmp_path / "form.csv"))
    assert bringing.preview.value is not None
    assert bringing.preview.value.why_not == "No row of the file would change anything."


def test_every_field_can_be_chosen_by_its_name(bringing: ImportRequestsViewModel) -> None:
    assert [name for _, name in bringing.fields][:3] == ["— left out —", "What is asked for", "Name"]
