"""Everything in its place before it is painted."""

from PySide6.QtCore import QCoreApplication, QEvent


def settle() -> None:
    """Share out now the room that parts of a window asked for anew, as they fold in a narrower one.

    Left to its turn it may come after the painting: a window manager's new size brings the picture asked for along.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
