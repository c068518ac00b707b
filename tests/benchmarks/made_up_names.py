"""Last names that nobody has, made of syllables as many languages have them."""

from random import Random

_SYLLABLES = tuple(
    f"{begins}{vowel}{ends}"
    for begins in (
        "b",
        "br",
        "ch",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "sh",
        "t",
        "v",
        "w",
        "z",
    )
    for vowel in ("a", "e", "i", "o", "u")
    for ends in ("", "l", "n", "r", "s")
)


def made_up(chance: Random) -> str:
    """Return a last name of two or three syllables as many languages have them."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3)))).capitalize()
