"""Every language says every text, and nothing that nobody says any more."""

import ast
import re
from functools import cache

import pytest

from shopdesk.wording import LANGUAGES, tr_count, writing_in
from tests import texts
from tests.texts import FOLDER, ROOT, compiled

TRANSLATED = sorted(set(LANGUAGES) - {"en"})
_FIELD = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r"(?<![\w.])[A-Za-z]{3,}(?=\s|$)")
_KEYS = {"own ", "segment "}
"""What the program alone calls a choice by."""
_ENDING = re.compile(r"^[^{]*\{\w+\} \w+\u064b\u0627")
"""A counted noun in the accusative, right behind its number."""
gather, read = cache(texts.gather), cache(texts.read)


def _forms(said: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [said or ""] if isinstance(said, str | None) else list(said)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing_and_none_is_left_over(language: str) -> None:
    said = {(text.key, text.sense or None) for text in gather()}
    written = {
        (tuple(entry.id) if isinstance(entry.id, list | tuple) else entry.id, entry.context)
        for entry in read(language)
        if entry.id
    }
    assert (said - written, written - said) == (set(), set()), "run make texts, and translate what is new"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_in_every_form(language: str) -> None:
    assert [entry.id for entry in read(language) if entry.id and not all(_forms(entry.string))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_names_the_fields_of_its_text(language: str) -> None:
    wrong = []
    for entry in read(language):
        if entry.id:
            named = set(_FIELD.findall(" ".join(_forms(entry.id))))
            forms = [set(_FIELD.findall(form)) for form in _forms(entry.string)]
            wrong += [entry.id for form in forms if not form <= named or (len(forms) == 1 and form != named)]
    assert wrong == []


@pytest.mark.parametrize(
    ("locale", "others"), [("ar_EG", re.compile("[0-9]")), ("ar_MA", re.compile("[٠-٩]"))]
)
def test_every_counted_text_has_the_figures_of_the_amounts_beside_it(
    locale: str, others: re.Pattern[str]
) -> None:
    counted = {(text.english, text.many) for text in gather() if text.many}
    with writing_in(locale):
        said = [
            tr_count(one, many, number, **dict.fromkeys(_NAME.findall(one + many), number))
            for one, many in counted
            for number in (0, 1, 2, 7, 40, 1_200)
        ]
    assert [text for text in said if others.search(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_said_twice(language: str) -> None:
    assert [
        entry.id
        for entry in read(language)
        if entry.id and not isinstance(entry.id, list | tuple)
        for name in set(_FIELD.findall(entry.id))
        if _forms(entry.string)[0].count(name) != entry.id.count(name)
    ] == []


def test_no_view_model_puts_english_together_that_is_never_asked_for() -> None:
    put = {
        part.value
        for path in ROOT.glob("shopdesk/viewmodels/*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
    assert {words for words in put if _WORDS.search(words)} == _KEYS


def test_what_is_counted_in_arabic_takes_its_ending_from_eleven_on_and_not_from_a_hundred() -> None:
    counted = [(_forms(entry.string)[4], entry.id) for entry in read("ar") if isinstance(entry.id, tuple)]
    assert counted
    assert [english for hundred, english in counted if _ENDING.search(hundred)] == []


def test_no_line_of_french_begins_with_a_mark() -> None:
    broken = re.compile("[^\\S\u00a0\u202f][:;?!»]|«[^\u00a0]")
    assert [
        form for entry in read("fr") for form in _forms(entry.string) if entry.id and broken.search(form)
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_program_reads_what_people_wrote(language: str) -> None:
    assert (FOLDER / f"{language}.mo").read_bytes() == compiled(read(language)), "run make texts"
