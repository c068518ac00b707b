"""Papers of a shop that writes from right to left: the figures that are read back from them are right, and add up."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from shopdesk.documents.statement_pdf import render_statement
from shopdesk.domain.money import Currency
from shopdesk.domain.statement import Statement
from shopdesk.formatting import format_date, format_money
from shopdesk.wording import wording
from tests.documents.reading import page_texts
from tests.documents.sample_statements import PLAIN

LOCALES = ("ar", "ar_EG", "ar_KW", "fa_IR", "he_IL")
FIGURE = re.compile(r"\d[\d.,٬٫]*[.,٫]\d{3}(?!\d)")


@cache
def paper_of(locale: str) -> tuple[Statement, str]:
    named = replace(PLAIN, currency=Currency("KWD"), locale=locale, customer_name="محمد الحداد")
    return named, page_texts(render_statement(named))[0]


def minor(figure: str) -> int:
    return int("".join(mark for mark in figure if mark.isdigit()))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_reads_as_it_was_entered(locale: str) -> None:
    statement, text = paper_of(locale)
    for line in statement.lines:
        moved = line.charge if line.payment is None else line.payment
        read = FIGURE.findall(text[text.index(line.reference) :])
        assert [minor(figure) for figure in read[:2]] == [moved, abs(line.balance)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sums_on_the_paper_are_those_of_its_lines(locale: str) -> None:
    statement, text = paper_of(locale)
    begins = wording(locale).text("Totals for the period")
    (totals,) = (line for line in text.splitlines() if line.startswith(begins))
    charges, payments, closing = map(minor, FIGURE.findall(totals))
    assert charges == sum(line.charge or 0 for line in statement.lines)
    assert payments == sum(line.payment or 0 for line in statement.lines)
    assert statement.opening + charges - payments == closing == statement.closing


@pytest.mark.parametrize("locale", LOCALES)
def test_words_about_an_amount_stay_in_their_order(locale: str) -> None:
    statement, text = paper_of(locale)
    late = format_money(statement.ageing.overdue, statement.currency, locale)
    ending = wording(locale).text("is past its due date. Please pay it now.").removesuffix(".")
    (said,) = (line for line in text.splitlines() if ending in line)
    assert FIGURE.findall(said) == FIGURE.findall(late)


def test_the_days_of_a_period_read_as_they_are_written() -> None:
    statement, text = paper_of("ar_KW")
    (period,) = (line for line in text.splitlines() if line.startswith(wording("ar").text("Period")))
    assert re.findall(r"\d+", period)[-3:] == re.findall(r"\d+", format_date(statement.to_on, "ar_KW"))
    assert statement.to_on == date(2026, 11, 21)
