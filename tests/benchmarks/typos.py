"""Misspells names as fingers do: a letter too many, too few, another one, or two that swapped places."""

from random import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def misspelt(name: str, mistakes: int, chance: Random) -> str:
    """Return the name with that many mistakes, none in its spaces."""
    for _ in range(mistakes):
        places = [place for place, letter in enumerate(name) if letter != " "]
        place = chance.choice(places)
        kind = chance.choice(("more", "less", "other", "swap"))
        letter = chance.choice(_LETTERS)
        if kind == "more":
            name = name[:place] + letter + name[place:]
        elif kind == "less" and len(places) > 2:
            name = name[:place] + name[place + 1 :]
        elif kind == "swap" and place + 1 < len(name) and name[place + 1] not in {" ", name[place]}:
            name = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        else:
            name = name[:place] + chance.choice(_LETTERS.replace(name[place].lower(), "")) + name[place + 1 :]
    return name
