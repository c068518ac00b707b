"""Notes on customers: dated, signed, never changed; the important ones are pinned to the top."""

from datetime import datetime
from typing import NamedTuple, NewType

NoteId = NewType("NoteId", int)


class Note(NamedTuple):
    """One note; ``staff`` is who wrote it."""

    id: NoteId
    at: datetime
    staff: str
    text: str
    pinned: bool
