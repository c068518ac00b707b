"""Papers written to disk: the whole file under its name, or nothing."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from shopdesk.errors import DiskFull, InvalidValue


def write_paper(path: str, content: bytes) -> None:
    """Write a file in place of what stood there; raises DiskFull or InvalidValue and leaves nothing half."""
    target = Path(path)
    half: Path | None = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".shopdesk-", suffix=".part", delete=False) as file:
            half = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        if half is not None:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise InvalidValue(field="file", reason="cannot_be_written") from error


def check_writable(path: str) -> None:
    """Raise InvalidValue if a file cannot be written there, before the deed whose paper it will hold."""
    folder = Path(path).parent
    if Path(path).is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise InvalidValue(field="file", reason="cannot_be_written")
