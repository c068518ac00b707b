"""Draws every page and dialog in both themes: ``python -m tests.screens OUT_DIR``."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
