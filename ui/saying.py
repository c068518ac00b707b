"""Words on the terminal that the program was started from, if it was."""

import sys
from typing import TextIO


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a line at once; say nothing where there is no terminal, as for a program started by its icon."""
    print(text, file=stream or sys.stdout, flush=True)
