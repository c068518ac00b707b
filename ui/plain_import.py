"""Python's own import, put back in the place of the one that Qt's binding brings.

That one reads the source of every module that is loaded after it, and keeps it, to see whether the module asks for
other names of Qt's methods. Nobody here does, and it takes a quarter of the time of loading and 24 MB.
"""

import builtins

import shiboken6  # noqa: F401 -- brings the other import

_PYTHONS_OWN = "__orig_import__"
"""What the binding keeps Python's own import as."""


def import_plainly() -> None:
    """Load modules from now on as Python does by itself."""
    if hasattr(builtins, _PYTHONS_OWN):
        vars(builtins)["__import__"] = vars(builtins)[_PYTHONS_OWN]
