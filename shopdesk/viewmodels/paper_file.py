"""Papers written to disk: the whole file under its name, or nothing."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from shopdesk.errors import DiskFull, InvalidValue
from shopdesk.paths import is_shops_own


def write_paper(path: str, content: bytes) -> None:
    """Write a file in place of what stood there; raises DiskFull or InvalidValue and leaves nothing half."""
    with new_file(path) as file:
        file.write(content)


@contextmanager
def new_file(path: str) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of what stands there once it is left without an error.

    Raises DiskFull or InvalidValue; whatever is raised meanwhile leaves nothing half.
    """
    target = Path(path)
    _refuse_the_shops_own(target)
    half: Path | None = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".shopdesk-", suffix=".part", delete=False) as file:
            half = Path(file.name)
            yield file.file
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
        half = None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise InvalidValue(field="file", reason="cannot_be_written") from error
    finally:
        if half is not None:
            with suppress(OSError):
                half.unlink(missing_ok=True)


def check_writable(path: str) -> None:
    """Raise InvalidValue if a file cannot be written there, before the deed whose paper it will hold."""
    _refuse_the_shops_own(Path(path))
    folder = Path(path).parent
    if Path(path).is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise InvalidValue(field="file", reason="cannot_be_written")


def _refuse_the_shops_own(path: Path) -> None:
    if is_shops_own(path):
        raise InvalidValue(field="file", reason="shops_own")
