"""Trying a scanner: what it sent, how fast, how it ended, and whether the program would take it."""

from dataclasses import dataclass, replace

from shopdesk.domain.till_hardware import ScannerHabits
from shopdesk.viewmodels.observable import Observable
from shopdesk.wording import Worded, tr, tr_count

_SPARE_MS, _SLOWEST_MS = 10, 200
_FACTS = Worded(
    {
        "enter": "{count} characters, at most {slowest} ms between two, then Enter. The code is {code}.",
        "tab": "{count} characters, at most {slowest} ms between two, then Tab. The code is {code}.",
        "": "{count} characters, at most {slowest} ms between two, then a pause. The code is {code}.",
    }
)


@dataclass(frozen=True, slots=True)
class ScanReading:
    """What was read: its code without what stands before and after it, and what is to be said about it.

    ``advice`` is empty when it is taken; ``better`` are the habits with which it would be.
    """

    code: str
    facts: str
    advice: str
    better: ScannerHabits | None = None


class ScannerTestViewModel:
    """Is told each key with its time; ``reading`` is what came of the last scan."""

    def __init__(self, habits: ScannerHabits) -> None:
        self._habits = habits
        self._typed = ""
        self._gaps: list[int] = []
        self._last: int | None = None
        self.reading: Observable[ScanReading | None] = Observable(None)

    def use(self, habits: ScannerHabits) -> None:
        """Judge by other habits from now on."""
        self._habits = habits

    def key(self, text: str, at_ms: int) -> None:
        """Take one character."""
        if self._last is not None:
            self._gaps.append(max(0, at_ms - self._last))
        self._last = at_ms
        self._typed += text

    def end(self, key: str = "", at_ms: int | None = None) -> None:
        """Judge what was read; ``key`` is ``enter`` or ``tab``, nothing after a pause."""
        typed, gaps = self._typed, self._gaps
        if at_ms is not None and self._last is not None:
            gaps = [*gaps, max(0, at_ms - self._last)]
        self._typed, self._gaps, self._last = "", [], None
        if typed:
            self.reading.value = judge_scan(typed, max(gaps, default=0), key, self._habits)


def judge_scan(typed: str, slowest_ms: int, end: str, habits: ScannerHabits) -> ScanReading:
    """Say what a burst was, and what has to be set otherwise for it to be taken."""
    code = typed.removeprefix(habits.prefix)
    facts = _FACTS[end].format(count=len(typed), slowest=slowest_ms, code=code)
    better, wrong = habits, []
    if slowest_ms >= habits.gap_ms:
        wrong.append(tr("It is slower than the {limit} ms that are set.", limit=habits.gap_ms))
        better = replace(better, gap_ms=min(_SLOWEST_MS, slowest_ms + _SPARE_MS))
    if len(code) < habits.shortest:
        wrong.append(
            tr_count(
                "It is shorter than the {least} character that is set.",
                "It is shorter than the {least} characters that are set.",
                habits.shortest,
                least=habits.shortest,
            )
        )
        better = replace(better, shortest=max(3, len(code)))
    if not typed.startswith(habits.prefix):
        wrong.append(tr("It does not begin as is set."))
        better = replace(better, prefix="")
    if not habits.may_end_with(end):
        wrong.append(tr("It does not end as is set."))
        better = replace(better, end=end or "pause")
    is_typing = slowest_ms + _SPARE_MS > _SLOWEST_MS
    advice = tr("That was typed by hand, not scanned.") if is_typing else " ".join(wrong)
    return ScanReading(code, facts, advice, better if wrong and not is_typing else None)
