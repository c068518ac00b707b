"""How a country numbers its telephones: reads and writes what needs no guessing a tenth as dear as the library does.

A list of 100,000 people holds as many numbers, nearly all of them plain digits that are in use. Those are answered
from the library's own tables, as the library would answer; for every other text the answer here is None.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

_PLAIN = re.compile(r"\+?[0-9][0-9 ().-]*[0-9]")
_NOT_DIGITS = re.compile("[^0-9]+")
_FIRST_GROUP = re.compile(r"(\\\d)")
_GROUP = re.compile(r"\\(\d)")
_CODES = {str(code): regions[0] for code, regions in COUNTRY_CODE_TO_REGION_CODE.items()}
_CODE_SIZES = (1, 2, 3)
_OF_THEIR_OWN = (
    "premium_rate",
    "toll_free",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
)
"""Kinds that go before mobile and fixed line; rare enough to be left to the library."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Which national numbers are of a kind."""

    pattern: re.Pattern[str]
    lengths: frozenset[int]

    @classmethod
    def of(cls, description: Any) -> Self | None:
        if description is None or not description.national_number_pattern:
            return None
        return cls(re.compile(description.national_number_pattern), frozenset(description.possible_length))

    def has(self, national: str) -> bool:
        return (not self.lengths or len(national) in self.lengths) and bool(self.pattern.fullmatch(national))


@dataclass(frozen=True, slots=True)
class _Form:
    """How some national numbers are written at home."""

    begins: re.Pattern[str] | None
    pattern: re.Pattern[str]
    template: str
    """Takes the groups of the pattern by their places, from 0 on."""


@dataclass(frozen=True, slots=True)
class NumberingPlan:
    """The plan of the country that a calling code belongs to first of all."""

    code: str
    _abroad: re.Pattern[str]
    _prefix: re.Pattern[str] | None
    _transforms: bool
    _general: _Kind
    _own: re.Pattern[str]
    _fixed: _Kind | None
    _mobile: _Kind | None
    _forms: tuple[_Form, ...]

    def national(self, digits: str) -> str | None:
        """Return the national number without the prefix it is dialled with; None where that takes a guess."""
        match = self._prefix.match(digits) if self._prefix is not None else None
        if match is None:
            return digits
        if self._transforms and any(match.groups()):
            return None
        rest = digits[match.end() :]
        whole = self._general.pattern.fullmatch
        return digits if whole(digits) and not whole(rest) else rest

    def dialled_at_home(self, digits: str) -> bool:
        """Tell whether digits are surely dialled from within the country, with no code before them."""
        return not digits.startswith(self.code) and self._abroad.match(digits) is None

    def is_mobile(self, national: str) -> bool | None:
        """Tell whether a number in use may be a mobile; None for one of another kind, or in use nowhere."""
        if not self._general.has(national) or self._own.fullmatch(national):
            return None
        mobile = self._mobile is not None and self._mobile.has(national)
        return mobile or (False if self._fixed is not None and self._fixed.has(national) else None)

    def at_home(self, national: str) -> str:
        """Write a national number as at home."""
        for form in self._forms:
            if form.begins is None or form.begins.match(national):
                match = form.pattern.fullmatch(national)
                if match is not None:
                    return form.template.format(*match.groups(""))
        return national


def read_plainly(text: str, country: str) -> tuple[str, bool] | None:
    """Return E.164, and whether it may be a mobile, of digits as dialled in ``country`` or with their code."""
    if _PLAIN.fullmatch(text) is None:
        return None
    digits = _NOT_DIGITS.sub("", text)
    if text.startswith("+"):
        code = code_of(digits)
        plan = None if code is None else plan_of_code(code)
        digits = digits[len(code or "") :]
    else:
        plan = _plan_of(country)
        if plan is not None and not plan.dialled_at_home(digits):
            return None
    national = None if plan is None else plan.national(digits)
    # A zero that belongs to the number is kept apart by the library.
    if plan is None or not national or national.startswith("0"):
        return None
    mobile = plan.is_mobile(national)
    return None if mobile is None else (f"+{plan.code}{national}", mobile)


def code_of(digits: str) -> str | None:
    """Return the calling code that international digits begin with, None for none."""
    for size in _CODE_SIZES:
        if digits[:size] in _CODES:
            return digits[:size]
    return None


@cache
def plan_of_code(code: str) -> NumberingPlan | None:
    """Return the plan behind a calling code; None where it takes the library."""
    return _plan_of(_CODES[code])


@cache
def _plan_of(country: str) -> NumberingPlan | None:
    metadata = PhoneMetadata.metadata_for_region(country, None)
    # Who shares another country's code shares its plan as well, and the numbers say which of them they are of.
    if (
        metadata is None
        or metadata.leading_digits is not None
        or _CODES[str(metadata.country_code)] != country
    ):
        return None
    general = _Kind.of(metadata.general_desc)
    if general is None:
        return None
    prefix = metadata.national_prefix_for_parsing
    own = [kind for kind in (_Kind.of(getattr(metadata, name)) for name in _OF_THEIR_OWN) if kind is not None]
    fixed = _Kind.of(metadata.fixed_line)
    return NumberingPlan(
        code=str(metadata.country_code),
        _abroad=re.compile(metadata.international_prefix or "(?!)"),
        _prefix=re.compile(prefix) if prefix else None,
        _transforms=bool(metadata.national_prefix_transform_rule),
        _general=general,
        _own=re.compile("|".join(f"(?:{kind.pattern.pattern})" for kind in own) or "(?!)"),
        _fixed=fixed,
        _mobile=fixed if metadata.same_mobile_and_fixed_line_pattern else _Kind.of(metadata.mobile),
        _forms=tuple(map(_form, metadata.number_format)),
    )


def _form(described: Any) -> _Form:
    begins = described.leading_digits_pattern
    rule = described.national_prefix_formatting_rule
    template = _FIRST_GROUP.sub(rule, described.format, count=1) if rule else described.format
    return _Form(
        re.compile(begins[-1]) if begins else None,
        re.compile(described.pattern),
        _GROUP.sub(lambda group: f"{{{int(group[1]) - 1}}}", template),
    )
