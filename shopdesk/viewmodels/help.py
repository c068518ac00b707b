"""Reading the help: a topic, the contents, or what was found for some words, and the way back."""

from dataclasses import dataclass

from shopdesk.viewmodels.help_book import HelpBook, Hit, Topic
from shopdesk.viewmodels.observable import Observable


@dataclass(frozen=True, slots=True)
class Shown:
    """What is read: a topic; or the hits for ``words``; or, with neither, the contents."""

    topic: Topic | None = None
    words: str = ""
    hits: tuple[Hit, ...] = ()


class HelpViewModel:
    """Shows one page of the help; ``can_go_back`` tells whether there was another one before it."""

    def __init__(self, book: HelpBook, topic: str) -> None:
        self.book = book
        self._before: list[Shown] = []
        self.shown: Observable[Shown] = Observable(Shown(book.topic(topic)))
        self.can_go_back: Observable[bool] = Observable(value=False)

    def open(self, topic: str) -> None:
        """Read a topic."""
        self._go(Shown(self.book.topic(topic)))

    def open_contents(self) -> None:
        """Read what there is."""
        self._go(Shown())

    def search(self, text: str) -> None:
        """Show the answers that have all words of a text; an empty text leads back to where it began."""
        words = text.strip()
        if words == self.shown.value.words:
            return
        if not words:
            self.go_back()
        elif self.shown.value.words:
            self.shown.value = self._found(words)
        else:
            self._go(self._found(words))

    def go_back(self) -> None:
        """Read again what was read before."""
        if self._before:
            self.shown.value = self._before.pop()
            self.can_go_back.value = bool(self._before)

    def _found(self, words: str) -> Shown:
        return Shown(None, words, self.book.search(words))

    def _go(self, shown: Shown) -> None:
        if shown != self.shown.value:
            self._before.append(self.shown.value)
            self.shown.value = shown
            self.can_go_back.value = True
