"""What goes into the packaged program: Qt's parts by name, because the usual choice takes GPL-only ones along."""

import re
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

HIDDEN = [
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "logging.config",
    *(
        f"reportlab.graphics.barcode.{code}"
        for code in ("code39", "code93", "ecc200datamatrix", "usps", "usps4s")
    ),
]
"""What is imported by name at run time."""

EXCLUDED = [
    "phonenumbers.geodata",
    "phonenumbers.carrierdata",
    "phonenumbers.tzdata",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._webp",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "_sqlite3",
    "aiosmtpd",
    "attr",
    "attrs",
    "hypothesis",
    "mypy",
    "numpy",
    "pytest",
    "readline",
    "setuptools",
    "sqlite3",
    "tkinter",
]
"""What would be found and is not wanted.

Where a telephone stands, kinds of picture, developers' tools, Python's own SQLite (the shop's is SQLCipher), and
readline, which loads a library under the GPL.
"""

QT_PARTS = frozenset(
    {
        "Core",
        "DBus",
        "Gui",
        "Network",
        "OpenGL",
        "Pdf",
        "PrintSupport",
        "Svg",
        "Test",
        "WaylandClient",
        "Widgets",
        "WlShellIntegration",
        "XcbQpa",
    }
)
"""The parts of Qt that the program loads, all of them under the LGPL; every other one stays out."""

QT_PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qjpeg",
        "imageformats/qsvg",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platforms/qcocoa",
        "platforms/qoffscreen",
        "platforms/qwayland",
        "platforms/qwindows",
        "platforms/qxcb",
        "platformthemes/qxdgdesktopportal",
        "printsupport/cupsprintersupport",
        "styles/qmacstyle",
        "wayland-decoration-client/bradient",
        "wayland-graphics-integration-client/qt-plugin-wayland-egl",
        "wayland-shell-integration/xdg-shell",
        "xcbglintegrations/qxcb-egl-integration",
        "xcbglintegrations/qxcb-glx-integration",
    }
)
"""Likewise what Qt loads by itself: screens, pictures, printers, ways to type."""

_LANGUAGES = ("ar", "en", "es", "fr")
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<kind>[^/]+)/(?:lib)?(?P<name>[^/.]+)\.")
_PART = re.compile(r"PySide6/(?:Qt/lib/)?(?:lib)?Qt6?(?P<name>[A-Za-z0-9]+)\.")
_QML = re.compile(r"PySide6/(?:Qt/)?qml/")
_LICENCE = re.compile("licen[cs]e|copying|notice", re.IGNORECASE)
_TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/(?P<name>[^/]+)\.qm")


def is_wanted(path: str) -> bool:
    """Tell whether a file, named by its path in the package, goes into it; what is not Qt's always does."""
    path = path.replace("\\", "/")
    if plugin := _PLUGIN.match(path):
        return f"{plugin['kind']}/{plugin['name']}" in QT_PLUGINS
    if part := _PART.match(path):
        return part["name"] in QT_PARTS
    if translation := _TRANSLATION.match(path):
        return translation["name"].removeprefix("qtbase_") in _LANGUAGES
    return not _QML.match(path)


def licence_texts(page: str) -> list[tuple[str, str]]:
    """Return the licence texts of the libraries that the tables of ``page`` name: each file, and its place inside."""
    tables = _spelt("\n".join(line for line in page.splitlines() if line.startswith("|")))
    return [
        (str(library.locate_file(file)), f"licences/{library.metadata['Name']}")
        for library in distributions()
        if re.search(rf"(?<![\w-]){re.escape(_spelt(library.metadata['Name']))}(?![\w-])", tables)
        for file in library.files or ()
        if ".dist-info/" in str(file) and _LICENCE.match(file.name)
    ]


def python_licence() -> tuple[str, str]:
    """Return the file of Python's own licence, and its place inside."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    file = next(path for place in places if (path := place / "LICENSE.txt").exists())
    return str(file), "licences/Python"


def _spelt(text: str) -> str:
    return re.sub("[-_.]+", "-", text).lower()


def is_systems(source: str) -> bool:
    """Tell whether a library is the system's own; the package names what it needs of those (`Depends`)."""
    return source.startswith(("/lib/", "/usr/lib/"))
