"""What stands in a cell of a list of customers: how texts are written so that every one is read back as it was."""

import re
from collections.abc import Iterable

UNREADABLE = "[cannot be opened]"
"""Stands where a sealed text should; an import takes it for an empty cell."""

NEXT_NOTE = "\n* * *\n"
"""Parts the notes of one customer."""

_FORMULA = re.compile(r"'*(?:[=@\t\r]|[-+](?![\d\s.,()]*$))")
RISKY = frozenset("'=@\t\r+-")
"""With which a cell begins that may have to be guarded."""
_GUARDED = re.compile(r"'+[-+=@\t\r]")
_TAG_MARKS = ',;|"'
_TAG = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=[,;|]|$)|[^,;|]+')
_NEXT_NOTE = re.compile(r"\r?\n\* \* \*\r?\n")
_LIKE_NEXT_NOTE = re.compile(r"^(\\*\* \* \*\r?)$", re.MULTILINE)
_MARKED = re.compile(r"^\\(\\*\* \* \*\r?)$", re.MULTILINE)


def guard(cell: str) -> str:
    """Return the cell as a spreadsheet shows it and never computes it; telephones and amounts stay bare."""
    if cell[:1] not in RISKY or (
        cell[0] in "+-" and cell[1:].isdecimal()
    ):  # as every telephone in the book is
        return cell
    # What looks guarded already is guarded once more, so that nothing is lost when it is undone.
    return f"'{cell}" if _FORMULA.match(cell) or _GUARDED.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def join_tags(tags: Iterable[str]) -> str:
    """Return tags as one cell; one that holds a mark of parting stands in quotation marks."""
    return ", ".join(_quoted(tag) if any(mark in tag for mark in _TAG_MARKS) else tag for tag in tags)


def split_tags(cell: str) -> list[str]:
    """Return the tags of a cell, parted by commas, semicolons or bars."""
    return [
        found[0] if found[1] is None else found[1].replace('""', '"')
        for found in _TAG.finditer(cell)
        if found[0].strip()
    ]


def join_notes(notes: Iterable[str]) -> str:
    """Return notes as one cell; a line of a note that looks like what parts them is marked."""
    return NEXT_NOTE.join(_LIKE_NEXT_NOTE.sub(r"\\\1", note) for note in notes)


def split_notes(cell: str) -> tuple[str, ...]:
    """Return the notes of a cell."""
    notes = (_MARKED.sub(r"\1", note.strip()) for note in _NEXT_NOTE.split(cell))
    return tuple(note for note in notes if note)


def _quoted(tag: str) -> str:
    return '"{}"'.format(tag.replace('"', '""'))
