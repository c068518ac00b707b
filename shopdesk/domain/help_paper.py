"""A page of the help as it is printed: what it is about, the keys that belong to it, and what people ask."""

from dataclasses import dataclass

from shopdesk.domain.till_card import KeyGroup


@dataclass(frozen=True, slots=True)
class HelpPaper:
    """``answers`` are questions with their paragraphs; every text is in the language of the window."""

    shop_name: str
    title: str
    intro: str
    groups: tuple[KeyGroup, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    foot: str
