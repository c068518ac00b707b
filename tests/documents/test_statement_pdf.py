"""The printed statement adds up, says everything once, and can be read on every page."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from shopdesk.documents.page import RenderedPaper
from shopdesk.documents.statement_pdf import StatementStack, render_statement
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.money import Currency
from shopdesk.domain.statement import Letterhead
from tests.documents.reading import Printed, page_texts, placed_texts
from tests.documents.sample_statements import PLAIN, lines, many, with_lines
from tests.documents.test_page import NAMES

LONG = with_lines(many(200))


@cache
def plain() -> RenderedPaper:
    return render_statement(PLAIN)


@cache
def long() -> RenderedPaper:
    return render_statement(LONG)


def minor(text: str) -> int:
    return int(re.sub("[^0-9−]", "", text).replace("−", "-"))


def test_every_line_adds_up_to_the_balance_beside_it() -> None:
    found = [
        re.fullmatch(r".*X-\d+ Entry \d+ (\S+) (\S+)(?: ?in credit)?", row)
        for text in page_texts(long())
        for row in text.split("\n")
    ]
    pairs = [(minor(match[1]), minor(match[2])) for match in found if match]
    balance = 0
    for moved, after in pairs:
        assert abs(after - balance) == moved
        balance = after
    assert len(pairs) == 200
    assert balance == LONG.closing


def test_each_page_repeats_the_headings_and_says_which_it_is() -> None:
    pages = page_texts(long())
    assert long().pages == len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert re.search(r"Date\s+Reference\s+Details\s+Charges\s+Payments\s+Balance", text)
        assert "Statement ST-00012 · code K7Q4-M2XD" in text


def test_a_page_begins_with_what_the_last_one_carried_forward() -> None:
    pages = page_texts(long())
    for before, after in pairwise(pages):
        carried = re.search(r"Carried forward (\S+)", before)
        brought = re.search(r"Brought forward (\S+)", after)
        assert carried
        assert brought
        assert carried[1] == brought[1]
        assert "C-000412 · continued · Marai Haddad" in after


def test_totals_ageing_and_slip_stand_on_the_last_page_only() -> None:
    for words in ("Totals for the period", "Not yet due", "Please return this slip"):
        assert [words in text for text in page_texts(long())] == [False] * (long().pages - 1) + [True]


@pytest.mark.parametrize(
    "words",
    [
        "Rossi Jewellers",
        "ABN 51 824 753 556",
        "ST-00012",
        "21 Nov 2026",
        "1 Sep – 21 Nov 2026",
        "C-000412",
        "Marai Haddad",
        "Carlton VIC 3053",
        "Totals for the period $1,644.00 $360.00 $1,284.00",
        "Printed 21 Nov 2026 15:04 by R. Rossi",
        "BSB 063-000",
        "$44.00 is past its due date",
        "of account, in AUD",
    ],
)
def test_the_statement_holds_what_a_statement_must(words: str) -> None:
    assert words in page_texts(plain())[0].replace("\n", " ")


def test_the_ageing_strip_adds_up_to_the_amount_due() -> None:
    ageing = Ageing(not_due=124_000, days_1_30=4_400, over_90=3_000, disputed=2_500, unallocated=5_500)
    text = page_texts(render_statement(replace(PLAIN, ageing=ageing)))[0]
    strip = text[text.index("Not yet due") : text.index("Payments received")]
    *cells, due = [minor(found) for found in re.findall(r"−?\$[\d,.]+", strip)[:8]]
    assert len(cells) == 7
    assert sum(cells) == due == PLAIN.closing


@pytest.mark.parametrize(
    ("oldest", "asked"),
    [
        ({"days_1_30": 4_400}, "$44.00 is past its due date. Please pay it now."),
        ({"days_1_30": 1_000, "days_31_60": 3_400}, "by more than 30 days. Please pay it this week."),
        ({"days_61_90": 4_400}, "by more than 60 days. Please pay it at once, or call us."),
        ({"days_31_60": 400, "over_90": 4_000}, "by more than 90 days. Please pay it now, or call us"),
    ],
)
def test_what_is_asked_grows_firmer_with_the_age_of_the_debt(oldest: dict[str, int], asked: str) -> None:
    ageing = Ageing(not_due=PLAIN.closing - 4_400, **oldest)
    text = page_texts(render_statement(replace(PLAIN, ageing=ageing)))[0].replace("\n", " ")
    assert asked in text
    assert text.count("Please pay it") == 1


def test_a_balance_below_zero_is_said_in_words() -> None:
    credit = with_lines(lines(((date(2026, 11, 3), "P-00001", "Payment, cash", -6_000),)))
    text = page_texts(render_statement(credit))[0]
    assert text.count("In credit — nothing to pay") == 2
    assert "in credit" in text
    assert "−$60.00" in text
    assert "Amount paid" not in text


def test_a_period_without_entries_opens_and_closes_alike() -> None:
    text = page_texts(render_statement(replace(with_lines(()), opening=5_000)))[0]
    assert re.search(
        r"Opening balance\s+\$50\.00\s+Totals for the period\s+\$0\.00\s+\$0\.00\s+\$50\.00", text
    )


def test_a_statement_without_a_number_is_marked_as_a_draft() -> None:
    text = page_texts(render_statement(replace(PLAIN, number="", code="")))[0]
    assert "DRAFT" in text
    assert "Draft, not issued" in text
    assert "DRAFT" not in page_texts(plain())[0]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_customers_name_is_printed_and_copied_in_every_script(name: str) -> None:
    done = render_statement(replace(PLAIN, customer_name=name))
    assert name in page_texts(done)[0]
    printed = Printed(done)
    if name in printed.text():
        assert printed.ink(printed.place(name)) > 40


@pytest.mark.parametrize("part", ["Wolfeschlegelsteinhausenbergerdorff", "محمد", "王伟", "นายสมชาย"])
def test_a_long_name_wraps_inside_the_page(part: str) -> None:
    done = render_statement(replace(PLAIN, customer_name=f"{part} " * 12))
    width = float(PdfReader(BytesIO(done.pdf)).pages[0].mediabox.width)
    assert all(40 <= left < width - 40 for _, left in placed_texts(done))
    assert page_texts(done)[0].count(part) >= 12 + 3


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40).filter(str.strip))
@settings(max_examples=40, deadline=None)
def test_any_name_can_be_printed(name: str) -> None:
    done = render_statement(replace(PLAIN, customer_name=name, lines=()))
    assert set("".join(name.split())) <= set(page_texts(done)[0])


@pytest.mark.parametrize(
    ("currency", "locale", "amount"),
    [("JPY", "ja_JP", "￥128,400"), ("KWD", "en_KW", "KWD 128.400"), ("EUR", "fr_FR", "1\u202f284,00 €")],
)
def test_amounts_follow_currency_and_locale(currency: str, locale: str, amount: str) -> None:
    done = render_statement(replace(PLAIN, currency=Currency(currency), locale=locale))
    assert amount in page_texts(done)[0]


def test_the_largest_amounts_stay_on_the_page() -> None:
    done = render_statement(with_lines(lines(((date(2026, 11, 3), "S-00001", "Sale", 10**13),))))
    assert all(left > 40 for _, left in placed_texts(done))
    assert "$100,000,000,000.00" in page_texts(done)[0]


def test_an_empty_letterhead_and_address_leave_no_holes() -> None:
    bare = replace(PLAIN, letterhead=Letterhead("Rossi Jewellers"), address=(), prepared_by="")
    text = page_texts(render_statement(bare))[0]
    assert "Questions" not in text
    assert "Printed 21 Nov 2026 15:04\n" in text


def test_thousands_of_lines_fill_hundreds_of_pages() -> None:
    done = render_statement(with_lines(many(3_000)))
    assert done.pages == len(PdfReader(BytesIO(done.pdf)).pages) > 100


def test_many_in_one_file_are_called_so_in_the_language_of_the_papers() -> None:
    stack = StatementStack(PLAIN.letterhead.name, "es_ES")
    stack.take_over(plain().sheets)
    assert PdfReader(BytesIO(stack.finish().pdf)).metadata.title == "Estados de cuenta"  # type: ignore[union-attr]  # it has some
