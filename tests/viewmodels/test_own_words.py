"""Tags, metals and tiers of the program's own are shown in every language, and what is typed is understood in each."""

import pytest

from shopdesk.domain.customer import CANONICAL_TAGS, METALS, judge, judge_tags
from shopdesk.domain.loyalty import Tier
from shopdesk.viewmodels.own_words import metal_words, tag_words, tier_words
from shopdesk.wording import LANGUAGES, writing_in

TRANSLATED = sorted(set(LANGUAGES) - {"en"})


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_shown_is_understood_when_it_is_typed(language: str) -> None:
    with writing_in(language):
        tags, metals = [*map(tag_words, CANONICAL_TAGS)], [*map(metal_words, METALS)]
    assert set(tags) & set(CANONICAL_TAGS) == {"VIP"}
    assert judge_tags(tag.upper() for tag in tags) == CANONICAL_TAGS
    assert tuple(judge("preferred_metal", metal.upper(), "AU") for metal in metals) == METALS


@pytest.mark.parametrize(
    ("language", "gold"), [("en", "Gold"), ("es", "Oro"), ("fr", "Or"), ("ar", "الذهبي")]
)
def test_a_tier_is_shown_in_the_language_that_is_spoken(language: str, gold: str) -> None:
    with writing_in(language):
        assert tier_words("Gold") == gold == tier_words(Tier.GOLD)


def test_a_tag_of_the_shop_stays_as_it_was_typed() -> None:
    with writing_in("es"):
        assert (tag_words("Bridal"), metal_words("")) == ("Bridal", "")


def test_english_is_shown_as_it_is_stored() -> None:
    assert ([*map(tag_words, CANONICAL_TAGS)], [*map(metal_words, METALS)]) == ([*CANONICAL_TAGS], [*METALS])
