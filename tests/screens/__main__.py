"""Draws all screens and says which are not as they were: ``python -m tests.screens OUT_DIR [--accept] [--only X]``."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from shopdesk.demo import make_demo
from shopdesk.domain.settings import THEMES
from shopdesk.shop import create_shop
from tests.conftest import NEW_SHOP
from tests.fast_kdf import FAST
from tests.screens.accepted import compare, mark, read_accepted, write_accepted
from tests.screens.frame import Frame
from tests.screens.sizes import draw_languages, draw_sizes
from tests.screens.start import draw_doors, draw_set_up
from tests.screens.till import draw_empty, draw_till
from ui.rubbish import Rubbish

_CUSTOMERS = 90
_WORK = Path(tempfile.gettempdir()) / "shopdesk-screens"
"""Always the same: where a shop lies stands on some screens."""


def draw(frame: Frame) -> None:
    """Draw everything."""
    frame.out.mkdir(parents=True, exist_ok=True)
    shops = frame.work / "as made"
    make_demo(shops / "demo", _CUSTOMERS, profile=FAST, clock=frame.clock)
    create_shop(shops / "empty", NEW_SHOP, profile=FAST, clock=frame.clock)[0].close()
    for theme in THEMES:
        frame.wear(theme)
        frame.begin_with(shops)
        draw_set_up(frame)
        draw_doors(frame)
        draw_till(frame)
        draw_empty(frame)
    frame.begin_with(shops)
    draw_sizes(frame)
    draw_languages(frame)


def judge(frame: Frame, *, accept: bool) -> int:
    """Say which screens are not as they were accepted, and show where; return how many, 0 once they are accepted."""
    accepted = read_accepted()
    kept = {name: seen for name, seen in accepted.items() if frame.wants(name)}
    if accept:
        rest = {name: seen for name, seen in accepted.items() if name not in kept}
        write_accepted(rest | frame.likenesses)
    marked = frame.out / "changed"
    shutil.rmtree(marked, ignore_errors=True)
    marked.mkdir()
    changed = 0
    for name, said, found in compare(kept, frame.likenesses):
        changed += 1
        sys.stdout.write(f"{name} {said}\n")
        if found:
            mark(QImage(str(frame.out / f"{name}.png")), found).save(str(marked / f"{name}.png"))
    sys.stdout.write(f"{len(frame.likenesses)} screens in {frame.out}, {changed} not as they were accepted\n")
    if accept or not changed:
        return 0
    sys.stdout.write(f"Look at them ({marked} shows where), then keep them: make screens ACCEPT=1\n")
    return changed


def main(words: list[str]) -> int:
    """Draw the screens into a folder; 1 where some are not as they were accepted."""
    asked = argparse.ArgumentParser(prog="tests.screens")
    asked.add_argument("out", nargs="?", type=Path, default=Path("build/screens"))
    asked.add_argument("--accept", action="store_true", help="keep what is drawn now to compare with")
    asked.add_argument("--only", default="", help="draw only what this pattern is found in")
    wanted = asked.parse_args(words)
    qInstallMessageHandler(lambda _kind, _context, _text: None)  # offscreen Qt remarks on every dialog
    app = QApplication.instance()
    drawn = app if isinstance(app, QApplication) else QApplication(["screens"])
    Rubbish(drawn)  # what draws keeps the painting thread, and waits for workers on it
    shutil.rmtree(_WORK, ignore_errors=True)
    try:
        frame = Frame(drawn, wanted.out, _WORK, wanted.only)
        draw(frame)
        return min(1, judge(frame, accept=wanted.accept))
    finally:
        shutil.rmtree(_WORK)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
