"""The language of the windows: their words, the words of Qt itself, and the side they are read from."""

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from shopdesk.wording import ENGLISH, Wording, said, speak


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
