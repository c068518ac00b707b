"""How much free memory the C library keeps for later: with threads and checks, more than the program itself holds."""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT_BYTES = 1 << 20


def keep_little() -> None:
    """Let free memory beyond a megabyte of each thread go back to the system; does nothing where it is not GNU's."""
    if not sys.platform.startswith("linux"):
        return
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        # By itself it keeps up to twice of the largest that was ever let go: 64 MB, once a backup was made.
        choose(_TRIM_THRESHOLD, _KEPT_BYTES)
        choose(_MMAP_THRESHOLD, _KEPT_BYTES)
