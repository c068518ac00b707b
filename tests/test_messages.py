"""Every error has a sentence that says what happened and what to do next."""

import ast
import re
from pathlib import Path

import pytest

from shopdesk import errors, messages
from shopdesk.domain import phone
from shopdesk.errors import ShopDeskError
from shopdesk.messages import SENTENCES, sentence
from shopdesk.reasons import REASONS

SOURCE = Path(messages.__file__).parent
CLASSES = {
    name: thing
    for name, thing in vars(errors).items()
    if isinstance(thing, type) and issubclass(thing, ShopDeskError)
}
_PROMISED = """
    internal usage balance_not_zero duplicate_email duplicate_mobile invalid_phone invalid_email invalid_name
    invalid_amount invalid_date invalid_value tender_mismatch credit_limit_exceeded account_on_hold debt_too_old
    customer_required customer_archived reason_required already_reversed nothing_to_correct refund_exceeds_sale
    request_conflict clock_jumped stale_record forbidden disk_full in_use already_exists cannot_unmerge
    wrong_secret locked_out not_found not_a_shop damaged newer_format cancelled
"""
"""The codes that the terminal promises."""


def used_reasons() -> set[tuple[str, str]]:
    """Return the pairs of code and reason with which the source raises errors."""
    calls = (
        (CLASSES[node.func.id].code, keyword.value)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES
        for keyword in node.keywords
        if keyword.arg == "reason"
    )
    return {
        (code, part.value)
        for code, value in calls
        for part in ast.walk(value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
    }


def said(code: str, **parameters: str | int | None) -> str:
    error = ShopDeskError(**parameters)
    error.__class__ = type("Told", (ShopDeskError,), {"code": code})
    return sentence(error, lambda minor: f"${minor / 100:,.2f}")


def test_every_code_has_a_sentence_and_none_is_left_over() -> None:
    raised = {thing.code for thing in CLASSES.values()}
    assert raised | set(_PROMISED.split()) == set(SENTENCES)


def test_every_reason_in_the_source_has_a_sentence() -> None:
    told = {(code, reason) for code, reasons in REASONS.items() for reason in reasons}
    assert used_reasons() - told == set()


def test_no_reason_is_left_over() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.name != "reasons.py")
    left = [reason for reasons in REASONS.values() for reason in reasons if f'"{reason}"' not in source]
    assert left == []


@pytest.mark.parametrize("reason", sorted({*phone._REASONS.values(), *phone._LENGTHS.values(), "not_in_use"}))
def test_every_refusal_of_a_telephone_number_is_explained(reason: str) -> None:
    assert said("invalid_phone", field="mobile", reason=reason) == REASONS["invalid_phone"][reason]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_stands_without_any_parameter(code: str) -> None:
    assert re.fullmatch(r"[A-Z][^{}]+\.", said(code))


@pytest.mark.parametrize(
    ("code", "reason", "text"),
    [(code, reason, text) for code, reasons in REASONS.items() for reason, text in reasons.items()],
)
def test_a_reason_is_said_with_the_field_as_people_call_it(code: str, reason: str, text: str) -> None:
    expected = text.replace("{field:label}", "credit limit").replace("{field}", "credit_limit")
    known = {"field": "credit_limit", "reference": "S-01402"}
    assert said(code, reason=reason, **known) == expected.replace("{reference}", "S-01402")


@pytest.mark.parametrize(
    ("code", "parameters", "part"),
    [
        ("balance_not_zero", {"balance": -6_000}, "$-60.00"),
        ("duplicate_email", {"number": "C-000412", "full_name": "Marai Haddad"}, "Marai Haddad (C-000412)"),
        (
            "credit_limit_exceeded",
            {"limit": 50_000, "would_owe": 60_000},
            "$600.00, above the limit of $500.00",
        ),
        ("locked_out", {"seconds": 30}, "wait 30 seconds"),
        ("locked_out", {"seconds": 1}, "wait 1 second,"),
        ("locked_out", {"seconds": 601}, "wait 11 minutes"),
        ("not_found", {"kind": "event", "reference": "S-9"}, "no entry S-9"),
        ("not_found", {"kind": "customer", "reference": " "}, "There is no such customer:"),
        ("invalid_name", {"field": "name", "reason": "nobody"}, "Enter a name."),
        ("damaged", {"what": "keys"}, "(key file)"),
        ("already_exists", {"what": "staff", "name": "Mina"}, "Somebody called Mina works here already"),
        ("invalid_amount", {"field": "to", "reason": "zero"}, "The amount for a charge is zero"),
        ("invalid_value", {"field": "colour", "reason": "never heard of"}, "The colour cannot be accepted"),
        ("no such code", {}, "inside ShopDesk"),
    ],
)
def test_a_sentence_names_what_is_known(code: str, parameters: dict[str, str | int], part: str) -> None:
    assert part in said(code, **parameters)


def test_without_a_way_to_write_money_no_amount_is_named() -> None:
    text = sentence(errors.CreditLimitExceeded(limit=50_000, would_owe=60_000))
    assert not re.search("[0-9]", text)
