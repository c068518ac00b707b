"""Labels with the codes of customers' cards, read back from the paper."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm

from shopdesk.documents.card_labels_pdf import bars_of, render_card_labels
from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.card_label import SHEETS, CardLabel, CodeKind
from shopdesk.errors import Cancelled
from shopdesk.wording import writing_in
from tests.documents.reading import placed_texts
from tests.documents.test_page import NAMES

MARAI = CardLabel(CustomerId(412), "Marai Haddad", "C-000412", "C-000412")
_BAR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re")


def some(count: int) -> list[CardLabel]:
    numbers = (customer_number(CustomerId(number)) for number in range(1, count + 1))
    return [CardLabel(CustomerId(1), f"Name {number}", number, number) for number in numbers]


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def bars_on(pdf: bytes) -> list[tuple[float, float]]:
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    return [(float(x), float(wide)) for x, _, wide, _ in _BAR.findall(content.get_data())]


def test_every_label_has_its_name_and_its_number() -> None:
    paper = render_card_labels(some(50), SHEETS["a4-21"], CodeKind.BARS, "Rossi")
    first, second, third = pages(paper.pdf)
    assert "Name C-000001" in first
    assert "Name C-000022" in second
    assert "Name C-000050" in third
    assert [first.count("Name"), second.count("Name"), third.count("Name")] == [21, 21, 8]


def test_a_sheet_that_was_begun_is_gone_on_with() -> None:
    paper = render_card_labels(some(3), SHEETS["a4-21"], CodeKind.BARS, "Rossi", first=20)
    assert [page.count("Name") for page in pages(paper.pdf)] == [2, 1]


@pytest.mark.parametrize("key", SHEETS)
@pytest.mark.parametrize("code", ["C-000412", "4006381333931", "ABC-9"])
def test_the_bars_are_the_code_and_lie_within_their_label(key: str, code: str) -> None:
    sheet = SHEETS[key]
    label = MARAI._replace(code=code)
    drawn = bars_on(render_card_labels([label], sheet, CodeKind.BARS, "Rossi").pdf)
    coded = Code128(code, quiet=False, barWidth=1)
    coded.validate()
    unit = min(wide for _, wide in drawn)
    steps = [(round(x / unit, 3), round(wide / unit)) for x, wide in drawn]
    between = [round(after[0] - before[0] - before[1]) for before, after in pairwise(steps)]
    widths = "".join(f"{wide}{space}" for (_, wide), space in zip(steps, [*between, 0], strict=True))
    coded.encode()
    coded.decompose()
    assert widths[:-1] == "".join(str(ord(step.lower()) - 96) for step in coded.decomposed)
    left, right = sheet.left * mm, (sheet.left + sheet.size[0]) * mm
    assert drawn[0][0] - left > 10 * unit
    assert right - sum(drawn[-1]) > 10 * unit
    assert unit > 0.17 * mm, "too fine for a scanner"


def test_where_words_run_from_the_right_the_bars_lie_below_their_own_name() -> None:
    with writing_in("ar_EG"):
        paper = render_card_labels([MARAI], SHEETS["a4-21"], CodeKind.BARS, "Rossi")
    (name, *_), bars = placed_texts(paper), bars_on(paper.pdf)
    far = (SHEETS["a4-21"].page[0] - SHEETS["a4-21"].left - SHEETS["a4-21"].size[0]) * mm
    assert far < bars[0][0] < name[1] < sum(bars[-1])
    straight = bars_on(render_card_labels([MARAI], SHEETS["a4-21"], CodeKind.BARS, "Rossi").pdf)
    assert [wide for _, wide in bars] == [wide for _, wide in straight]


def test_the_bars_end_where_the_code_does() -> None:
    bars, units = bars_of("C-000412")
    assert sum(bars[-1]) == units


@pytest.mark.parametrize("key", SHEETS)
def test_a_sheet_has_room_for_its_labels(key: str) -> None:
    sheet = SHEETS[key]
    left, top = sheet.place(sheet.count - 1)
    assert left + sheet.size[0] <= sheet.page[0]
    assert top + sheet.size[1] <= sheet.page[1]
    assert sheet.across >= sheet.size[0]
    assert sheet.down >= sheet.size[1]


@pytest.mark.parametrize("kind", CodeKind)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_is_on_its_label(kind: CodeKind, name: str) -> None:
    (page,) = pages(render_card_labels([MARAI._replace(name=name)], SHEETS["a4-10"], kind, "Rossi").pdf)
    assert "C-000412" in page
    assert page.replace("C-000412", "").strip()


def test_it_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        render_card_labels(some(250), SHEETS["a4-65"], CodeKind.SQUARES, "Rossi", progress=stop)
    assert told == [(0, 250), (100, 250)]
