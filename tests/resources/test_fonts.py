"""The bundled fonts: all there, none left over, each loadable, and a glyph for every name."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from shopdesk.paths import resource

FAMILIES: list[dict[str, Any]] = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))[
    "family"
]
FILES: list[str] = [file for family in FAMILIES for file in family["files"]]

NAMES = {
    "Latin": "Zoë Ångström-Nuñez",
    "Vietnamese": "Nguyễn Thị Hằng",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Єлизавета Ёлкина",
    "Arabic": "محمد عبد الله",
    "Persian": "پروین گلی",
    "Urdu": "ٹیپو ڈار",
    "Hebrew": "רחל כהן",
    "Devanagari": "प्रिया शर्मा",
    "Thai": "สมชาย ใจดี",
    "Armenian": "Հայկ Սարգսյան",
    "Bengali": "রহিমা বেগম",
    "Ethiopic": "አበበ ቢቂላ",
    "Georgian": "ნინო ბერიძე",
    "Gujarati": "નરેન્દ્ર પટેલ",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Kannada": "ಕಾವ್ಯ ಗೌಡ",
    "Khmer": "សុខា ចាន់",
    "Lao": "ສົມສັກ ພົມມະ",
    "Malayalam": "ലക്ഷ്മി നായർ",
    "Burmese": "အောင်ဆန်း",
    "Odia": "ସୁଭାଷ ଦାସ",
    "Sinhala": "නිමල් පෙරේරා",
    "Tamil": "முருகன் செல்வி",
    "Telugu": "లక్ష్మి రెడ్డి",
    "Dhivehi": "އަހްމަދު",
    "Tifinagh": "ⴰⵎⴰⵣⵉⵖ",
    "Simplified Chinese": "王伟 张丽娜",
    "Traditional Chinese": "陳淑芬 黃鈺婷",
    "Japanese": "髙橋 さくら アンナ",
    "Korean": "김민준 뷁",
    "figures and marks": "0123456789 – × ½ · € £ ¥ ₹ ₪ ₩ ₦ ₺ ₽ ₫ −",
}


def font(file: str) -> QRawFont:
    return QRawFont(str(resource("fonts", file)), 12)


def test_every_file_in_the_folder_is_named_and_every_named_file_is_there() -> None:
    named = {*FILES, *(family["licence"] for family in FAMILIES), "fonts.toml"}
    assert named == {path.name for path in resource("fonts").iterdir()}
    assert len(FILES) == len(set(FILES))


def test_there_is_one_family_for_the_screen_and_one_for_paper() -> None:
    roles = [family["role"] for family in FAMILIES]
    assert roles[:2] == ["screen", "paper"]
    assert set(roles[2:]) == {"fallback"}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["name"])
def test_qt_loads_each_file_under_its_family(qapp: QApplication, family: dict[str, Any]) -> None:
    for file in family["files"]:
        loaded = QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        assert loaded >= 0, file
        assert family["name"] in QFontDatabase.applicationFontFamilies(loaded), file


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_every_character_of_a_name_has_a_glyph(qapp: QApplication, name: str) -> None:
    regular = [font(file) for file in FILES if "Regular" in file or "Droid" in file]
    absent = {
        character
        for character in name
        if not character.isspace() and not any(face.supportsCharacter(ord(character)) for face in regular)
    }
    assert not absent


def test_the_common_characters_of_chinese_japanese_and_korean_are_all_there(qapp: QApplication) -> None:
    face = font("DroidSansFallback.ttf")
    two_bytes = [bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    for encoding in ("gb2312", "euc_jp", "euc_kr"):
        characters = "".join(pair.decode(encoding, errors="ignore") for pair in two_bytes)
        absent = [character for character in characters if not face.supportsCharacter(ord(character))]
        assert len(characters) > 6000
        assert not absent, encoding


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("Inter-")])
def test_the_screen_font_can_set_figures_in_columns(file: str) -> None:
    assert b"tnum" in resource("fonts", file).read_bytes()


def test_the_paper_fonts_have_outlines_that_the_printed_page_can_embed() -> None:
    for family in FAMILIES:
        if family["role"] != "screen":
            for file in family["files"]:
                assert resource("fonts", file).read_bytes()[:4] == b"\0\1\0\0", file


@pytest.mark.parametrize("licence", sorted({family["licence"] for family in FAMILIES}))
def test_each_licence_stands_beside_its_fonts_in_full(licence: str) -> None:
    text = Path(resource("fonts", licence)).read_text(encoding="utf-8")
    assert "WITHOUT WARRANT" in text
    assert len(text) > 4000
