"""What the computer that the program runs on says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Computer:
    """What the computer knows of where it stands: ``en_AU``, ``Australia/Melbourne``."""

    locale: str
    zone: str
