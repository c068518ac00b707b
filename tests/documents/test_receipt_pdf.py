"""A receipt says what was paid, how, and what is owed before and after."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from shopdesk.documents.page import Colour
from shopdesk.documents.receipt_layout import ROLLS, lay_out
from shopdesk.documents.receipt_pdf import render_receipt
from shopdesk.documents.typeface import Face, width
from shopdesk.domain.money import Currency
from shopdesk.domain.receipt import Receipt, ReceiptLine
from shopdesk.formatting import format_money
from tests.documents.reading import page_texts, placed_texts
from tests.documents.sample_statements import ROSSI
from tests.documents.test_page import NAMES

PAID = Receipt(
    letterhead=ROSSI,
    currency=Currency("AUD"),
    locale="en_AU",
    zone=ZoneInfo("Australia/Melbourne"),
    title="Payment received",
    reference="P-00871",
    at=datetime(2026, 11, 18, 3, 20, tzinfo=UTC),
    customer_number="C-000412",
    customer_name="Marai Haddad",
    lines=(ReceiptLine("Settles S-01402", 15_600), ReceiptLine("Part of S-01455", 4_400)),
    tenders=(ReceiptLine("Cash", 20_000),),
    total=20_000,
    old_balance=148_400,
    new_balance=128_400,
    staff="R. Rossi",
)


@pytest.mark.parametrize(
    "words",
    [
        "Rossi Jewellers",
        "Payment received",
        "P-00871 18 Nov 2026 14:20",
        "Marai Haddad C-000412",
        "Settles S-01402 $156.00",
        "Part of S-01455 $44.00",
        "Total $200.00",
        "Cash $200.00",
        "Owed before $1,484.00",
        "Owed now $1,284.00",
        "Served by R. Rossi",
    ],
)
def test_the_receipt_says_what_happened(words: str) -> None:
    assert words in page_texts(render_receipt(PAID))[0]


def test_store_credit_is_said_in_words() -> None:
    text = page_texts(render_receipt(replace(PAID, old_balance=14_000, new_balance=-6_000)))[0]
    assert "Store credit now $60.00" in text


def test_a_sale_without_a_customer_shows_no_balance() -> None:
    bare = replace(PAID, customer_name="", customer_number="", old_balance=None, new_balance=None)
    assert "Owed" not in page_texts(render_receipt(bare))[0]


def test_the_paper_is_80_mm_wide_and_grows_with_its_lines() -> None:
    longer = replace(PAID, lines=tuple(ReceiptLine(f"Ring {n}", n) for n in range(1, 60)))
    pages = [PdfReader(BytesIO(render_receipt(receipt).pdf)).pages for receipt in (PAID, longer)]
    boxes = [page.mediabox for (page,) in pages]
    assert [round(float(box.width)) for box in boxes] == [227, 227]
    assert boxes[1].height > boxes[0].height + 600


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_is_printed_inside_the_paper(name: str) -> None:
    done = render_receipt(replace(PAID, customer_name=name, lines=(ReceiptLine(f"{name} " * 9, 100),)))
    assert name in page_texts(done)[0]
    assert all(left > 10 for _, left in placed_texts(done))


SALE = replace(
    PAID,
    title="Tax invoice",
    sums=(ReceiptLine("Subtotal", 25_300), ReceiptLine("Discount", -2_530), ReceiptLine("Rounding", -2)),
    remarks=(ReceiptLine("Change", 995), ReceiptLine("Includes 10 % tax on $227.68", 2_070)),
)


@pytest.mark.parametrize("paper", ["58", "80", "A4"])
def test_every_paper_says_the_same(paper: str) -> None:
    words = " ".join(page_texts(render_receipt(replace(SALE, paper=paper)))[0].split())
    for line in ("Subtotal $253.00", "Discount −$25.30", "Rounding −$0.02", "Total $200.00", "Change $9.95"):
        assert line in words
    assert "Owed before $1,484.00" in words
    assert "Owed now $1,284.00" in words


@pytest.mark.parametrize("paper", ["58", "80", "A4"])
def test_every_paper_has_its_code_once_and_none_without_one(paper: str) -> None:
    coded = page_texts(render_receipt(replace(SALE, paper=paper, code="1234567-K7QF3M2A")))
    assert " ".join(coded).count("Code 1234567-K7QF3M2A") == 1
    assert "Code" not in " ".join(page_texts(render_receipt(replace(SALE, paper=paper))))


@pytest.mark.parametrize(("paper", "wide"), [("58", 164), ("80", 227), ("A4", 595)])
def test_the_paper_is_as_wide_as_it_is_called(paper: str, wide: int) -> None:
    (page,) = PdfReader(BytesIO(render_receipt(replace(SALE, paper=paper)).pdf)).pages
    assert round(float(page.mediabox.width)) == wide


@pytest.mark.parametrize("count", [1, 20, 22, 24, 26, 28, 30, 90])
def test_an_a4_sheet_goes_on_with_every_line_and_the_sums_once(count: int) -> None:
    lines = tuple(ReceiptLine(f"Bead {number:03d}", 100) for number in range(count))
    done = render_receipt(replace(SALE, paper="A4", lines=lines))
    text = " ".join(page_texts(done))
    assert [f"Bead {number:03d}" in text for number in range(count)] == [True] * count
    assert text.count("Total $200.00") == 1
    assert f"Page {done.pages} of {done.pages}" in text
    assert all(left > 10 for _, left in placed_texts(done))


class _Pieces:
    """A surface that remembers each text with its line, where it begins and where it ends."""

    def __init__(self) -> None:
        self.found: list[tuple[float, float, float, str]] = []

    def text(self, x: float, y: float, text: str, size: float, face: Face) -> None:
        self.found.append((y, x, x + width(text, size, face), text))

    def rule(self, left: float, y: float, right: float, colour: Colour, *, dashed: bool) -> None:
        del left, y, right, colour, dashed


_MUCH = 10**13 - 1


@pytest.mark.parametrize("locale", ["ar_EG", "en_AU", "es_ES", "fr_FR"])
@pytest.mark.parametrize("currency", ["AUD", "KWD"])
@pytest.mark.parametrize("roll", ["58", "80"])
def test_no_figure_breaks_or_meets_another_on_a_roll(roll: str, currency: str, locale: str) -> None:
    amount = format_money(_MUCH, Currency(currency), locale)
    told = ReceiptLine(f"Includes 10 % tax on {amount}", _MUCH)
    receipt = replace(PAID, lines=(told,), remarks=(told,), total=_MUCH, old_balance=_MUCH, new_balance=_MUCH)
    surface = _Pieces()
    lay_out(replace(receipt, currency=Currency(currency), locale=locale), roll).draw_on(surface)
    assert sum(amount in text for *_place, text in surface.found) == 7
    paper = ROLLS[roll]
    for y, left, right, text in surface.found:
        assert (left >= paper.margin - 0.01, right <= paper.wide - paper.margin + 0.01) == (True, True), text
        assert [each for each in surface.found if each[0] == y and left < each[1] < right] == []
