"""Tags, metals and tiers of the program's own in the language that is spoken; what a shop made up stays as it is."""

from shopdesk.domain.loyalty import Tier
from shopdesk.wording import Worded

_TAGS = Worded({"Wholesale": "Wholesale", "Trade": "Trade", "Regular": "Regular"}, "tag")
_METALS = Worded(
    {
        "Yellow Gold": "Yellow Gold",
        "White Gold": "White Gold",
        "Rose Gold": "Rose Gold",
        "Platinum": "Platinum",
        "Silver": "Silver",
    },
    "metal",
)
_TIERS = Worded(
    {
        Tier.BRONZE: "Bronze",
        Tier.SILVER: "Silver",
        Tier.GOLD: "Gold",
        Tier.PLATINUM: "Platinum",
    },
    "tier",
)


def tag_words(tag: str) -> str:
    """Return a tag as people read it."""
    return _TAGS.get(tag, tag)


def metal_words(metal: str) -> str:
    """Return a metal as people read it; empty for none."""
    return _METALS.get(metal, metal)


def tier_words(tier: str) -> str:
    """Return a loyalty tier as people read it; it is worked out, never typed."""
    return _TIERS[Tier(tier)]
