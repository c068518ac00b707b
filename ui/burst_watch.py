"""Where digits are a PIN or an amount, tells a code that was scanned from digits that somebody types."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from shopdesk.domain.till_hardware import ScannerHabits
from ui.scanner import ENDS


class BurstWatch:
    """Counts keys that come as quickly as a scanner's; ``habits`` says what that is in this shop."""

    def __init__(self, habits: Callable[[], ScannerHabits]) -> None:
        self._habits = habits
        self._count = 0
        self._last = 0
        self.is_quick = False
        """Whether the newest key came as quickly after the one before it."""

    @property
    def held(self) -> int:
        """How many keys have come so quickly after another, the one that began included."""
        return self._count

    def has_ended(self, event: QKeyEvent) -> bool:
        """Tell at each key whether what was held until now is a scan: this key sends it, or begins something else."""
        habits, text = self._habits(), event.text()
        ends = event.key() in ENDS
        if not event.timestamp() or not (ends or text.isprintable()) or not text:
            self.is_quick = False
            return False
        self.is_quick = 0 <= event.timestamp() - self._last < habits.gap_ms
        was_scan = self._count >= habits.shortest
        self._last = event.timestamp()
        self._count = 0 if ends else self._count + 1 if self.is_quick else 1
        return was_scan and (ends or not self.is_quick)
