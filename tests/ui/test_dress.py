"""What the windows wear: the shop's own look while it is open, the same again before its secret is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.settings import Settings
from shopdesk.wording import ENGLISH
from ui.app import application
from ui.dress import dress_of, last_dress, remember_dress
from ui.languages import speak_in
from ui.main_window import MainWindow
from ui.remembered import FILE, Remembered
from ui.start.wardrobe import Wardrobe
from ui.theme import Theme, apply_theme, theme

DARK = Settings(locale="en_AU", language="es", theme="dark", text_scale=125, still=True)


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> Iterator[QApplication]:
    apply_theme(qapp, "light", 100)
    yield qapp
    dress_of(Settings(), Path()).wear(qapp)
    speak_in(qapp, ENGLISH)


def test_a_closed_shop_wears_what_it_wore_last(tmp_path: Path) -> None:
    remember_dress(DARK, tmp_path)
    assert last_dress(tmp_path, "fr_FR") == dress_of(DARK, tmp_path)


def test_the_program_is_dressed_once_before_its_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_dress(DARK, tmp_path)
    dressed: list[str] = []

    def noted(look: Theme) -> str:
        dressed.append(look.name)
        return "QWidget {}"

    monkeypatch.setattr("ui.theme.style_sheet", noted)
    Wardrobe(application(tmp_path), "en_AU").wear_last(tmp_path)
    assert dressed == ["dark"]


@pytest.mark.parametrize("worn", ["contrast", "dark", "light"])
def test_where_nothing_is_known_and_the_system_says_nothing_what_is_worn_is_kept(
    app: QApplication, tmp_path: Path, worn: str
) -> None:
    apply_theme(app, worn, 100)
    last_dress(tmp_path, "en_AU").wear(app)
    assert (theme().name, theme().scale) == (worn, 100)


def test_a_spoilt_file_dresses_as_a_new_one(app: QApplication, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[General]\ntheme=pink\nshop_scale=huge\nstill=x\n", encoding="utf-8")
    last_dress(tmp_path, "en_AU").wear(app)
    assert (theme().name, theme().scale) == ("light", 100)


def test_what_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    remember_dress(DARK, tmp_path)
    Remembered(tmp_path).save()
    before = (tmp_path / FILE).stat().st_mtime_ns
    remember_dress(DARK, tmp_path)
    Remembered(tmp_path).save()
    assert (tmp_path / FILE).stat().st_mtime_ns == before


def test_the_size_by_key_is_worn_until_the_shop_changes_its_own(
    app: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    remember_dress(Settings(text_scale=100), tmp_path)
    window = MainWindow(Remembered(tmp_path))
    qtbot.addWidget(window)
    window.scale_by(1)
    assert (theme().scale, last_dress(tmp_path, "en_AU").scale) == (110, 110)
    for shop, worn in ((100, 110), (125, 125)):
        dress_of(Settings(text_scale=shop), tmp_path).wear(app)
        assert theme().scale == worn
    window.scale_by(0)
    assert theme().scale == 100
