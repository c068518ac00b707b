"""The pinned Qt binding survives what 6.12.0 on CPython 3.11 did not."""

import subprocess
import sys


def test_twenty_thousand_calls_that_return_nothing_do_not_abort_the_program() -> None:
    program = (
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for n in range(20_000): thing.setObjectName(str(n))\n"
        "print(thing.objectName())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "19999")
