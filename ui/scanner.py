"""Barcode and card scanners: what they type in a burst is told from what a person types, and goes where it belongs.

Keys are heard where the focus is, and the whole program only while some are held: it has thousands of events for every
dialog that opens.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from shopdesk.domain.till_hardware import ScannerHabits

_SPARE_MS = 10
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
_COMES_BETWEEN = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
    QEvent.Type.WindowDeactivate,
}
ENDS: dict[int, str] = {Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Tab: "tab"}
"""The keys with which a scanner may end a code, as `ScannerHabits` calls them."""
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier

Answer = Callable[[bool], None]
Held = tuple[QWidget, QKeyEvent]


class Scanner(QObject):
    """Holds keys back while they may be a burst, and gives them to their field again when they are none.

    ``read(code, answer)`` is asked about each burst and answers, now or later, whether the code was taken;
    ``habits`` says at each key what a burst looks like in this shop.
    Amounts, PINs, dialogs, and keys without a time (nobody typed those) are left alone.
    """

    def __init__(
        self,
        app: QApplication,
        window: QWidget,
        read: Callable[[str, Answer], None],
        habits: Callable[[], ScannerHabits],
    ) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._read = read
        self._habits = habits
        self._held: list[Held] = []
        self._listened: QWidget | None = None
        self._others = _Others(self)
        self._waiting: list[Held] | None = None
        self._code = ""
        self._last = 0
        self._replays = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._pause_over)
        self._focus = app.focusChanged.connect(self._focus_moved)
        self._listen_to(QApplication.focusWidget())

    def leave(self) -> None:
        """Rest, and give back what is held."""
        self._answer(is_taken=False)
        self.let_go()
        QObject.disconnect(self._focus)
        self._listen_to(None)

    def let_go(self) -> None:
        """Give what is held to the field it was typed into: it was no burst, or typing has paused."""
        if self._waiting is not None:
            return
        held = self._hand_over()
        self._pause.stop()
        self._replay(held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that may belong to a burst."""
        if self._replays or event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        return isinstance(watched, QWidget) and self._is_ours(watched) and self._take(watched, event)

    def look_between(self, event: QEvent) -> None:
        """Let go of what is held first, if this is not to be felt before it."""
        kind = event.type()
        if kind in _COMES_BETWEEN or (
            kind is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._comes_between(event)
        ):
            self.let_go()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._listen_to(now)

    def _listen_to(self, field: QWidget | None) -> None:
        """Hear the keys of what has the focus in this window, and of nothing else."""
        if self._listened is not None and isValid(self._listened):
            self._listened.removeEventFilter(self)
        self._listened = field if field is not None and field.window() is self._window else None
        if self._listened is not None:
            self._listened.installEventFilter(self)

    def _hold(self, field: QWidget, event: QKeyEvent) -> None:
        if not self._held:
            self._app.installEventFilter(self._others)
        self._held.append((field, event.clone()))

    def _hand_over(self) -> list[Held]:
        """Return what was held, and hold nothing."""
        held, self._held, self._code = self._held, [], ""
        self._app.removeEventFilter(self._others)
        return held

    def _is_ours(self, watched: QWidget) -> bool:
        if watched is not QApplication.focusWidget() or watched.window() is not self._window:
            return False
        if QApplication.activePopupWidget() is not None:
            return False
        is_secret = isinstance(watched, QLineEdit) and watched.echoMode() is not QLineEdit.EchoMode.Normal
        return not is_secret and not str(watched.property("role") or "").startswith("amount")

    def _take(self, field: QWidget, event: QKeyEvent) -> bool:
        """Hold a key and return True, or let go of what is held and return False."""
        if self._waiting is not None:
            self._waiting.append((field, event.clone()))
            return True
        if event.type() is QEvent.Type.KeyRelease or event.key() == Qt.Key.Key_Shift:
            if self._held:
                self._hold(field, event)
            return bool(self._held)
        habits = self._habits()
        is_quick = 0 <= event.timestamp() - self._last < habits.gap_ms and self._is_same(field)
        if self._held and not is_quick:
            self.let_go()
        if self._may_end_with(event) and not event.isAutoRepeat():
            self._hold(field, event)
            self._ask()
            return True
        if _is_deed(event) or event.isAutoRepeat() or not event.timestamp():
            self.let_go()
            return False
        self._hold(field, event)
        self._code += event.text()
        self._last = event.timestamp()
        self._pause.start(habits.gap_ms + _SPARE_MS)
        return True

    def _comes_between(self, event: QKeyEvent) -> bool:
        """Tell whether a shortcut may be at hand, which must not overtake what is held."""
        return _is_deed(event) and not self._may_end_with(event) and event.key() != Qt.Key.Key_Shift

    def _may_end_with(self, event: QKeyEvent) -> bool:
        end = ENDS.get(event.key(), "")
        return bool(end) and self._habits().may_end_with(end) and bool(self._scanned())

    def _scanned(self) -> str:
        """Return the code that is held, without what the scanner sends before it; nothing if it is none."""
        habits = self._habits()
        code = self._code.removeprefix(habits.prefix)
        return code if self._code.startswith(habits.prefix) and len(code) >= habits.shortest else ""

    def _pause_over(self) -> None:
        """Ask whose code it is where scanners end with a pause, else give back what is held."""
        if self._waiting is None and self._habits().may_end_with("") and self._scanned():
            self._ask()
        else:
            self.let_go()

    def _is_same(self, field: QWidget) -> bool:
        return not self._held or self._held[-1][0] is field

    def _ask(self) -> None:
        """Ask whose code it is; what is typed until the answer comes waits its turn."""
        self._pause.stop()
        code, self._waiting = self._scanned(), []
        self._read(code, self._answer)

    def _answer(self, is_taken: bool) -> None:
        if self._waiting is None:
            return
        waiting, self._waiting = self._waiting, None
        if is_taken:
            self._hand_over()
        before = QApplication.focusWidget()
        self.let_go()
        for field, event in waiting:
            now = QApplication.focusWidget()
            there = field if now is before or now is None else now
            if not (isValid(there) and self._is_ours(there) and self._take(there, event)):
                self._replay([(there, event)])

    def _replay(self, held: list[Held]) -> None:
        """Send keys to their fields; those after one that moves the focus go where it moved."""
        before = QApplication.focusWidget()
        self._replays = True
        try:
            for field, event in held:
                now = QApplication.focusWidget()
                there = field if now is before or now is None else now
                if isValid(there):
                    QApplication.sendEvent(there, event)
        finally:
            self._replays = False


class _Others(QObject):
    """Hears, for a scanner that holds keys, what else is felt anywhere in the program."""

    def __init__(self, scanner: Scanner) -> None:
        super().__init__(scanner)
        self._scanner = scanner

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the scanner look, and let it pass."""
        del watched
        self._scanner.look_between(event)
        return False


def _is_deed(event: QKeyEvent) -> bool:
    """Tell whether a key does something other than write a character."""
    return bool(event.modifiers() & ~_PLAIN) or not event.text().isprintable() or not event.text()
