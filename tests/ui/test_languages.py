"""The window speaks the language that was chosen."""

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.settings import Settings
from shopdesk.wording import ENGLISH, Wording, spoken, tr, wording
from ui.dress import last_dress, remember_dress
from ui.languages import speak_in


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    speak_in(qapp, ENGLISH)


def test_widgets_and_view_models_say_the_same(app: QApplication) -> None:
    speak_in(app, wording("es"))
    assert (QWidget().tr("Cancel"), tr("Cancel")) == ("Cancelar", "Cancelar")
    assert QWidget().tr("Nobody has ever said this") == "Nobody has ever said this"


def test_english_comes_back(app: QApplication) -> None:
    speak_in(app, wording("es"))
    speak_in(app, ENGLISH)
    assert QWidget().tr("Cancel") == "Cancel"


def test_a_language_that_is_read_from_the_right_mirrors_the_windows(app: QApplication) -> None:
    speak_in(app, Wording("ar", NullTranslations()))
    assert app.layoutDirection() is Qt.LayoutDirection.RightToLeft
    speak_in(app, ENGLISH)
    assert app.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_closed_shop_is_spoken_to_as_last_time(app: QApplication, tmp_path: Path) -> None:
    remember_dress(Settings(locale="en_AU", language="es"), tmp_path)
    last_dress(tmp_path, "en_AU").wear(app)
    assert spoken() is wording("es")


def test_a_closed_shop_writes_its_own_figures(app: QApplication, tmp_path: Path) -> None:
    remember_dress(Settings(locale="ar_EG", language="es"), tmp_path)
    last_dress(tmp_path, "en_AU").wear(app)
    assert (tr("{left} more", left=12), QWidget().tr("1–30")) == ("١٢ more", "١–٣٠")


def test_a_new_place_is_spoken_to_as_the_computer_speaks(app: QApplication, tmp_path: Path) -> None:
    last_dress(tmp_path, "es_MX").wear(app)
    assert spoken().language == "es"
