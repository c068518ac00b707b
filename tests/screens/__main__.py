"""Draws all screens: ``python -m tests.screens OUT_DIR``."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from shopdesk.demo import make_demo
from shopdesk.shop import create_shop
from tests.conftest import NEW_SHOP
from tests.fast_kdf import FAST
from tests.screens.frame import Frame
from tests.screens.start import draw_doors, draw_set_up
from tests.screens.till import draw_empty, draw_large, draw_till

_CUSTOMERS = 90


def draw(frame: Frame) -> int:
    """Draw everything and return how many pictures were made."""
    frame.out.mkdir(parents=True, exist_ok=True)
    make_demo(frame.work / "demo", _CUSTOMERS, profile=FAST, clock=frame.clock)
    create_shop(frame.work / "empty", NEW_SHOP, profile=FAST, clock=frame.clock)[0].close()
    for theme in ("light", "dark"):
        frame.wear(theme)
        draw_set_up(frame)
        draw_doors(frame)
        draw_till(frame)
        draw_empty(frame)
    draw_large(frame)
    return len(list(frame.out.glob("*.png")))


def main(out: str) -> int:
    """Draw all screens into a folder."""
    qInstallMessageHandler(lambda _kind, _context, _text: None)  # offscreen Qt remarks on every dialog
    app = QApplication.instance()
    drawn = app if isinstance(app, QApplication) else QApplication(["screens"])
    with tempfile.TemporaryDirectory() as work:
        count = draw(Frame(drawn, Path(out), Path(work)))
    sys.stdout.write(f"{count} screens in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build/screens"))
