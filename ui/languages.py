"""The language of the windows: their words, the words of Qt itself, and the side they are read from."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from shopdesk.domain.settings import Settings
from shopdesk.wording import ENGLISH, Wording, said, speak, wording
from ui.motion import rest
from ui.remembered import Remembered
from ui.theme import apply_theme


class _Texts(QTranslator):
    """Answers the ``tr`` of every widget from the one catalogue."""

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return the text for an English one, itself where there is none; ``disambiguation`` is its sense."""
        del context, n
        return said(source_text, disambiguation or "")

    def isEmpty(self) -> bool:
        """Tell Qt that there are texts."""
        return False


class _Installed(QObject):
    """Holds what is installed, so that it can be taken away again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self.words = ENGLISH
        self.translators: list[QTranslator] = []


_NAME = "languages"
_REMEMBERED, _FIGURES, _STILL = "language", "figures", "still"


def speak_in(app: QApplication, words: Wording, locale: str = "") -> None:
    """Say everything in these words, with this locale's whole numbers; an open window is to be made again."""
    speak(words, locale)
    held = app.findChild(_Installed, _NAME) or _Installed(app)
    if held.words is words:
        return
    held.words = words
    for translator in held.translators:
        app.removeTranslator(translator)
        translator.deleteLater()
    held.translators = []
    if words is not ENGLISH:
        qt = QTranslator(held)
        qt.load(f"qtbase_{words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        held.translators = [_Texts(held), qt]  # the last one is asked first, and knows Qt's own texts alone
        for translator in held.translators:
            app.installTranslator(translator)
    reading = Qt.LayoutDirection.RightToLeft if words.right_to_left else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(reading)


def dress(app: QApplication, settings: Settings) -> None:
    """Give the windows that are made from now on the shop's own look and language."""
    apply_theme(app, settings.theme, settings.text_scale)
    rest(app, still=settings.still)
    speak_in(app, wording(settings.spoken), settings.locale)


def remember_language(folder: Path, settings: Settings) -> None:
    """Keep the language beside the shop, for the page that asks for its secret, and whether things move there."""
    Remembered(folder).keep(_REMEMBERED, settings.spoken)
    Remembered(folder).keep(_FIGURES, settings.locale)
    Remembered(folder).keep(_STILL, int(settings.still))


def speak_as_last(app: QApplication, folder: Path, locale: str) -> None:
    """Speak to a shop that is not open yet as it was spoken to last, else as the computer does."""
    last = Remembered(folder)
    speak_in(app, wording(last.text(_REMEMBERED, locale)), last.text(_FIGURES, locale))
    rest(app, still=bool(Remembered(folder).number(_STILL, 0)))
