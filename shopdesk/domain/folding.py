"""Texts as search compares them: case and accents do not count."""

import unicodedata


class _Unmarked(dict[int, int | None]):
    """For `str.translate`: takes marks that are put upon letters away; learns each character when it is first met."""

    def __missing__(self, mark: int) -> int | None:
        self[mark] = None if unicodedata.category(chr(mark)) == "Mn" else mark
        return self[mark]


_UNMARKED = _Unmarked()


def fold(text: str) -> str:
    """Return the text as search compares it: case and accents ignored."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text.casefold()).translate(_UNMARKED))
