"""What is to be said about a customer where money is taken; shows `TillNotes`."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.till_notes import TillNote, TillNotes
from ui.widgets.banner import Banner


class TillNoteStrip(Banner):
    """Hidden where there is nothing to say; closing it is enough for this sale."""

    def __init__(self, model: TillNotes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.closed.connect(model.dismiss)

    def show_notes(self, notes: tuple[TillNote, ...]) -> None:
        """Say these, one below the other."""
        if notes:
            self.tell("\n".join(f"{note.text} ({note.signed})" for note in notes), "warn")
        else:
            self.hide()
