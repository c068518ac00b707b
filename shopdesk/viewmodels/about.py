"""What the program is, and what it is made with: its version, and the licences of everything inside."""

from shopdesk.paths import resource

VERSION = "0.1.0"


def licences() -> str:
    """Return the list of everything that ShopDesk is made with, with its licences, as Markdown."""
    return resource("LICENCES.md").read_text(encoding="utf-8")
