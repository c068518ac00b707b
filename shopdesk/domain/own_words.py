"""What tags and metals of the program's own are called in its languages, so that whichever is typed is understood."""

from collections.abc import Mapping, Sequence

CALLED: Mapping[str, tuple[str, ...]] = {
    "Wholesale": ("Mayorista", "Grossiste", "جملة"),
    "Trade": ("Gremio", "Professionnel", "أهل المهنة"),
    "Regular": ("Habitual", "Habitué", "دائم"),
    "Yellow Gold": ("Oro amarillo", "Or jaune", "ذهب أصفر"),
    "White Gold": ("Oro blanco", "Or blanc", "ذهب أبيض"),
    "Rose Gold": ("Oro rosa", "Or rose", "ذهب وردي"),
    "Platinum": ("Platino", "Platine", "بلاتين"),
    "Silver": ("Plata", "Argent", "فضة"),
}


def spellings(words: Sequence[str]) -> dict[str, str]:
    """Return each of these words by everything that it is called; they are stored in one spelling."""
    return {called: word for word in words for called in (word, *CALLED.get(word, ()))}
