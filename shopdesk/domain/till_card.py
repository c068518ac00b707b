"""The card that lies beside the till: the keys, and how to do what is done most."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that work in one place: each as it is written on the keyboard, and what it does."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TillCard:
    """``steps`` are questions with their answers; every text is in the language of the window."""

    shop_name: str
    title: str
    groups: tuple[KeyGroup, ...]
    steps: tuple[tuple[str, str], ...]
    foot: str
