"""Papers as Qt reads them: what reads them is made ready once, for all papers."""

from functools import cache

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtPdf import QPdfDocument


def pdf_document(parent: QObject) -> QPdfDocument:
    """Return a document in which nothing is opened yet."""
    _stays()
    return QPdfDocument(parent)


@cache
def _stays() -> QPdfDocument:
    """Return one that lives as long as the program: Qt ends its reader with the last one, and never whole."""
    kept = QPdfDocument()
    kept.setParent(QCoreApplication.instance())
    return kept
