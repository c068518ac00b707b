"""Answers that a connection keeps until something is written, for whoever asks the same again."""

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from shopdesk.domain.account import CustomerId
from shopdesk.storage.session import Session, read_number
from shopdesk.storage.touch_log import TouchLog

_TOUCHED = "whom this process touched"
_KEPT = "answers until something is written"
_MOST = 12
"""So many answers are kept; each can be as large as a mark for everybody."""

Answer = TypeVar("Answer")


class _Kept(NamedTuple):
    written: int
    answer: Any


@contextmanager
def keeping(session: Session, log: TouchLog) -> Iterator[None]:
    """Let a session keep answers, and tell by the log for whom they no longer hold."""
    # The answers stay with the connection, which others use afterwards.
    info = session.info
    info[_TOUCHED] = log
    try:
        yield
    finally:
        info.pop(_TOUCHED, None)


def kept(
    session: Session,
    asked: Hashable,
    reckon: Callable[[], Answer],
    renew: Callable[[Answer, Collection[CustomerId]], Answer] | None = None,
) -> Answer:
    """Return the answer to what is asked, reckoned anew when the journal has grown: whatever is written stands there.

    ``renew`` brings an older answer up to date for those who were touched since, where it is known who they are. A
    unit of work, which may be rolled back, keeps nothing.
    """
    log: TouchLog | None = session.info.get(_TOUCHED)
    if log is None:
        return reckon()
    written = read_number(session, "SELECT coalesce(max(sequence), 0) FROM journal")
    answers: dict[Hashable, _Kept] = session.info.setdefault(_KEPT, {})
    known = answers.pop(asked, None)
    touched = None if known is None else log.between(known.written, written)
    answer: Answer
    if known is None or touched is None or (touched and renew is None):
        answer = reckon()
    else:
        answer = renew(known.answer, touched) if touched and renew is not None else known.answer
    while len(answers) >= _MOST:
        del answers[next(iter(answers))]
    answers[asked] = _Kept(written, answer)
    return answer
