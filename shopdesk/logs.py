"""The log of bugs: where in the program they happened, and nothing of what the program held."""

import traceback
from datetime import datetime
from pathlib import Path

_NAME = "shopdesk.log"
_LARGEST = 256 * 1024
_CHAIN = 5


def redacted(bug: BaseException) -> str:
    """Return a traceback without messages and values, which may hold names and amounts."""
    lines: list[str] = []
    current: BaseException | None = bug
    for _ in range(_CHAIN):
        if current is None:
            break
        kind = type(current)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            place = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"    {place}:{frame.lineno} in {frame.name}")
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def write_log(folder: Path, text: str, at: datetime) -> Path:
    """Add an entry to the log in a folder and return the file; an old one is kept once, under ``.1``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / _NAME
    if path.exists() and path.stat().st_size > _LARGEST:
        path.replace(path.with_suffix(".log.1"))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{at:%Y-%m-%dT%H:%M:%SZ}\n{text}\n\n")
    path.chmod(0o600)
    return path
