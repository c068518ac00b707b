"""Answers that a connection keeps until something is written, for whoever asks the same again."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from shopdesk.storage.session import WITNESS, Session, read_many

Answer = TypeVar("Answer")

_KEPT = "answers until something is written"
_MOST = 8
"""So many answers are kept; each can be as large as a mark for everybody."""


def kept(session: Session, asked: Hashable, reckon: Callable[[], Answer]) -> Answer:
    """Return the answer to what is asked, reckoned anew when the journal has grown: whatever is written stands there.

    A unit of work, which may be rolled back, keeps nothing.
    """
    if WITNESS in session.info:
        return reckon()
    ((written,),) = read_many(session, "SELECT max(sequence) FROM journal", ())
    until, answers = session.info.get(_KEPT, (None, {}))
    if until != written:
        answers = {}
        session.info[_KEPT] = written, answers
    if asked not in answers:
        while len(answers) >= _MOST:
            del answers[next(iter(answers))]
        answers[asked] = reckon()
    found: Answer = answers[asked]
    return found
