"""The package: what of Qt and of Babel goes into it, and which Debian packages it asks for."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from babel import localedata
from PIL import Image

from installer import contents, package, start
from shopdesk import formatting
from shopdesk.domain.country import COUNTRIES
from shopdesk.domain.money import Currency
from shopdesk.paths import resource
from shopdesk.services.back_room import FLAG


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6VirtualKeyboard.so.6", False),
        ("PySide6/Qt6Charts.dll", False),
        ("PySide6\\Qt6Widgets.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("sqlcipher3/_sqlite3.so", True),
    ],
)
def test_only_the_parts_of_qt_that_the_program_loads_are_packed(path: str, wanted: bool) -> None:
    assert contents.is_wanted(path) is wanted


LOCALES = ("ar_EG", "de_CH", "en_AU", "es_MX", "fa_IR", "fr_FR", "hi_IN", "ja_JP", "pt_BR", "zh_TW")


def forget() -> None:
    """Let nothing that was read of a locale be used again."""
    for remembering in (
        formatting._locale,
        formatting._numbers,
        formatting._money_style,
        formatting.format_date,
        formatting._skeleton_date,
    ):
        remembering.cache_clear()
    localedata._cache.clear()


def written(locale: str) -> list[str]:
    """Return dates, money, counts and countries as the program writes them in one locale."""
    forget()
    day, earlier = date(2026, 11, 21), date(2026, 1, 1)
    return [
        formatting.format_date(day, locale),
        formatting.format_short_date(day, locale, earlier),
        formatting.format_weekday_date(day, locale),
        formatting.format_month_year(day, locale),
        formatting.format_money(-123_456_789, Currency("EUR"), locale),
        formatting.format_count(1_240, locale),
        str(formatting.first_weekday(locale)),
        *formatting.weekday_names(locale),
        *(formatting.format_country(code, locale) for code in COUNTRIES),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_left_of_babel_writes_as_before(
    locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(locale)
    for path in Path(localedata._dirname).glob("*.dat"):
        if path.stem.split("_")[0] in {locale.split("_", maxsplit=1)[0], "root", "en"}:
            (tmp_path / path.name).write_bytes(package.slimmer(path.read_bytes()))
    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    try:
        assert written(locale) == before
    finally:
        forget()


def test_windows_gets_the_programs_picture_in_its_sizes(tmp_path: Path) -> None:
    package.write_icon(tmp_path / "package" / "shopdesk.ico")
    with Image.open(tmp_path / "package" / "shopdesk.ico") as picture:
        assert {(16, 16), (32, 32), (256, 256)} <= picture.info["sizes"]
        assert len(picture.convert("RGBA").getcolors(256 * 256) or ()) > 2


def test_every_library_brings_the_text_of_its_licence_into_the_package() -> None:
    texts = contents.licence_texts(resource("LICENCES.md").read_text("utf-8"))
    assert all(Path(source).is_file() for source, _ in texts)
    libraries = {place.removeprefix("licences/").lower() for _, place in texts}
    assert {"sqlalchemy", "typer", "reportlab", "pillow", "jaraco.context", "pyinstaller"} <= libraries
    assert not {"pytest", "mypy", "ruff", "pyinstaller-hooks-contrib"} & libraries


def test_python_brings_the_text_of_its_licence_too() -> None:
    source, place = contents.python_licence()
    assert (place, "PYTHON SOFTWARE FOUNDATION LICENSE" in Path(source).read_text("utf-8")) == (
        "licences/Python",
        True,
    )


def test_the_package_asks_for_each_library_by_its_package_also_where_this_machine_lacks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libqxcb.so").write_bytes(b"\x7fELF")
    loaded = f"libssl.so.3 => /usr/lib/libssl.so.3 (0x0)\nlibQt6Gui.so.6 => {tmp_path}/libQt6Gui.so.6 (0x0)\n"
    lacked = "libxcb-icccm.so.4 => not found\nlibxkbcommon-x11.so.0 => not found\n"
    owners = "libssl3:amd64: /usr/lib/libssl.so.3\nlibssl-dev:amd64: /usr/lib/libssl.so\nlibssl3:amd64: /usr/lib/x.so\n"
    said = {"ldd": loaded + lacked, "dpkg": owners}

    def answer(command: list[str | Path], **_: object) -> subprocess.CompletedProcess[str]:
        assert not any("Qt6" in str(word) for word in command)
        return subprocess.CompletedProcess([], 0, stdout=said[str(command[0])])

    monkeypatch.setattr(subprocess, "run", answer)
    asked = {"libssl3", "libxcb-icccm4", "libxkbcommon-x11-0", "libgl1", "libegl1", "libxcb-cursor0"}
    assert package.packages_of(tmp_path) == sorted(asked)


def test_the_program_is_its_own_back_room_when_it_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[bool] = []
    monkeypatch.setattr(start, "serve", lambda: served.append(True))
    monkeypatch.setattr("sys.argv", ["ShopDesk", FLAG])
    assert (start.main(), served) == (0, [True])
