"""Memory that is free again is the system's again: what a thread let go, and what papers were read with."""

import ctypes
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from reportlab.pdfgen.canvas import Canvas

from ui.pdf_documents import pdf_document
from ui.spare_memory import keep_little

_MAPS = Path("/proc/self/maps")

pytestmark = pytest.mark.skipif(not _MAPS.exists(), reason="nothing tells of memory")


def resident_pages() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


def let_go(library: ctypes.CDLL, length: int, times: int) -> None:
    """Take so much memory, write to it, and give it back."""
    blocks = [library.malloc(length) for _ in range(times)]
    for block in blocks:
        ctypes.memset(block, 1, length)
    for block in blocks:
        library.free(ctypes.c_void_p(block))


def test_what_a_thread_let_go_goes_back_to_the_system() -> None:
    keep_little()
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    let_go(library, 30 << 20, 1)  # a large one: from then on the library would keep twice as much
    before = resident_pages()
    worker = threading.Thread(target=let_go, args=(library, 5_000, 8_000))
    worker.start()
    worker.join()
    assert resident_pages() - before < 4_000


@pytest.mark.usefixtures("qapp")
def test_papers_that_were_read_leave_nothing_behind(tmp_path: Path) -> None:
    paper = Canvas(str(tmp_path / "paper.pdf"))
    paper.drawString(100, 100, "Statement")
    paper.save()
    parts = []
    for _ in range(12):
        buffer = QBuffer()
        buffer.setData(QByteArray((tmp_path / "paper.pdf").read_bytes()))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = pdf_document(buffer)
        document.load(buffer)
        document.render(0, QSize(100, 140))
        document.close()
        del document, buffer
        parts.append(len(_MAPS.read_text(encoding="utf-8").splitlines()))
    assert parts[-1] - parts[1] < len(parts)
