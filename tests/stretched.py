"""A language that nobody speaks: each text in brackets, with marks on its letters, and two fifths longer."""

import re
from gettext import NullTranslations

from shopdesk.wording import Wording

_PARTS = re.compile(r"(\{[^{}]*\})")
_MARKED = str.maketrans("AEIOUaeiouncy", "ÀÈÌÒÙàèìòùñçý")
_LONGEST_WORD = 12
BEGINS, ENDS = "⟦", "⟧"


class Stretched(NullTranslations):
    """Answers every text with itself, so that what was never asked for is seen at once."""

    def gettext(self, message: str) -> str:
        """Stretch a text, but not its fields."""
        longer = "~" * round(len(message) * 0.4)
        words = " ".join(longer[at : at + _LONGEST_WORD] for at in range(0, len(longer), _LONGEST_WORD))
        return BEGINS + "".join(_marked(part) for part in _PARTS.split(message)) + words + ENDS

    def pgettext(self, context: str, message: str) -> str:
        """Stretch a text of one sense."""
        del context
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Stretch the form that a number asks for."""
        return self.gettext(msgid1 if n == 1 else msgid2)


STRETCHED = Wording("stretched", Stretched())


def _marked(part: str) -> str:
    return part if part.startswith("{") else part.translate(_MARKED)
