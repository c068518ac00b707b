"""The texts that messages begin with: their names, their fields, and what each may hold."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from shopdesk.domain.message import SUBJECT_LIMIT, TEXT_LIMIT, DebtLevel, MessageKind
from shopdesk.errors import InvalidValue

FIELDS = ("first_name", "full_name", "shop", "shop_phone")
"""What every text may name."""
DEBT_FIELDS = ("balance", "overdue", "oldest_due", "days_late", "statement", "payment_details")
"""What only the reminder of a debt may name: nobody is told in a greeting what they owe."""
OWN_FIELDS: Mapping[MessageKind, tuple[str, ...]] = {
    MessageKind.DEBT: DEBT_FIELDS,
    MessageKind.SPOUSE_BIRTHDAY: ("spouse",),
    MessageKind.ANNIVERSARY: ("spouse",),
    MessageKind.REQUEST_READY: ("request",),
}
"""What texts of one kind may name besides."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_EMPTY = "\0"
_GAP = re.compile(rf"[ \t]+{_EMPTY}(?=[ \t]*(?:[,.!?،؛؟\n]|$))")
_WHITE = re.compile(r"[ \t\r\n]+")  # not the space that keeps a French mark beside its word
_AT_END = re.compile(r"[ \t]+(?=\n|$)")


class Template(NamedTuple):
    """A text with fields in braces; the subject is for emails."""

    subject: str
    text: str


def template_name(kind: MessageKind, level: DebtLevel | None = None) -> str:
    """Return what a text is called: ``birthday``, ``debt_firm``."""
    return f"{kind.value}_{(level or DebtLevel.FRIENDLY).value}" if kind is MessageKind.DEBT else kind.value


TEMPLATES: Mapping[str, tuple[MessageKind, DebtLevel | None]] = {
    template_name(kind, level): (kind, level)
    for kind in MessageKind
    for level in (DebtLevel if kind is MessageKind.DEBT else (None,))
}
"""Every text by its name, with what it is for."""


def fields_of(kind: MessageKind) -> tuple[str, ...]:
    """Return what texts of a kind may name."""
    return (*FIELDS, *OWN_FIELDS.get(kind, ()))


def judge_template(kind: MessageKind, template: Template) -> Template:
    """Return a text as it is kept.

    Raises InvalidValue (field: subject or text; reason: empty, too_long, unknown_template_field, debt_in_greeting).
    """
    subject, text = _WHITE.sub(" ", template.subject).strip(), template.text.strip()
    for field, words, limit in (("subject", subject, SUBJECT_LIMIT), ("text", text, TEXT_LIMIT)):
        if len(words) > limit:
            raise InvalidValue(field=field, reason="too_long")
        judge_fields(kind, words, field)
    if not text and kind is not MessageKind.FREE:
        raise InvalidValue(field="text", reason="empty")
    return Template(subject, text)


def judge_fields(kind: MessageKind, words: str, field: str) -> None:
    """Raise InvalidValue for a field in braces that a text of this kind cannot name."""
    allowed = fields_of(kind)
    for match in _FIELD.finditer(words):
        name = match[1].strip()
        if name in allowed:
            continue
        if name in DEBT_FIELDS:
            raise InvalidValue(field=field, reason="debt_in_greeting")
        raise InvalidValue(field=field, reason="unknown_template_field")


@lru_cache(maxsize=32)
def names_spouse(template: Template) -> bool:
    """Tell whether a text reads right only for somebody whose spouse's name is known."""
    return any(match[1].strip() == "spouse" for words in template for match in _FIELD.finditer(words))


def fill(words: str, values: Mapping[str, str]) -> str:
    """Put values in place of the fields; one that is empty leaves no gap before a comma or at an end."""
    filled = _FIELD.sub(lambda match: values.get(match[1].strip(), match[0]) or _EMPTY, words)
    return _AT_END.sub("", _GAP.sub("", filled).replace(_EMPTY, "")).strip()
