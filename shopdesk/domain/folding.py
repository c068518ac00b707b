"""Texts as search compares them: case and accents do not count."""

import unicodedata


class _Unmarked(dict[int, int | None]):
    """For `str.translate`: takes marks that are put upon letters away; learns each character when it is first met."""

    def __missing__(self, mark: int) -> int | None:
        self[mark] = None if unicodedata.category(chr(mark)) == "Mn" else mark
        return self[mark]


_UNMARKED = _Unmarked()
ALIKE = {"\u0629": "\u0647", "\u0649": "\u064a"}
"""What ends Arabic words and is written one way or the other: teh marbuta as heh, alef maksura as yeh."""
_ALIKE = str.maketrans(ALIKE)


def fold(text: str) -> str:
    """Return the text as search compares it: case and accents ignored."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text.casefold()).translate(_UNMARKED))


def fold_alike(text: str) -> str:
    """Return the folded text with one letter for those that are written one way or the other; no index keeps it so."""
    return fold(text).translate(_ALIKE)
