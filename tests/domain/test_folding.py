"""Texts as search compares them."""

import pytest

from shopdesk.domain.customer import clean
from shopdesk.domain.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"), [("Zoë", "zoe"), ("STRASSE", "strasse"), ("straße", "strasse"), ("王伟", "王伟")]
)
def test_search_ignores_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert clean(text) == text
