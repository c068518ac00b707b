"""Texts with fields: which they may name, and how they are filled."""

import pytest

from shopdesk.domain.message import GREETINGS, DebtLevel, MessageKind
from shopdesk.domain.message_template import (
    DEBT_FIELDS,
    TEMPLATES,
    Template,
    fields_of,
    fill,
    judge_template,
    template_name,
)
from shopdesk.errors import InvalidValue


@pytest.mark.parametrize("field", DEBT_FIELDS)
@pytest.mark.parametrize("kind", [*GREETINGS, MessageKind.REQUEST_READY, MessageKind.FREE])
def test_only_the_reminder_of_a_debt_names_one(kind: MessageKind, field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        judge_template(kind, Template("", f"Dear {{first_name}}, {{ {field} }}"))
    assert refused.value.parameters == {"field": "text", "reason": "debt_in_greeting"}
    assert judge_template(MessageKind.DEBT, Template("", f"{{{field}}}")).text == f"{{{field}}}"


@pytest.mark.parametrize(
    ("template", "field", "reason"),
    [
        (Template("", "Hello {nickname}"), "text", "unknown_template_field"),
        (Template("{spouse}", "Hello"), "subject", "unknown_template_field"),
        (Template("", "  "), "text", "empty"),
        (Template("", "x" * 4001), "text", "too_long"),
        (Template("x" * 201, "Hello"), "subject", "too_long"),
    ],
)
def test_a_text_that_cannot_be_is_refused_at_its_field(template: Template, field: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        judge_template(MessageKind.BIRTHDAY, template)
    assert refused.value.parameters == {"field": field, "reason": reason}


def test_every_text_has_a_name_and_fields_of_its_own() -> None:
    assert {template_name(kind, level) for kind, level in TEMPLATES.values()} == set(TEMPLATES)
    assert template_name(MessageKind.DEBT, DebtLevel.FIRM) == "debt_firm"
    assert "spouse" in fields_of(MessageKind.ANNIVERSARY)
    assert "spouse" not in fields_of(MessageKind.BIRTHDAY)


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("Dear {first_name}, hello", "Dear Ada, hello"),
        ("Dear { first_name }", "Dear Ada"),
        ("Dear {spouse}, hello", "Dear, hello"),
        ("For {spouse} \nand you", "For\nand you"),
        ("Joyeux anniversaire, {first_name} !", "Joyeux anniversaire, Ada !"),
        ("مرحبًا {spouse}، أهلًا", "مرحبًا، أهلًا"),
        ("{unknown} stays", "{unknown} stays"),
    ],
)
def test_a_field_takes_its_value_and_an_empty_one_leaves_no_gap(words: str, filled: str) -> None:
    assert fill(words, {"first_name": "Ada", "spouse": ""}) == filled
