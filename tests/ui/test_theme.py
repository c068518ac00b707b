"""The themes are whole, and every text can be read on its ground."""

import re
import tomllib
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.settings import THEMES
from shopdesk.paths import resource
from ui.theme import Theme, apply_theme, load_theme, set_role, style_sheet

NAMES = THEMES
READABLE = 4.5
EASILY_READABLE = 7
SEEN = 3
"""What WCAG asks of text, of text in high contrast, and of marks that are no text."""
GROUNDS = ("window", "surface", "sunken", "header")
INKS = ("text", "muted", "accent", "owed", "credit", "warn")
PAIRS = [(ink, ground) for ink in INKS for ground in GROUNDS]
SOFT = [
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]
OWN = [(ink, f"{ink}_soft") for ink in ("accent", "owed", "credit", "warn")]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG."""
    shares = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def read(name: str) -> dict[str, Any]:
    """Return a theme's file."""
    return tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS + SOFT + OWN)
def test_text_can_be_read_on_every_ground(name: str, ink: str, ground: str) -> None:
    colours = read(name)["colours"]
    assert contrast(colours[ink], colours[ground]) >= READABLE


@pytest.mark.parametrize("name", NAMES)
def test_chips_and_initials_can_be_read(name: str) -> None:
    look = load_theme(name)
    pairs = [look.chip(tag) for tag in ("VIP", "Wholesale", "Trade", "Regular", "allergy", "Bridal")]
    pairs += [look.avatar(number) for number in range(8)]
    assert [pair for pair in pairs if contrast(*pair) < READABLE] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_theme_names_the_same_things(name: str) -> None:
    light, other = read("light"), read(name)
    assert {part: set(names) for part, names in light.items()} == {
        part: set(names) for part, names in other.items()
    }
    assert len(other["avatars"]["pairs"]) == 8
    assert len(other["ages"]["colours"]) == len(light["ages"]["colours"])


@pytest.mark.parametrize(("ink", "ground"), PAIRS + SOFT + OWN)
def test_high_contrast_is_high(ink: str, ground: str) -> None:
    colours = read("contrast")["colours"]
    assert contrast(colours[ink], colours[ground]) >= EASILY_READABLE


@pytest.mark.parametrize("ground", GROUNDS)
def test_in_high_contrast_lines_and_what_cannot_be_used_are_seen_as_well(ground: str) -> None:
    colours = read("contrast")["colours"]
    faintest = min(contrast(colours[ink], colours[ground]) for ink in ("edge", "line", "faint"))
    assert faintest >= READABLE


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", [*GROUNDS, "accent_soft"])
def test_the_mark_of_the_focus_is_seen_on_every_ground(name: str, ground: str) -> None:
    colours = read(name)["colours"]
    assert contrast(colours["accent"], colours[ground]) >= SEEN


def test_every_colour_is_used_and_every_name_in_the_sheet_is_a_colour() -> None:
    sheet = resource("themes", "window.qss").read_text(encoding="utf-8")
    assert set(re.findall(r"@([a-z_]+)", sheet)) <= {*read("light")["colours"], "frame"}


@pytest.mark.parametrize(("name", "frame"), [("light", "0"), ("contrast", "1px solid #3D3D3D")])
def test_soft_grounds_have_a_frame_in_high_contrast(name: str, frame: str) -> None:
    look = load_theme(name)
    assert look.frame == frame
    assert f'QFrame[role="banner-info"] {{ background: {look.accent_soft}; border: {frame};' in style_sheet(
        look
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_left_in_the_style_sheet(name: str) -> None:
    assert "@" not in style_sheet(load_theme(name))


@pytest.mark.parametrize(("asked", "given"), [(100, 100), (130, 130), (10, 80), (900, 200)])
def test_the_scale_stays_within_what_can_be_used(qapp: QApplication, asked: int, given: int) -> None:
    assert apply_theme(qapp, "light", asked).scale == given
    apply_theme(qapp, "light", 100)


def test_lengths_grow_with_the_scale_but_lines_stay_thin() -> None:
    sheet = style_sheet(_at(150))
    assert "border: 1px solid" in sheet
    assert "border-radius: 18px" in sheet
    assert 'QLabel[role="title"] { font-size: 33px' in sheet


def test_a_role_changes_the_look_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    look = apply_theme(qapp, "light", 100)
    label = QLabel("owes")
    qtbot.addWidget(label)
    label.show()
    set_role(label, "owed")
    assert label.palette().color(label.foregroundRole()) == QColor(look.owed)
    set_role(label, "credit")
    assert label.palette().color(label.foregroundRole()) == QColor(look.credit)


def _at(scale: int) -> Theme:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = apply_theme(app, "light", scale)
    apply_theme(app, "light", 100)
    return look


def test_what_everything_wears_already_is_not_put_on_again(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light", 100)
    dressed = DressCounter()
    qtbot.addWidget(dressed)
    apply_theme(qapp, "light", 100)
    assert dressed.times == 0
    apply_theme(qapp, "light", 110)
    apply_theme(qapp, "light", 100)
    assert dressed.times == 2


class DressCounter(QWidget):
    """Counts how often it is dressed anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def event(self, event: QEvent) -> bool:
        """Count a new style sheet."""
        self.times += event.type() is QEvent.Type.StyleChange
        return super().event(event)
