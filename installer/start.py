"""What the packaged program starts: the window, or the terminal when it is called `shopdesk-admin`."""

import sys
from pathlib import Path

from shopdesk.services.back_room import FLAG, serve


def main() -> int:
    """Run the face that the program's own name asks for, or be its back room; return its exit status."""
    if sys.argv[1:] == [FLAG]:
        serve()
        return 0
    if Path(sys.argv[0]).stem == "shopdesk-admin":
        from shopdesk.cli import main as terminal  # noqa: PLC0415  the other face is not loaded

        return terminal()
    from ui.app import main as window  # noqa: PLC0415  likewise

    return window()


if __name__ == "__main__":
    sys.exit(main())
