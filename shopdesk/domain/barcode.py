"""Codes that scanners read: on goods, and on customers' cards."""

import re

_BARCODE = re.compile(r"[A-Za-z0-9+./%$*_-]{4,48}", re.ASCII)


def is_barcode(text: str) -> bool:
    """Tell whether a text may be a barcode: letters, digits and a few marks, without spaces."""
    return _BARCODE.fullmatch(text) is not None
