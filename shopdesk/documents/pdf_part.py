"""A part of a PDF file that is written already: bytes, and the parts it names, whose numbers come last."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject


class PdfPart(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """Bytes and other parts, of one document; reportlab writes its own parts word by word, at ten times the cost.

    A copy, pickled or not, is free to go into another document, with all the parts it names.
    """

    __RefOnly__ = 1  # a part of its own wherever it is named, as reportlab reads it

    def __init__(self, *pieces: Any) -> None:
        self._pieces = pieces

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind the name that reportlab gave it in its document."""
        return {"_pieces": self._pieces}

    def format(self, document: Any) -> bytes:
        """Return the part as it stands in the file."""
        return b"".join(
            piece if isinstance(piece, bytes) else document.Reference(piece).format(document)
            for piece in self._pieces
        )


def packed_stream(packed: bytes, **entries: int) -> PdfPart:
    """Return a stream of bytes that zlib has packed, with more entries for its head."""
    more = "".join(f" /{name} {value}" for name, value in entries.items())
    head = f"<< /Filter /FlateDecode /Length {len(packed)}{more} >>\nstream\n"
    return PdfPart(head.encode(), packed, b"\nendstream\n")
