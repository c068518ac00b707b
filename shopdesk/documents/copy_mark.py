"""A paper that was issued before, as it was, marked as a copy on every page."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter

from shopdesk.documents.page import Paper, RenderedPaper


def mark_copy(pdf: bytes) -> RenderedPaper:
    """Return the paper with the word COPY under its text; figures, number and code are those it had."""
    mark = Paper("COPY", "")
    mark.ghost("COPY")
    below = PdfReader(BytesIO(mark.finish().pdf)).pages[0]
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        page.merge_page(below, over=False)
    out = BytesIO()
    writer.write(out)
    return RenderedPaper(out.getvalue(), len(writer.pages))
